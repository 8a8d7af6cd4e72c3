using BookingFlow.Web.Data.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data.Providers;

/// <summary>
/// The context of the embedded default. A save outside a transaction waits in the file's <see cref="SqliteWriteQueue"/>, as transactions do.
/// </summary>
public sealed class SqliteBookingDbContext(DbContextOptions<SqliteBookingDbContext> options) : BookingDbContext(options)
{
    public override DatabaseDialect Dialect => DatabaseDialect.Sqlite;

    public override bool LocksRows => false;

    public override string? QueuedFile => Path.GetFullPath(new SqliteConnectionStringBuilder(Database.GetConnectionString()).DataSource);

    public override (string Heading, MigrationsSqlGenerationOptions Options) MigrationScript => (
        "-- For an empty SQLite file only, and only once: EF cannot write a script for SQLite that looks what is there already."
        + "\n-- A file that is in use is brought to this version by 'dotnet BookingFlow.Web.dll database migrate'.\n",
        MigrationsSqlGenerationOptions.Default);

    /// <summary>Asks over a connection of its own: those of the pool go on holding a file that was deleted or replaced.</summary>
    public override async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        var fresh = new SqliteConnectionStringBuilder(Database.GetConnectionString()) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        await using var connection = new SqliteConnection(fresh.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM \"Performances\" WHERE \"Id\" = 0";
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>Readers and the writer must not wait for each other. Kept in the file, but lost by some ways of copying it.</summary>
    public override Task ConfigureDatabaseAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);

    public override async Task<bool> HasAbandonedMigrationLockAsync(CancellationToken cancellationToken)
    {
        var tables = await Database
            .SqlQuery<int>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .ToListAsync(cancellationToken);
        return tables[0] > 0;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var held = Database.CurrentTransaction is null ? SqliteWriteQueue.Of(this).Enter() : null;
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var held = Database.CurrentTransaction is null ? await SqliteWriteQueue.Of(this).EnterAsync(cancellationToken) : null;
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }
}
