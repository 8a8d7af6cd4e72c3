using BookingFlow.Web.Data.Backups;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Data.Backups;

public sealed class BackupMonitorTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("bookingflow-backups-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));

    private BackupFolder Folder => new(Path.Combine(_parent.FullName, "backups"), keep: 2);

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public void A_backup_is_old_after_a_missed_night()
    {
        var newest = AddBackup();
        var monitor = new BackupMonitor(Folder, _clock);
        _clock.Advance(BackupMonitor.OldAfter - TimeSpan.FromSeconds(1));
        Assert.Null(monitor.FindProblem());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new BackupProblem(Failed: null, newest), monitor.FindProblem());
        AddBackup();
        Assert.Null(monitor.FindProblem());
    }

    [Fact]
    public void A_new_installation_has_time_until_its_first_backup()
    {
        var monitor = new BackupMonitor(Folder, _clock);
        Assert.Null(monitor.FindProblem());
        _clock.Advance(BackupMonitor.OldAfter);
        Assert.Equal(new BackupProblem(Failed: null, NewestAt: null), monitor.FindProblem());
    }

    [Fact]
    public void A_failure_is_known_after_a_restart_until_a_backup_succeeds()
    {
        var newest = AddBackup();
        _clock.Advance(TimeSpan.FromHours(1));
        var failed = new FailedBackup(_clock.GetUtcNow().UtcDateTime, BackupFailure.NoSpace);
        new BackupMonitor(Folder, _clock).ReportFailure(BackupFailure.NoSpace);

        var restarted = new BackupMonitor(Folder, _clock);
        Assert.Equal(new BackupProblem(failed, newest), restarted.FindProblem());
        restarted.ReportSuccess();
        Assert.Null(restarted.FindProblem());
        Assert.Null(new BackupMonitor(Folder, _clock).FindProblem());
    }

    [Fact]
    public void A_failure_before_the_newest_backup_is_over()
    {
        AddBackup();
        var monitor = new BackupMonitor(Folder, _clock);
        monitor.ReportFailure(BackupFailure.NoSpace);
        _clock.Advance(TimeSpan.FromMinutes(1));
        AddBackup();
        Assert.Null(monitor.FindProblem());
    }

    [Fact]
    public void A_failure_that_cannot_be_written_is_known_to_its_process()
    {
        File.WriteAllText(Folder.Path, "in the way");
        var monitor = new BackupMonitor(Folder, _clock);
        monitor.ReportFailure(BackupFailure.NoAccess);
        Assert.Equal(BackupFailure.NoAccess, monitor.FindProblem()?.Failed?.Failure);
    }

    [Fact]
    public void Without_nightly_backups_there_is_no_problem()
    {
        var monitor = new BackupMonitor(folder: null, _clock);
        _clock.Advance(TimeSpan.FromDays(30));
        Assert.Null(monitor.FindProblem());
    }

    private DateTime AddBackup()
    {
        Directory.CreateDirectory(Folder.Path);
        var now = _clock.GetUtcNow().UtcDateTime;
        File.WriteAllText(Folder.NewFile(now), "");
        return now;
    }
}
