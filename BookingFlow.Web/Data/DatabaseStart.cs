using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>Brings the database to the program's version before the first request.</summary>
public sealed partial class DatabaseStart(IDbContextFactory<BookingDbContext> contexts, ILogger<DatabaseStart> log)
{
    /// <summary>
    /// Longer than any migration of a small house. On SQLite, EF's migration lock is a row: a process that was killed
    /// in the middle leaves it behind, and without an end every later start would wait for ever.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var turn = await WriteGate.Of(db).EnterAsync(patience.Token);
            await db.Database.MigrateAsync(patience.Token);
            LogMigrated();
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseBusyException(
                "The database could not be migrated in time: another process is migrating it, or one was killed while it did. "
                + "When you are sure that none is, delete the row in the table __EFMigrationsLock and start again.", late);
        }
    }

    [LoggerMessage(LogLevel.Information, "The database was migrated to this version of the program")]
    private partial void LogMigrated();
}
