using BookingFlow.Tests.Data.Upgrades;
using BookingFlow.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace BookingFlow.Tests.Data;

/// <summary>Adoption of a database from before version 0.1, whose eight migrations were replaced by one.</summary>
public sealed class PreReleaseDatabaseTests
{
    private const string LastButOneMigration = "20261123031720_ReachLog";

    [Fact]
    public async Task A_start_is_refused_with_the_adopt_command_that_fixes_it()
    {
        await using var database = KeptDatabase.Open(KeptDatabase.PreRelease);
        var file = ("ConnectionStrings:BookingFlow", database.ConnectionString);
        foreach (var migrateAtStart in new[] { "true", "false" })
        {
            var refused = await ProgramProcess.RunAsync([], file, ("Database:MigrateAtStart", migrateAtStart));
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("The database was made before version 0.1:", refused.Output, StringComparison.Ordinal);
            Assert.Contains("run 'dotnet BookingFlow.Web.dll database adopt' once, and start again.", refused.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
        }

        var adopted = await ProgramProcess.RunAsync(["database", "adopt"], file);
        Assert.Equal(0, adopted.ExitCode);
        Assert.Contains("The database has the migration history of this version now.", adopted.Output, StringComparison.Ordinal);
        await using (await ProgramProcess.StartAsync(database))
        {
        }

        var again = await ProgramProcess.RunAsync(["database", "adopt"], file);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("The database has the migration history of this version already.", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopting_replaces_only_the_migration_history()
    {
        await using var database = KeptDatabase.Open(KeptDatabase.PreRelease);

        Assert.True(await database.Start().AdoptAsync(CancellationToken.None));

        await using var db = database.CreateDbContext();
        Assert.Equal([db.Database.GetMigrations().First()], await HistoryAsync(database));
        await database.Start().MigrateAsync(CancellationToken.None);
        await KeptDatabase.HasTheSchemaOfANewOneAsync(database);
        await KeptDatabase.HoldsItsRowsAsync(database);
        foreach (var change in new[] { "UPDATE Log SET StaffName = 'x'", "DELETE FROM Log" })
        {
            var refused = await Assert.ThrowsAsync<SqliteException>(() => KeptDatabase.ReadAsync(database, change));
            Assert.Contains("The log is append-only.", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Adopting_twice_changes_nothing_the_second_time()
    {
        await using var database = KeptDatabase.Open(KeptDatabase.PreRelease);
        await database.Start().AdoptAsync(CancellationToken.None);
        var once = await HistoryAsync(database);

        Assert.False(await database.Start().AdoptAsync(CancellationToken.None));

        Assert.Equal(once, await HistoryAsync(database));
        await database.Start().MigrateAsync(CancellationToken.None);
        await KeptDatabase.HoldsItsRowsAsync(database);
    }

    [Fact]
    public async Task A_database_without_the_last_pre_release_migration_is_neither_migrated_nor_adopted()
    {
        await using var database = KeptDatabase.Open(KeptDatabase.PreRelease);
        await KeptDatabase.ReadAsync(database, $"DELETE FROM __EFMigrationsHistory WHERE MigrationId > '{LastButOneMigration}'");
        var before = await HistoryAsync(database);

        foreach (var refused in new Func<Task>[]
        {
            () => database.Start().AdoptAsync(CancellationToken.None),
            () => database.Start().MigrateAsync(CancellationToken.None),
            () => database.Start().HasPendingMigrationsAsync(CancellationToken.None),
        })
        {
            var exception = await Assert.ThrowsAsync<MigrationHistoryException>(refused);
            Assert.Contains("Start the last program before 0.1 on it once", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(7, before.Count);
        Assert.Equal(before, await HistoryAsync(database));
    }

    [Theory]
    [InlineData("20260101000000_First")]
    [InlineData("20261123135042_PendingSeats", "20270101000000_Later")]
    public async Task The_migration_history_of_another_program_is_not_changed(params string[] migrations)
    {
        await using var database = KeptDatabase.Open(KeptDatabase.PreRelease);
        await KeptDatabase.ReadAsync(database, "DELETE FROM __EFMigrationsHistory");
        foreach (var migration in migrations)
        {
            await KeptDatabase.ReadAsync(database, $"INSERT INTO __EFMigrationsHistory VALUES ('{migration}', '10.0.0')");
        }

        var exception = await Assert.ThrowsAsync<MigrationHistoryException>(() => database.Start().AdoptAsync(CancellationToken.None));

        Assert.Contains("was not made by BookingFlow before version 0.1", exception.Message, StringComparison.Ordinal);
        Assert.Equal(migrations, await HistoryAsync(database));
    }

    [Fact]
    public async Task Adopting_a_missing_database_fails_and_creates_none()
    {
        await using var database = TemporaryDatabase.WithoutFile();

        var exception = await Assert.ThrowsAsync<MigrationHistoryException>(() => database.Start().AdoptAsync(CancellationToken.None));

        Assert.Contains("nothing to adopt", exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(database.File));
    }

    [Fact]
    public async Task Adopting_waits_for_the_write_lock()
    {
        await using var database = KeptDatabase.Open(KeptDatabase.PreRelease);
        Task<bool>? adopting = null;

        await database.HoldWriteQueueAsync(async () =>
        {
            adopting = database.Start().AdoptAsync(CancellationToken.None);
            Assert.False(adopting.IsCompleted);
            Assert.Equal(8, (await HistoryAsync(database)).Count);
        });

        Assert.True(await adopting!);
    }

    [Fact]
    public async Task On_SQL_Server_the_migration_history_is_replaced_in_one_transaction()
    {
        var recorder = new SqlRecorder();
        recorder.Rows["__EFMigrationsHistory"] = new() { ["MigrationId"] = "20261123135107_PendingSeats", ["ProductVersion"] = "10.0.14" };
        await using var db = recorder.CreateDbContext();

        Assert.True(await PreReleaseDatabase.AdoptAsync(db, CancellationToken.None));

        var began = recorder.Sent.ToList().IndexOf(SqlRecorder.Begin);
        Assert.Equal(SqlRecorder.Commit, recorder.Sent[^1]);
        Assert.Equal(
            $"""
            DELETE FROM [__EFMigrationsHistory]
            WHERE [MigrationId] = N'20261123135107_PendingSeats';
            INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
            VALUES (N'{db.Database.GetMigrations().First()}', N'{ProductInfo.GetVersion()}');
            """,
            Assert.Single(
                recorder.Sent.Skip(began + 1),
                statement => !statement.StartsWith("SELECT", StringComparison.Ordinal) && statement != SqlRecorder.Commit));
    }

    private static async Task<IReadOnlyList<string>> HistoryAsync(TemporaryDatabase database) =>
        await KeptDatabase.ReadAsync(database, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId");
}
