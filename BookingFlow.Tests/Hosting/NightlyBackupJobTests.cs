using BookingFlow.Web.Data.Backups;
using BookingFlow.Web.Hosting;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Hosting;

/// <summary>The nightly backup of the running program, with the settings of the file.</summary>
public sealed class NightlyBackupJobTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));
    private BookingFlowApp _app = null!;

    private string Folder => Path.Combine(Path.GetDirectoryName(_app.Database.File)!, "backups");

    private NightlyBackupJob Job => _app.Services.GetRequiredService<NightlyBackupJob>();

    private BackupProblem? Problem => _app.Services.GetRequiredService<BackupMonitor>().FindProblem();

    public async ValueTask InitializeAsync() => _app = await BookingFlowApp.StartAsync(_clock, ("Backup:Keep", "2"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task It_is_scheduled_in_the_time_zone_of_the_venue()
    {
        using var connection = _app.Services.GetRequiredService<JobStorage>().GetConnection();
        var job = Assert.Single(connection.GetRecurringJobs(), job => job.Id == "back-up-database");
        Assert.Equal(("30 3 * * *", "Europe/Rome"), (job.Cron, job.TimeZoneId));

        await using var without = await BookingFlowApp.StartAsync(_clock, ("Backup:Nightly", "false"));
        using var other = without.Services.GetRequiredService<JobStorage>().GetConnection();
        Assert.DoesNotContain(other.GetRecurringJobs(), job => job.Id == "back-up-database");
    }

    [Fact]
    public async Task Each_night_has_one_backup_and_the_oldest_are_deleted()
    {
        for (var night = 0; night < 3; night++)
        {
            // A second node on the same file has the same schedule.
            await Job.RunAsync(CancellationToken.None);
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Job.RunAsync(CancellationToken.None);
            await Job.RunIfMissedAsync(CancellationToken.None);
            _clock.AdjustTime(_clock.GetUtcNow() + TimeSpan.FromDays(1));
        }

        Assert.Equal(["bookingflow-20260906-100100Z.db", "bookingflow-20260907-100200Z.db"], Backups());
        Assert.Null(Problem);
        await Job.RunIfMissedAsync(CancellationToken.None);
        Assert.Equal("bookingflow-20260908-100300Z.db", Backups().Last());
    }

    [Fact]
    public async Task The_copy_of_before_an_upgrade_is_deleted_after_30_days()
    {
        string[] copies = ["before-0.2.0-20260806-100000Z", "before-0.3.0-20260808-100000Z"];
        foreach (var copy in copies)
        {
            await File.WriteAllTextAsync($"{_app.Database.File}.{copy}", "");
        }

        _clock.AdjustTime(_clock.GetUtcNow() + TimeSpan.FromHours(24.5));
        await Job.RunAsync(CancellationToken.None);

        Assert.Equal([false, true], copies.Select(copy => File.Exists($"{_app.Database.File}.{copy}")));
    }

    [Fact]
    public async Task While_another_node_makes_it_nothing_is_done()
    {
        using var other = new BackupFolder(Folder, keep: 2).TryLock();
        await Job.RunAsync(CancellationToken.None);
        Assert.Empty(Backups());
        Assert.Null(Problem);
    }

    [Fact]
    public async Task A_failure_is_reported_until_the_repetition_succeeds()
    {
        await File.WriteAllTextAsync(Folder, "in the way");
        await Assert.ThrowsAnyAsync<IOException>(() => Job.RunAsync(CancellationToken.None));
        Assert.Equal(BackupFailure.NoAccess, Problem?.Failed?.Failure);

        File.Delete(Folder);
        await Job.RunAsync(CancellationToken.None);
        Assert.Null(Problem);
        Assert.Single(Backups());
    }

    [Fact]
    public async Task A_backup_of_data_that_is_not_sound_is_kept_and_reported_until_the_data_is_put_right()
    {
        await _app.AddAsync(_app.APerformanceTonight());
        await _app.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ConfirmedSeats, 7)));
        await Job.RunAsync(CancellationToken.None);
        Assert.Equal(BackupFailure.Unsound, Problem?.Failed?.Failure);
        Assert.Single(Backups());

        await _app.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ConfirmedSeats, 0)));
        _clock.Advance(TimeSpan.FromMinutes(10));
        await Job.RunAsync(CancellationToken.None);
        Assert.Null(Problem);
    }

    private IEnumerable<string> Backups() => Directory.Exists(Folder)
        ? Directory.GetFiles(Folder, "*.db").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
        : [];
}
