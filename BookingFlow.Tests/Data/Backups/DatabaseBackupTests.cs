using BookingFlow.Tests.Data.Upgrades;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Backups;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Data.Backups;

/// <summary>Backup and restore of a SQLite file, and the statements for SQL Server.</summary>
public sealed class DatabaseBackupTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));
    private TemporaryDatabase _database = null!;
    private DirectoryInfo _folder = null!;
    private string _backup = "";

    public async ValueTask InitializeAsync()
    {
        _database = await TemporaryDatabase.CreateAsync();
        await _database.ReadAsync(async db =>
        {
            await db.ConfigureDatabaseAsync(CancellationToken.None);
            return 0;
        });
        _folder = Directory.CreateTempSubdirectory("bookingflow-backups-");
        _backup = Path.Combine(_folder.FullName, "backup.db");
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_backup_has_everything_that_is_stored_is_private_and_is_one_file()
    {
        await _database.AddAsync(new AReservation().Named("Bob").Confirmed().Build());

        var result = await BackUpAsync();

        Assert.True(result.IsSound);
        Assert.NotEmpty(result.Checks);
        Assert.Equal(["backup.db"], Names());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_backup));
        }

        await using var copy = new SqliteFile(_backup, SqliteOpenMode.ReadOnly).CreateDbContext();
        Assert.Equal("Bob", (await copy.Reservations.SingleAsync()).Name);
    }

    [Fact]
    public async Task A_backup_is_made_while_another_connection_writes_and_has_what_was_committed()
    {
        await using var writer = new SqliteConnection(_database.ConnectionString);
        await writer.OpenAsync();
        await _database.AddAsync(new AReservation().Named("Bob").Build());
        await using var transaction = writer.BeginTransaction(deferred: false);
        await using var command = writer.CreateCommand();
        command.CommandText = "UPDATE Reservations SET Name = 'Eve'";
        await command.ExecuteNonQueryAsync();

        await BackUpAsync();

        await using var copy = new SqliteFile(_backup, SqliteOpenMode.ReadOnly).CreateDbContext();
        Assert.Equal("Bob", (await copy.Reservations.SingleAsync()).Name);
    }

    [Fact]
    public async Task A_backup_of_data_that_is_not_sound_is_kept_and_says_so()
    {
        await _database.AddAsync(new AReservation().Confirmed().Build());
        await _database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ConfirmedSeats, 7)));

        var result = await BackUpAsync();

        Assert.False(result.IsSound);
        Assert.True(File.Exists(_backup));
    }

    [Fact]
    public async Task An_existing_file_is_not_replaced()
    {
        await File.WriteAllTextAsync(_backup, "kept");
        await Assert.ThrowsAsync<BackupException>(BackUpAsync);
        Assert.Equal("kept", await File.ReadAllTextAsync(_backup));
    }

    [Fact]
    public async Task Of_a_damaged_database_nothing_is_kept()
    {
        await _database.AddAsync(new AReservation().Build());
        await _database.ReadAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF");
            await db.Database.ExecuteSqlRawAsync("DELETE FROM Performances");
            return 0;
        });

        var damaged = await Assert.ThrowsAsync<BackupException>(BackUpAsync);

        Assert.Equal(BackupFailure.Damaged, damaged.Failure);
        Assert.Contains("refer to rows that do not exist", damaged.Message, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [Fact]
    public async Task The_database_of_an_older_version_is_backed_up_without_its_rules()
    {
        await using var older = KeptDatabase.Open(KeptDatabase.Versions.First());
        var result = await new DatabaseBackup(older, CurrentVenue(), _clock).WriteAsync(_backup, CancellationToken.None);
        Assert.Empty(result.Checks);
        Assert.True(File.Exists(_backup));
    }

    [Fact]
    public async Task The_statements_for_SQL_Server_make_a_copy_and_verify_it()
    {
        var recorder = new SqlRecorder();
        await new DatabaseBackup(recorder, CurrentVenue(), _clock).WriteAsync(@"D:\backups\venue.bak", CancellationToken.None);

        Assert.Equal(
            ["BACKUP DATABASE @p0 TO DISK = @p1 WITH COPY_ONLY, CHECKSUM, INIT", "RESTORE VERIFYONLY FROM DISK = @p0 WITH CHECKSUM"], recorder.Sent);
        Assert.Equal(["x", @"D:\backups\venue.bak", @"D:\backups\venue.bak"], recorder.Parameters);
        Assert.All(recorder.Sent, statement => Assert.Single(SqlRecorder.Parse(statement)));
    }

    [Fact]
    public async Task A_restore_brings_the_backup_back_and_can_be_undone()
    {
        await _database.AddAsync(new AReservation().Named("Bob").Build());
        await BackUpAsync();
        await _database.AddAsync(new AReservation().Named("Carol").WithReference("K7QF2N").Build());

        var result = await RestoreAsync(_backup);

        Assert.Equal(SchemaVersion.Current, result.Version);
        Assert.Equal($"{_database.File}.before-restore-20260905-100000Z", result.Former);
        Assert.Equal(["Bob"], await PartiesAsync());
        _clock.Advance(TimeSpan.FromMinutes(1));
        await RestoreAsync(result.Former!);
        Assert.Equal(["Bob", "Carol"], await PartiesAsync());
    }

    [Fact]
    public async Task A_copy_of_a_file_in_use_is_restored_with_its_log()
    {
        await using var open = new SqliteConnection(_database.ConnectionString);
        await open.OpenAsync();
        await _database.AddAsync(new AReservation().Named("Bob").Build());
        foreach (var suffix in new[] { "", "-wal" })
        {
            File.Copy(_database.File + suffix, _backup + suffix);
        }

        await open.CloseAsync();
        SqliteConnection.ClearPool(open);
        await _database.ReadAsync(db => db.Reservations.ExecuteDeleteAsync());
        await RestoreAsync(_backup);
        Assert.Equal(["Bob"], await PartiesAsync());
        Assert.Equal(["backup.db", "backup.db-wal"], Names());
    }

    [Fact]
    public async Task A_restore_is_refused_while_a_node_runs_and_a_node_while_a_restore_runs()
    {
        await _database.AddAsync(new AReservation().Named("Bob").Build());
        await BackUpAsync();
        await _database.ReadAsync(db => db.Reservations.ExecuteDeleteAsync());
        using (DatabaseFileLock.Share(_database.File))
        using (DatabaseFileLock.Share(_database.File))
        {
            var refused = await Assert.ThrowsAsync<DatabaseBusyException>(() => RestoreAsync(_backup));
            Assert.StartsWith("The program is running on", refused.Message, StringComparison.Ordinal);
            Assert.Empty(await PartiesAsync());
        }

        using (DatabaseFileLock.TakeAlone(_database.File))
        {
            Assert.Throws<DatabaseBusyException>(() => DatabaseFileLock.Share(_database.File));
        }

        await RestoreAsync(_backup);
        Assert.Equal(["Bob"], await PartiesAsync());
    }

    [Fact]
    public async Task A_restore_is_refused_while_another_program_has_the_file_open()
    {
        await BackUpAsync();
        await using var shell = new SqliteConnection($"{_database.ConnectionString};Pooling=False");
        await shell.OpenAsync();
        await using var command = shell.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Reservations";
        await command.ExecuteScalarAsync();

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(_backup));
        Assert.Contains("Another process", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_database.File)!, "*.part"));
    }

    [Fact]
    public async Task A_damaged_database_is_replaced_and_set_aside_as_it_is()
    {
        await _database.AddAsync(new AReservation().Named("Bob").Build());
        await BackUpAsync();
        SqliteConnection.ClearAllPools();
        var damaged = new string('x', 8192);
        await File.WriteAllTextAsync(_database.File, damaged);
        await File.WriteAllTextAsync($"{_database.File}-wal", damaged);

        var result = await RestoreAsync(_backup);

        Assert.False(File.Exists($"{_database.File}-wal"), "The log of the former database is still there.");
        Assert.Equal(["Bob"], await PartiesAsync());
        Assert.Equal(damaged, await File.ReadAllTextAsync(result.Former!));
    }

    [Fact]
    public async Task A_missing_database_is_restored()
    {
        await _database.AddAsync(new AReservation().Named("Bob").Build());
        await BackUpAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_database.File);

        Assert.Null((await RestoreAsync(_backup)).Former);
        Assert.Equal(["Bob"], await PartiesAsync());
    }

    [Theory]
    [InlineData("missing", "There is no file")]
    [InlineData("text", "is not a SQLite database")]
    [InlineData("empty", "is not a database of BookingFlow")]
    [InlineData("newer", "was made by a newer version")]
    [InlineData("unfinished", "is a copy that 'database copy' has not finished")]
    [InlineData("damaged", "is damaged: 1 rows of Reservations")]
    public async Task A_file_that_cannot_be_used_is_refused_and_changes_nothing(string kind, string reason)
    {
        await _database.AddAsync(new AReservation().Named("Bob").Build());
        await (kind switch
        {
            "text" => File.WriteAllTextAsync(_backup, new string('x', 8192)),
            "empty" => File.WriteAllTextAsync(_backup, ""),
            "newer" => BackUpAndRunAsync("INSERT INTO __EFMigrationsHistory VALUES ('99991231235959_Future', '99')"),
            "unfinished" => BackUpAndRunAsync($"INSERT INTO __EFMigrationsHistory VALUES ('{SchemaVersions.CopyMarker}', '1')"),
            "damaged" => BackUpAndRunAsync("PRAGMA foreign_keys = OFF; DELETE FROM Performances"),
            _ => Task.CompletedTask,
        });
        await _database.ReadAsync(db => db.Reservations.ExecuteUpdateAsync(set => set.SetProperty(r => r.Name, "Carol")));

        var refused = await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(_backup));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(["Carol"], await PartiesAsync());
        Assert.DoesNotContain(
            Directory.GetFiles(Path.GetDirectoryName(_database.File)!),
            file => file.Contains("restore", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_backup_of_an_older_version_is_restored_and_then_migrated()
    {
        await using var older = KeptDatabase.Open(KeptDatabase.Versions.First());
        File.Copy(older.File, _backup);

        Assert.Equal(SchemaVersion.Older, (await RestoreAsync(_backup)).Version);

        await _database.Start().MigrateAsync(CancellationToken.None);
        Assert.Equal(["Ada Lovelace", "Bob", "Grace Hopper"], await PartiesAsync());
    }

    private Task<BackupResult> BackUpAsync() =>
        new DatabaseBackup(_database, CurrentVenue(), _clock).WriteAsync(_backup, CancellationToken.None);

    private Task<RestoreResult> RestoreAsync(string backup) => new DatabaseRestore(_database, _clock).RestoreAsync(backup, CancellationToken.None);

    private async Task BackUpAndRunAsync(string sql)
    {
        await BackUpAsync();
        await using var connection = new SqliteConnection($"Data Source={_backup};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private Task<List<string>> PartiesAsync() => _database.ReadAsync(db => db.Reservations.OrderBy(r => r.Id).Select(r => r.Name).ToListAsync());

    private IEnumerable<string> Names() => _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal);

    private static CurrentVenue CurrentVenue() => new(UseCaseFixture.Venue, UseCaseFixture.Rules, new PublicContentVersion());
}
