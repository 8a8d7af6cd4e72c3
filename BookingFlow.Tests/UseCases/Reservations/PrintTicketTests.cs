using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class PrintTicketOnSqliteTests() : PrintTicketTests(DatabaseDialect.Sqlite);

public sealed class PrintTicketOnSqlServerTests() : PrintTicketTests(DatabaseDialect.SqlServer);

public abstract class PrintTicketTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Fact]
    public async Task Printed_ticket_admits_and_the_earlier_ticket_stays_valid()
    {
        var party = AParty().Confirmed().Build();
        var mailed = await Host.AddTicketAsync(party);

        var printed = (await PrintAsync(party)).Value;

        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));
        Assert.True(
            (await Host.CheckInParty.AdmitAsync(printed.CheckIn, Host.Steward, new Admission(Guid.NewGuid()), CancellationToken.None)).Succeeded);
        var again = await Host.CheckInParty.AdmitAsync(mailed, Host.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);
        Assert.Equal(FailureKind.AlreadyCheckedIn, again.Failure?.Kind);
        Assert.Equal((AuditAction.TicketPrinted, party.Id), ((await OnlyAuditEntryAsync()).Action, (await OnlyAuditEntryAsync()).SubjectId));
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Expired, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    public async Task Only_a_confirmed_reservation_has_a_ticket(ReservationStatus status, Obstacle obstacle) =>
        Assert.Equal(obstacle, (await RefusedAsync(PrintAsync(await StoredAsync(AParty().InStatus(status))))).Obstacle);

    private Task<Result<Token>> PrintAsync(Reservation reservation) => Host.PrintTicket.PrintAsync(reservation.Id, Bea, CancellationToken.None);
}
