using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class CorrectEmailOnSqliteTests() : CorrectEmailTests(DatabaseDialect.Sqlite);

public sealed class CorrectEmailOnSqlServerTests() : CorrectEmailTests(DatabaseDialect.SqlServer);

public abstract class CorrectEmailTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    [Fact]
    public async Task The_link_goes_to_the_right_address_and_the_one_that_went_astray_is_dead()
    {
        var pending = AParty().WithEmail("ada@exmaple.org").Build();
        var astray = await House.MailedLinkAsync(pending);

        Assert.Equal("ada@example.org", (await CorrectAsync(pending, " ada@example.org ")).Value?.Email);

        Assert.Equal(MailKind.Confirmation, Assert.Single(await OwedAsync()).Kind);
        Assert.Equal(
            FailureKind.ConfirmationTokenInvalid,
            (await House.ConfirmReservation.ConfirmAsync(astray, Guid.NewGuid(), null, CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task A_ticket_that_went_astray_admits_nobody()
    {
        var party = AParty().Confirmed().Build();
        var astray = await House.TicketAsync(party);

        await CorrectAsync(party, "ada@elsewhere.example");

        Assert.Equal(MailKind.Ticket, Assert.Single(await OwedAsync()).Kind);
        House.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));
        Assert.Equal(
            FailureKind.TicketInvalid,
            (await House.CheckInParty.AdmitAsync(astray, House.Steward, new Admission(Guid.NewGuid()), CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task The_house_finds_it_by_the_new_address_and_no_longer_by_the_old()
    {
        var party = await StoredAsync(AParty().WithEmail("ada@exmaple.org").Confirmed());

        await CorrectAsync(party, "lovelace@example.org");

        var foundBy = await House.Database.ReadAsync(db => db.Reservations.Select(r => r.SearchKey).SingleAsync());
        Assert.Contains("lovelace@example", foundBy, StringComparison.Ordinal);
        Assert.DoesNotContain("exmaple", foundBy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_address_stands_in_the_log()
    {
        await CorrectAsync(await StoredAsync(AParty().Confirmed()), "lovelace@example.org");

        var entry = await OnlyLogEntryAsync();
        Assert.Equal((AuditAction.EmailCorrected, null), (entry.Act, entry.Detail));
    }

    [Fact]
    public async Task An_address_can_be_taken_away()
    {
        var party = await StoredAsync(AParty().Confirmed());

        Assert.Null((await CorrectAsync(party, "")).Value!.Email);

        Assert.Empty(await OwedAsync());
    }

    [Fact]
    public async Task The_same_address_sends_nothing_and_kills_nothing()
    {
        var party = AParty().Confirmed().Build();
        await House.TicketAsync(party);

        Assert.True((await CorrectAsync(party, party.Email!)).Succeeded);

        Assert.Empty(await OwedAsync());
        Assert.Equal(2, await House.Database.ReadAsync(db => db.Tokens.CountAsync()));
    }

    [Fact]
    public async Task What_is_no_address_is_refused_and_the_old_one_stays()
    {
        var party = await StoredAsync(AParty().Confirmed());

        var refusal = await RefusedAsync(CorrectAsync(party, "ada at example"));

        Assert.Equal(new InvalidField(FormField.Email, FieldProblem.NotAnEmail), Assert.Single(refusal.Fields));
        Assert.Equal("ada@example.org", (await House.ReservationAsync(party.Id)).Email);
    }

    [Fact]
    public async Task A_cancelled_reservation_is_left_alone()
    {
        var party = await StoredAsync(AParty().Cancelled());

        Assert.Equal(Obstacle.ReservationCancelled, (await RefusedAsync(CorrectAsync(party, "x@example.org"))).Obstacle);
        Assert.Equal("ada@example.org", (await House.ReservationAsync(party.Id)).Email);
    }

    private Task<Result<Reservation>> CorrectAsync(Reservation reservation, string email) =>
        House.CorrectEmail.CorrectAsync(reservation.Id, email, Bea, CancellationToken.None);
}
