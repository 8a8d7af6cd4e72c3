using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public abstract class ExportReservationsTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task It_is_written_down_who_took_how_many_reservations_of_which_performance_out_of_the_house()
    {
        var olga = new Actor(House.Steward.StaffId, "Olga");
        Assert.True((await House.ExportReservations.ExportAsync(12, 7, olga, CancellationToken.None)).Succeeded);
        Assert.True((await House.ExportReservations.ExportAsync(3, null, olga, CancellationToken.None)).Succeeded);

        var entries = await House.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([AuditSubject.Performance, AuditSubject.Reservation], entries.Select(e => e.Thing));
        Assert.Equal([7, null], entries.Select(e => e.ThingId));
        Assert.Equal(["12", "3"], entries.Select(e => e.Detail));
        Assert.All(entries, e => Assert.Equal((AuditAction.ReservationsExported, "Olga", AMoment.Now), (e.Act, e.StaffName, e.At)));
    }

    public sealed class OnSqlite() : ExportReservationsTests(DatabaseDialect.Sqlite);

    public sealed class OnSqlServer() : ExportReservationsTests(DatabaseDialect.SqlServer);
}
