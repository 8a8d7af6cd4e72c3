using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class PrintTicketOnSqliteTests() : PrintTicketTests(DatabaseDialect.Sqlite);

public sealed class PrintTicketOnSqlServerTests() : PrintTicketTests(DatabaseDialect.SqlServer);

public abstract class PrintTicketTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    [Fact]
    public async Task A_printed_ticket_lets_its_party_in_and_so_does_the_one_of_before()
    {
        var party = AParty().Confirmed().Build();
        var mailed = await House.TicketAsync(party);

        var printed = (await PrintAsync(party)).Value;

        House.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));
        Assert.True(
            (await House.CheckInParty.AdmitAsync(printed.CheckIn, House.Steward, new Admission(Guid.NewGuid()), CancellationToken.None)).Succeeded);
        var again = await House.CheckInParty.AdmitAsync(mailed, House.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);
        Assert.Equal(FailureKind.AlreadyCheckedIn, again.Failure?.Kind);
        Assert.Equal((AuditAction.TicketPrinted, party.Id), ((await OnlyLogEntryAsync()).Act, (await OnlyLogEntryAsync()).ThingId));
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Expired, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    public async Task Only_what_is_confirmed_has_a_ticket(ReservationStatus status, Obstacle obstacle) =>
        Assert.Equal(obstacle, (await RefusedAsync(PrintAsync(await StoredAsync(AParty().InStatus(status))))).Obstacle);

    private Task<Result<Token>> PrintAsync(Reservation reservation) => House.PrintTicket.PrintAsync(reservation.Id, Bea, CancellationToken.None);
}
