using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class CancelReservationOnSqliteTests() : CancelReservationTests(DatabaseDialect.Sqlite);

public sealed class CancelReservationOnSqlServerTests() : CancelReservationTests(DatabaseDialect.SqlServer);

public abstract class CancelReservationTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    [Fact]
    public async Task Its_seats_are_free_at_once_and_its_ticket_admits_nobody()
    {
        var party = AParty(4).Confirmed().Build();
        var code = await House.TicketAsync(party);

        Assert.Equal(
            (ReservationStatus.Cancelled, Now), ((await CancelAsync(party)).Value?.Status, (await House.ReservationAsync(party.Id)).CancelledAt));

        Assert.Equal(0, await ConfirmedSeatsAsync());
        House.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));
        var scan = await House.CheckInParty.AdmitAsync(code, House.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);
        Assert.Equal(FailureKind.ReservationCancelled, scan.Failure?.Kind);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task The_party_is_told_when_the_desk_says_so(bool tell, int mails)
    {
        await CancelAsync(await StoredAsync(AParty().Confirmed()), tell);

        Assert.Equal(mails, (await OwedAsync()).Count(m => m.Kind == MailKind.ReservationCancelled));
        Assert.Equal(mails, House.Jobs.Mails.Count);
    }

    [Fact]
    public async Task A_party_without_an_address_cannot_be_told()
    {
        Assert.True((await CancelAsync(await StoredAsync(AParty().WithEmail(null).Confirmed()), tell: true)).Succeeded);
        Assert.Empty(await OwedAsync());
    }

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Expired)]
    public async Task What_holds_no_seats_gives_none_back(ReservationStatus status)
    {
        await StoredAsync(AParty(3).Confirmed());
        Assert.True((await CancelAsync(await StoredAsync(AParty(2).InStatus(status)))).Succeeded);
        Assert.Equal(3, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task The_log_keeps_the_reason()
    {
        await CancelAsync(await StoredAsync(AParty().Confirmed()), reason: "  ill  ");

        Assert.Equal((AuditAction.ReservationCancelled, "ill"), ((await OnlyLogEntryAsync()).Act, (await OnlyLogEntryAsync()).Detail));
    }

    [Fact]
    public async Task A_party_that_is_inside_is_not_cancelled()
    {
        var party = await StoredAsync(AParty().Confirmed());
        await CheckInAsync(party);

        Assert.Equal(Obstacle.PartyCheckedIn, (await RefusedAsync(CancelAsync(party))).Obstacle);
        Assert.Equal(2, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Cancelling_twice_is_refused() =>
        Assert.Equal(Obstacle.ReservationCancelled, (await RefusedAsync(CancelAsync(await StoredAsync(AParty().Cancelled())))).Obstacle);

    [Fact]
    public async Task A_reason_longer_than_its_column_is_refused()
    {
        var party = await StoredAsync(AParty().Confirmed());

        Assert.Equal(
            new InvalidField(FormField.Reason, FieldProblem.TooLong, Limits.Reason),
            Assert.Single((await RefusedAsync(CancelAsync(party, reason: new string('x', Limits.Reason + 1)))).Fields));
    }

    private Task<Result<Reservation>> CancelAsync(Reservation reservation, bool tell = false, string? reason = null) =>
        House.CancelReservation.CancelAsync(reservation.Id, tell, reason, Bea, CancellationToken.None);
}
