using BookingFlow.Tests.Data.Upgrades;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Backups;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Upgrading;
using BookingFlow.Web.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Data.Upgrading;

/// <summary>Migration of the SQLite file that version 0.1.0 left: the backup of before, and failures that change nothing.</summary>
public sealed class SqliteUpgradeTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));
    private readonly TemporaryDatabase _database = KeptDatabase.Open("0.1.0");

    private string Folder => Path.GetDirectoryName(_database.File)!;

    private string Backup => $"{_database.File}.before-{ProgramVersion.Text}-20260905-100000Z";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_backup_of_before_is_beside_the_migrated_file_and_private()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_database.File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        }

        await MigrateAsync();

        Assert.Equal(["", Path.GetFileName(Backup)["bookingflow.db".Length..], ".lock", ".start.lock"], Suffixes());
        await KeptDatabase.HoldsItsRowsAsync(_database);
        await using (var db = new SqliteFile(Backup, SqliteOpenMode.ReadOnly).CreateDbContext())
        {
            Assert.Equal(SchemaVersion.Older, await db.ReadSchemaVersionAsync(CancellationToken.None));
            Assert.Equal(3, await db.Reservations.CountAsync());
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(_database.File));
        }
    }

    [Fact]
    public async Task A_file_with_a_write_ahead_log_is_migrated_with_what_the_log_holds()
    {
        await using var open = new SqliteConnection(_database.ConnectionString);
        await open.OpenAsync();
        await ExecuteAsync(open, "PRAGMA journal_mode = WAL; UPDATE Rooms SET Name = 'Attic'");
        foreach (var suffix in new[] { "", "-wal" })
        {
            File.Copy(_database.File + suffix, $"{_database.File}.copy{suffix}");
        }

        await open.CloseAsync();
        SqliteConnection.ClearPool(open);
        foreach (var suffix in new[] { "", "-wal" })
        {
            File.Move($"{_database.File}.copy{suffix}", _database.File + suffix, overwrite: true);
        }

        await MigrateAsync();

        Assert.Equal("Attic", await _database.ReadAsync(db => db.Rooms.OrderBy(room => room.Id).Select(room => room.Name).FirstAsync()));
        Assert.Equal(["Attic"], await ReadAsync(Backup, "SELECT Name FROM Rooms LIMIT 1"));
    }

    [Fact]
    public async Task A_new_database_and_one_of_this_version_have_no_backup()
    {
        await using var made = TemporaryDatabase.WithoutFile();
        for (var i = 0; i < 2; i++)
        {
            await made.Start(_clock).MigrateAsync(CancellationToken.None);
            Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(made.File)!, "*.before-*"));
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(made.File));
        }
    }

    [Fact]
    public async Task The_log_that_a_deleted_database_has_left_is_not_applied_to_a_new_one()
    {
        await MigrateAsync();
        await using (var open = new SqliteConnection($"{_database.ConnectionString};Pooling=False"))
        {
            await open.OpenAsync();
            await ExecuteAsync(open, "UPDATE Rooms SET Name = 'Attic'");
            File.Copy($"{_database.File}-wal", $"{_database.File}.log");
        }

        SqliteConnection.ClearAllPools();
        File.Delete(_database.File);
        File.Move($"{_database.File}.log", $"{_database.File}-wal");

        await MigrateAsync();

        Assert.Equal(["ok"], await KeptDatabase.ReadAsync(_database, "PRAGMA integrity_check"));
        Assert.Empty(await _database.ReadAsync(db => db.Rooms.ToListAsync()));
    }

    [Fact]
    public async Task A_migration_that_fails_changes_nothing_and_the_next_one_goes_on()
    {
        // The fourth migration after 0.1.0 makes this table, so the ones before it have been applied when it fails.
        await KeptDatabase.ReadAsync(_database, "CREATE TABLE PosterVariants (InTheWay TEXT)");
        SqliteConnection.ClearAllPools();
        var before = await File.ReadAllBytesAsync(_database.File);

        var failed = await Assert.ThrowsAsync<UpgradeException>(MigrateAsync);

        Assert.Contains("table \"PosterVariants\" already exists", failed.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", failed.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_database.File));
        Assert.Equal(["", ".lock", ".start.lock"], Suffixes());

        await KeptDatabase.ReadAsync(_database, "DROP TABLE PosterVariants");
        await MigrateAsync();
        await KeptDatabase.HoldsItsRowsAsync(_database);
    }

    [Fact]
    public async Task A_migrated_copy_with_rows_that_refer_to_none_is_not_used()
    {
        var before = await File.ReadAllBytesAsync(_database.File);

        var refused = await Assert.ThrowsAsync<UpgradeException>(() => new SqliteUpgrade(
            _database.File, _clock,
            (db, stop) => db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF; DELETE FROM ReservationTokens; DELETE FROM Shows", stop)).MigrateAsync(CancellationToken.None));

        Assert.Contains("After the migration it would be damaged: 1 rows of Performances refer", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_database.File));
    }

    [Fact]
    public async Task A_damaged_database_is_not_migrated()
    {
        await KeptDatabase.ReadAsync(_database, "PRAGMA foreign_keys = OFF; DELETE FROM Performances");
        SqliteConnection.ClearAllPools();
        var before = await File.ReadAllBytesAsync(_database.File);

        var refused = await Assert.ThrowsAsync<UpgradeException>(MigrateAsync);

        Assert.Matches("It is damaged, so restore a backup of before first: .*3 rows of Reservations", refused.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(_database.File));
    }

    [Fact]
    public async Task Without_space_for_the_copies_nothing_is_begun()
    {
        using var disk = SmallDisk.Create(megabytes: 8);
        var file = Path.Combine(disk.Folder, "bookingflow.db");
        File.Copy(_database.File, file);

        var refused = await Assert.ThrowsAsync<UpgradeException>(() => new SqliteUpgrade(file, _clock).MigrateAsync(CancellationToken.None));

        Assert.Matches(@"It needs 1\d MB of free space on the disk of the database, and there are \d MB", refused.Message);
        Assert.Equal([file], Directory.GetFiles(disk.Folder));
    }

    [Fact]
    public async Task It_is_refused_while_a_node_runs()
    {
        using (DatabaseFileLock.Share(_database.File))
        {
            var refused = await Assert.ThrowsAsync<DatabaseBusyException>(MigrateAsync);
            Assert.StartsWith("The program is running on", refused.Message, StringComparison.Ordinal);
            Assert.NotEmpty(await _database.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
        }

        await MigrateAsync();
    }

    [Theory]
    [InlineData("PRAGMA journal_mode = WAL; SELECT COUNT(*) FROM Rooms")]
    [InlineData("BEGIN; SELECT COUNT(*) FROM Rooms")]
    public async Task It_is_refused_while_another_program_reads_the_file(string sql)
    {
        await using var shell = new SqliteConnection($"{_database.ConnectionString};Pooling=False");
        await shell.OpenAsync();
        await ExecuteAsync(shell, sql);

        var refused = await Assert.ThrowsAsync<UpgradeException>(MigrateAsync);

        Assert.Contains($"Another process has {_database.File} open: stop it first.", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(await _database.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
    }

    [Fact]
    public async Task What_another_program_writes_meanwhile_fails_instead_of_being_lost()
    {
        await using var shell = new SqliteConnection($"{_database.ConnectionString};Pooling=False");
        await shell.OpenAsync();
        await ExecuteAsync(shell, "SELECT COUNT(*) FROM Rooms");

        await MigrateAsync();

        Assert.SkipWhen(OperatingSystem.IsWindows(), "There an open file cannot be replaced.");
        var refused = await Assert.ThrowsAsync<SqliteException>(() => ExecuteAsync(shell, "UPDATE Rooms SET Name = 'Attic'"));
        Assert.Equal(DatabaseFault.FileMissing, DatabaseFaults.Of(refused));
    }

    [Fact]
    public async Task What_a_killed_migration_has_left_is_removed_and_its_lock_is_not_waited_for()
    {
        foreach (var left in new[] { ".upgrade.part", ".upgrade.part-journal", ".upgrade-backup.part" })
        {
            await File.WriteAllTextAsync(_database.File + left, "half");
        }

        await KeptDatabase.ReadAsync(
            _database,
            "CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER NOT NULL CONSTRAINT PK___EFMigrationsLock PRIMARY KEY, Timestamp TEXT NOT NULL)");
        await KeptDatabase.ReadAsync(_database, "INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')");

        await MigrateAsync();

        Assert.DoesNotContain(Suffixes(), suffix => suffix.Contains("part", StringComparison.Ordinal));
        await KeptDatabase.HoldsItsRowsAsync(_database);
    }

    [Theory]
    [InlineData(".upgrade-backup.part")]
    [InlineData(".upgrade.part")]
    [InlineData(".before-")]
    public async Task Killed_when_a_file_of_it_appears_the_next_start_completes_it(string appears)
    {
        var settings = ("ConnectionStrings:BookingFlow", _database.ConnectionString);
        await ProgramProcess.RunUntilAsync(
            () => Directory.GetFiles(Folder).Any(file => file.Contains(appears, StringComparison.Ordinal)), ["database", "migrate"], settings);

        Assert.Equal(["ok"], await KeptDatabase.ReadAsync(_database, "PRAGMA integrity_check"));
        Assert.Equal(["3"], await KeptDatabase.ReadAsync(_database, "SELECT CAST(COUNT(*) AS TEXT) FROM Reservations"));
        SqliteConnection.ClearAllPools();
        var completed = await ProgramProcess.RunAsync(["database", "migrate"], settings);
        Assert.True(completed.ExitCode == 0, completed.Output);
        await KeptDatabase.HasTheSchemaOfANewOneAsync(_database);
        await KeptDatabase.HoldsItsRowsAsync(_database);
        Assert.DoesNotContain(Suffixes(), suffix => suffix.Contains("part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Going_back_restores_what_the_version_before_had()
    {
        await MigrateAsync();
        await _database.ReadAsync(db => db.Rooms.ExecuteUpdateAsync(set => set.SetProperty(room => room.Name, "Attic")));

        var restored = await new DatabaseRestore(_database, _clock).RestoreAsync(Backup, CancellationToken.None);

        Assert.Equal(SchemaVersion.Older, restored.Version);
        Assert.DoesNotContain("Attic", await KeptDatabase.ReadAsync(_database, "SELECT Name FROM Rooms"));
        Assert.Equal(["1"], await KeptDatabase.ReadAsync(_database, "SELECT CAST(COUNT(*) AS TEXT) FROM __EFMigrationsHistory"));
    }

    [Fact]
    public async Task The_target_of_a_link_is_replaced_and_not_the_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        await using var link = TemporaryDatabase.WithoutFile();
        File.CreateSymbolicLink(link.File, _database.File);

        await link.Start(_clock).MigrateAsync(CancellationToken.None);

        Assert.NotNull(new FileInfo(link.File).LinkTarget);
        Assert.True(File.Exists(Backup));
        await KeptDatabase.HoldsItsRowsAsync(_database);
    }

    private async Task MigrateAsync()
    {
        using var start = _database.Start(_clock);
        await start.MigrateAsync(CancellationToken.None);
    }

    /// <returns>The names of the files in the folder, without that of the database.</returns>
    private IEnumerable<string> Suffixes()
    {
        SqliteConnection.ClearAllPools();
        return Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)["bookingflow.db".Length..]).Order(StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return [(string)(await command.ExecuteScalarAsync())!];
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteScalarAsync();
    }
}
