using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class RecordDoorListDownloadOnSqliteTests() : RecordDoorListDownloadTests(DatabaseDialect.Sqlite);

public sealed class RecordDoorListDownloadOnSqlServerTests() : RecordDoorListDownloadTests(DatabaseDialect.SqlServer);

public abstract class RecordDoorListDownloadTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task Download_is_recorded_once_an_hour_for_each_person_and_performance()
    {
        var other = new Actor(Host.OtherSteward.StaffId, Host.OtherSteward.Name);
        await RecordAsync(7, Host.Actor);
        await RecordAsync(8, Host.Actor);
        await RecordAsync(7, other);
        await RecordAsync(7, Host.Actor with { Name = "Nora (Dora)" });
        Host.Clock.Advance(TimeSpan.FromMinutes(59));
        await RecordAsync(7, Host.Actor);
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync(7, Host.Actor);

        var entries = await Host.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).ToListAsync());

        Assert.All(entries, entry => Assert.Equal((AuditAction.DoorListDownloaded, AuditSubject.Performance), (entry.Action, entry.Subject)));
        Assert.Equal(
            [(7, "Dora", 0), (8, "Dora", 0), (7, "Otto", 0), (7, "Nora (Dora)", 0), (7, "Dora", 60)],
            entries.Select(entry => (entry.SubjectId!.Value, entry.StaffName, (int)(entry.At - TestTimes.Now).TotalMinutes)));
    }

    private async Task RecordAsync(int performanceId, Actor actor) =>
        Assert.True((await Host.RecordDoorListDownload.RecordAsync(performanceId, actor, CancellationToken.None)).Succeeded);
}
