using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>Lets SQLite itself refuse to write in the program's connections, while a test wants it to.</summary>
public sealed class SqliteFaultInjection : DbConnectionInterceptor, IDbTransactionInterceptor
{
    /// <summary>Result code of a full disk.</summary>
    private const int ResultFull = 13;

    /// <summary>Whether writes fail with SQLITE_READONLY.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>Whether commits fail as on a full disk.</summary>
    public bool IsFull { get; set; }

    /// <summary>Whether the file can grow no more, so that SQLite fails with SQLITE_FULL when a write needs another page.</summary>
    public bool CannotGrow { get; set; }

    // Pooled connections keep the settings, so they are set back as well.
    private string Settings =>
        $"PRAGMA query_only = {(IsReadOnly ? "ON" : "OFF")}; PRAGMA max_page_count = {(CannotGrow ? 1 : 1_000_000)};";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        IsFull ? throw new SqliteException("database or disk is full", ResultFull) : ValueTask.FromResult(result);
}
