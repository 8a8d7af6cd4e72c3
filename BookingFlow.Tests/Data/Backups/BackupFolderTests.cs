using BookingFlow.Web.Data.Backups;

namespace BookingFlow.Tests.Data.Backups;

public sealed class BackupFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bookingflow-backups-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Only_the_newest_backups_are_kept_and_other_files_are_left_alone()
    {
        string[] others = ["bookingflow-20260901-023000Z.db.before", "bookingflow.db", "notes.txt", "bookingflow-20269901-023000Z.db"];
        foreach (var name in others)
        {
            Add(name);
        }

        for (var day = 1; day <= 4; day++)
        {
            Add($"bookingflow-2026090{day}-023000Z.db");
        }

        var folder = new BackupFolder(_folder.FullName, keep: 2);
        Assert.Equal(["bookingflow-20260901-023000Z.db", "bookingflow-20260902-023000Z.db"], folder.DeleteOld());
        Assert.Equal(
            [.. others.Concat(["bookingflow-20260903-023000Z.db", "bookingflow-20260904-023000Z.db"]).Order(StringComparer.Ordinal)], Names());
        Assert.Equal(new DateTime(2026, 9, 4, 2, 30, 0, DateTimeKind.Utc), folder.NewestAt());
        Assert.Empty(folder.DeleteOld());
    }

    [Fact]
    public void What_a_killed_backup_has_left_is_deleted_and_never_counts()
    {
        Add("bookingflow-20260901-023000Z.db.part");
        Add("bookingflow-20260901-023000Z.db.part-journal");
        var folder = new BackupFolder(_folder.FullName, keep: 2);
        Assert.Null(folder.NewestAt());
        folder.DeleteOld();
        Assert.Empty(Names());
    }

    [Fact]
    public void A_new_backup_is_named_by_its_time()
    {
        var folder = new BackupFolder(_folder.FullName, keep: 2);
        var now = new DateTime(2026, 11, 27, 2, 30, 5, DateTimeKind.Utc);
        File.WriteAllText(folder.NewFile(now), "");
        Assert.Equal(["bookingflow-20261127-023005Z.db"], Names());
        Assert.Equal(now, folder.NewestAt());
    }

    [Fact]
    public void The_lock_of_a_folder_is_held_by_one_at_a_time_and_creates_the_folder_for_its_owner_alone()
    {
        var path = Path.Combine(_folder.FullName, "new", "backups");
        var folder = new BackupFolder(path, keep: 2);
        using (folder.TryLock())
        {
            Assert.Null(new BackupFolder(path, keep: 2).TryLock());
        }

        using var again = folder.TryLock();
        Assert.NotNull(again);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void A_failure_is_read_by_another_process_until_it_is_deleted()
    {
        var failure = new FailedBackup(TestTimes.Now, BackupFailure.NoAccess);
        new BackupFolder(_folder.FullName, keep: 2).WriteFailure(failure);
        var folder = new BackupFolder(_folder.FullName, keep: 2);
        Assert.Equal(failure, folder.ReadFailure());
        folder.DeleteFailure();
        Assert.Null(folder.ReadFailure());
    }

    [Fact]
    public void A_failure_of_which_only_half_was_written_is_a_failure()
    {
        var folder = new BackupFolder(_folder.FullName, keep: 2);
        folder.WriteFailure(new FailedBackup(TestTimes.Now, BackupFailure.NoAccess));
        var file = _folder.GetFiles().Single();
        File.WriteAllText(file.FullName, File.ReadAllText(file.FullName)[..10]);
        Assert.NotNull(folder.ReadFailure());
    }

    private void Add(string name) => File.WriteAllText(Path.Combine(_folder.FullName, name), "");

    private IEnumerable<string> Names() => _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal);
}
