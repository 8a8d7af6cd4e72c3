using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class CorrectEmailOnSqliteTests() : CorrectEmailTests(DatabaseDialect.Sqlite);

public sealed class CorrectEmailOnSqlServerTests() : CorrectEmailTests(DatabaseDialect.SqlServer);

public abstract class CorrectEmailTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Fact]
    public async Task Correcting_the_address_mails_a_new_link_and_revokes_the_old_one()
    {
        var pending = AParty().WithEmail("ada@exmaple.org").Build();
        var oldLink = await Host.AddConfirmationLinkAsync(pending);

        Assert.Equal("ada@example.org", (await CorrectAsync(pending, " ada@example.org ")).Value?.Email);

        Assert.Equal(MailKind.Confirmation, Assert.Single(await OutboxAsync()).Kind);
        Assert.Equal(
            FailureKind.ConfirmationTokenInvalid,
            (await Host.ConfirmReservation.ConfirmAsync(oldLink, Guid.NewGuid(), null, CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task Ticket_sent_to_the_old_address_does_not_admit()
    {
        var party = AParty().Confirmed().Build();
        var oldCode = await Host.AddTicketAsync(party);

        await CorrectAsync(party, "ada@elsewhere.example");

        Assert.Equal(MailKind.Ticket, Assert.Single(await OutboxAsync()).Kind);
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));
        Assert.Equal(
            FailureKind.TicketInvalid,
            (await Host.CheckInParty.AdmitAsync(oldCode, Host.Steward, new Admission(Guid.NewGuid()), CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task Search_finds_the_new_address_and_not_the_old()
    {
        var party = await StoredAsync(AParty().WithEmail("ada@exmaple.org").Confirmed());

        await CorrectAsync(party, "lovelace@example.org");

        var searchKey = await Host.Database.ReadAsync(db => db.Reservations.Select(r => r.SearchKey).SingleAsync());
        Assert.Contains("lovelace@example", searchKey, StringComparison.Ordinal);
        Assert.DoesNotContain("exmaple", searchKey, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_entry_contains_no_address()
    {
        await CorrectAsync(await StoredAsync(AParty().Confirmed()), "lovelace@example.org");

        var entry = await OnlyAuditEntryAsync();
        Assert.Equal((AuditAction.EmailCorrected, null), (entry.Action, entry.Detail));
    }

    [Fact]
    public async Task Address_can_be_removed()
    {
        var party = await StoredAsync(AParty().Confirmed());

        Assert.Null((await CorrectAsync(party, "")).Value!.Email);

        Assert.Empty(await OutboxAsync());
    }

    [Fact]
    public async Task Same_address_sends_no_mail_and_keeps_the_tokens()
    {
        var party = AParty().Confirmed().Build();
        await Host.AddTicketAsync(party);

        Assert.True((await CorrectAsync(party, party.Email!)).Succeeded);

        Assert.Empty(await OutboxAsync());
        Assert.Equal(2, await Host.Database.ReadAsync(db => db.Tokens.CountAsync()));
    }

    [Fact]
    public async Task Invalid_address_is_refused()
    {
        var party = await StoredAsync(AParty().Confirmed());

        var refusal = await RefusedAsync(CorrectAsync(party, "ada at example"));

        Assert.Equal(new InvalidField(FormField.Email, FieldProblem.NotAnEmail), Assert.Single(refusal.Fields));
        Assert.Equal("ada@example.org", (await Host.ReservationAsync(party.Id)).Email);
    }

    [Fact]
    public async Task Cancelled_reservation_is_refused()
    {
        var party = await StoredAsync(AParty().Cancelled());

        Assert.Equal(Obstacle.ReservationCancelled, (await RefusedAsync(CorrectAsync(party, "x@example.org"))).Obstacle);
        Assert.Equal("ada@example.org", (await Host.ReservationAsync(party.Id)).Email);
    }

    private Task<Result<Reservation>> CorrectAsync(Reservation reservation, string email) =>
        Host.CorrectEmail.CorrectAsync(reservation.Id, email, Bea, CancellationToken.None);
}
