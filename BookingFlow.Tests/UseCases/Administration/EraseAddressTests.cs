using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class EraseAddressOnSqliteTests() : EraseAddressTests(DatabaseDialect.Sqlite);

public sealed class EraseAddressOnSqlServerTests() : EraseAddressTests(DatabaseDialect.SqlServer);

public abstract class EraseAddressTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private readonly Performance _over = new APerformance().At(TestTimes.Now.AddDays(-2)).Build();
    private readonly Performance _upcoming = new APerformance().Build();

    [Fact]
    public async Task All_reservations_under_the_address_are_erased_in_upper_or_lower_case_and_no_other()
    {
        var other = new AReservation().For(_over).WithEmail("bada@example.org").Confirmed().Build();
        await Host.Database.AddAsync(
            new AReservation().For(_over).Confirmed().Build(),
            new AReservation().For(_upcoming).WithEmail("Ada@Example.org").Cancelled().Build(),
            other);

        Assert.Equal(2, (await EraseAsync(" ADA@example.ORG ")).Value);

        Assert.Equal([other.Id], await Host.Database.ReadAsync(db => db.Reservations.Where(r => r.ErasedAt == null).Select(r => r.Id).ToListAsync()));
        var entry = await Host.Database.ReadAsync(db => db.AuditLog.SingleAsync());
        Assert.Equal(
            (AuditAction.PersonalDataErased, AuditSubject.Reservation, null, "2", "Dora"),
            (entry.Action, entry.Subject, entry.SubjectId, entry.Detail, entry.StaffName));
    }

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Confirmed)]
    public async Task Nothing_is_erased_while_a_reservation_is_upcoming(ReservationStatus status)
    {
        await Host.Database.AddAsync(
            new AReservation().For(_over).Confirmed().Build(), new AReservation().For(_upcoming).InStatus(status).Build());

        Assert.Equal(Obstacle.StillReserved, (await EraseAsync("ada@example.org")).Failure?.Obstacle);

        Assert.Equal(0, await Host.Database.ReadAsync(db => db.Reservations.CountAsync(r => r.ErasedAt != null)));
        Assert.Empty(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
    }

    [Theory]
    [InlineData("", FailureKind.InvalidInput)]
    [InlineData("ada at example", FailureKind.InvalidInput)]
    [InlineData("%@example.org", FailureKind.NotFound)]
    [InlineData("___@example.org", FailureKind.NotFound)]
    [InlineData("nobody@example.org", FailureKind.NotFound)]
    public async Task Address_that_is_invalid_or_unknown_erases_nothing(string address, FailureKind failure)
    {
        await Host.Database.AddAsync(new AReservation().For(_over).Build());

        Assert.Equal(failure, (await EraseAsync(address)).Failure?.Kind);
        Assert.Equal(0, await Host.Database.ReadAsync(db => db.Reservations.CountAsync(r => r.ErasedAt != null)));
    }

    private Task<Result<int>> EraseAsync(string address) => Host.EraseAddress.EraseAsync(address, Host.Actor, CancellationToken.None);
}
