using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public abstract class ExportReservationsTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task Export_is_audited_with_staff_member_count_and_performance()
    {
        var actor = new Actor(Host.Steward.StaffId, "Olga");
        Assert.True((await Host.ExportReservations.ExportAsync(12, 7, actor, CancellationToken.None)).Succeeded);
        Assert.True((await Host.ExportReservations.ExportAsync(3, null, actor, CancellationToken.None)).Succeeded);

        var entries = await Host.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([AuditSubject.Performance, AuditSubject.Reservation], entries.Select(e => e.Subject));
        Assert.Equal([7, null], entries.Select(e => e.SubjectId));
        Assert.Equal(["12", "3"], entries.Select(e => e.Detail));
        Assert.All(entries, e => Assert.Equal((AuditAction.ReservationsExported, "Olga", TestTimes.Now), (e.Action, e.StaffName, e.At)));
    }

    public sealed class OnSqlite() : ExportReservationsTests(DatabaseDialect.Sqlite);

    public sealed class OnSqlServer() : ExportReservationsTests(DatabaseDialect.SqlServer);
}
