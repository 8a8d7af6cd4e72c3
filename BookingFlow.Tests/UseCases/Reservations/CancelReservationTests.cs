using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class CancelReservationOnSqliteTests() : CancelReservationTests(DatabaseDialect.Sqlite);

public sealed class CancelReservationOnSqlServerTests() : CancelReservationTests(DatabaseDialect.SqlServer);

public abstract class CancelReservationTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Fact]
    public async Task Cancelling_frees_the_seats_at_once_and_invalidates_the_ticket()
    {
        var party = AParty(4).Confirmed().Build();
        var code = await Host.AddTicketAsync(party);

        Assert.Equal(
            (ReservationStatus.Cancelled, Now), ((await CancelAsync(party)).Value?.Status, (await Host.ReservationAsync(party.Id)).CancelledAt));

        Assert.Equal(0, await ConfirmedSeatsAsync());
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));
        var scan = await Host.CheckInParty.AdmitAsync(code, Host.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);
        Assert.Equal(FailureKind.ReservationCancelled, scan.Failure?.Kind);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Party_is_mailed_only_on_request(bool tell, int mails)
    {
        await CancelAsync(await StoredAsync(AParty().Confirmed()), tell);

        Assert.Equal(mails, (await OutboxAsync()).Count(m => m.Kind == MailKind.ReservationCancelled));
        Assert.Equal(mails, Host.Jobs.MailIds.Count);
    }

    [Fact]
    public async Task Party_without_an_address_gets_no_mail()
    {
        Assert.True((await CancelAsync(await StoredAsync(AParty().WithEmail(null).Confirmed()), tell: true)).Succeeded);
        Assert.Empty(await OutboxAsync());
    }

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Expired)]
    public async Task Cancelling_an_unconfirmed_reservation_frees_no_seats(ReservationStatus status)
    {
        await StoredAsync(AParty(3).Confirmed());
        Assert.True((await CancelAsync(await StoredAsync(AParty(2).InStatus(status)))).Succeeded);
        Assert.Equal(3, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Reason_is_trimmed_and_audited()
    {
        await CancelAsync(await StoredAsync(AParty().Confirmed()), reason: "  ill  ");

        Assert.Equal((AuditAction.ReservationCancelled, "ill"), ((await OnlyAuditEntryAsync()).Action, (await OnlyAuditEntryAsync()).Detail));
    }

    [Fact]
    public async Task Checked_in_party_cannot_be_cancelled()
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
        Host.CancelReservation.CancelAsync(reservation.Id, tell, reason, Bea, CancellationToken.None);
}
