using BookingFlow.Web.Data.Upgrading;

namespace BookingFlow.Tests.Data.Upgrading;

/// <summary>The names of the copies of before migrations, and which of them are kept.</summary>
public sealed class UpgradeBackupsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bookingflow-upgrades-");
    private readonly UpgradeBackups _backups;

    public UpgradeBackupsTests() => _backups = new UpgradeBackups(Path.Combine(_folder.FullName, "bookingflow.db"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_name_has_the_version_and_the_time()
    {
        Assert.Null(_backups.Newest());
        var file = _backups.NewFile("0.3.0-alpha.0.7", TestTimes.Now);
        Assert.Equal("bookingflow.db.before-0.3.0-alpha.0.7-20260905-100000Z", Path.GetFileName(file));
        File.WriteAllText(file, "");
        Assert.Equal(file, _backups.Newest());
    }

    [Fact]
    public void The_newest_three_of_30_days_are_kept_and_other_files_are_left_alone()
    {
        string[] others =
        [
            "bookingflow.db", "bookingflow.db.before-restore-20200101-100000Z", "bookingflow.db.before-0.1.0", "other.db.before-0.1.0-20200101-100000Z",
            "bookingflow.db.before-0.1.0-20200101-100000Z-wal", "bookingflow.db.before-20200101-100000Z",
        ];
        foreach (var name in others)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, name), "");
        }

        // In an order that is not that of the names.
        Add("0.10.0", days: -1);
        Add("0.9.0", days: -2);
        Add("0.8.0", days: -29);
        Add("0.7.0", days: -29.5);

        _backups.DeleteOld(TestTimes.Now);

        Assert.Equal(["0.10.0", "0.8.0", "0.9.0"], Kept());
        Assert.EndsWith("before-0.10.0-20260904-100000Z", _backups.Newest(), StringComparison.Ordinal);

        _backups.DeleteOld(TestTimes.Now.AddDays(1.5));

        Assert.Equal(["0.10.0", "0.9.0"], Kept());
        Assert.All(others, name => Assert.True(File.Exists(Path.Combine(_folder.FullName, name)), name));

        void Add(string version, double days) => File.WriteAllText(_backups.NewFile(version, TestTimes.Now.AddDays(days)), "");

        IEnumerable<string> Kept() => _folder.GetFiles().Select(file => file.Name).Except(others)
            .Select(name => name.Split('-')[1]).Order(StringComparer.Ordinal);
    }
}
