using System.Collections.Concurrent;
using System.Data.Common;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>A SQLite file that writes down what it is asked, and where a test can step in.</summary>
public sealed class WatchedDatabase(TemporaryDatabase database) : IDbContextFactory<BookingDbContext>
{
    private readonly ConcurrentQueue<string> _statements = new(), _transactions = new();

    /// <summary>Every query and every write, in order.</summary>
    public IReadOnlyCollection<string> Statements => _statements;

    /// <summary>BEGIN and COMMIT, in order; what was begun and not committed was rolled back.</summary>
    public IReadOnlyCollection<string> Transactions => _transactions;

    /// <summary>Inside the transaction, when everything has been read; null: nothing happens.</summary>
    public Func<BookingDbContext, Task>? BeforeSaving { get; set; }

    /// <summary>When everything has been written but nothing is stored yet; null: nothing happens.</summary>
    public Func<Task>? BeforeCommitting { get; set; }

    public BookingDbContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<SqliteBookingDbContext>();
        options.UseBookingDatabase(DatabaseDialect.Sqlite, database.ConnectionString);
        options.AddInterceptors(new Commands(this), new Transacting(this), new Saving(this));
        return new SqliteBookingDbContext(options.Options);
    }

    private sealed class Commands(WatchedDatabase watched) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            watched._statements.Enqueue(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }

    private sealed class Transacting(WatchedDatabase watched) : DbTransactionInterceptor
    {
        public override ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            watched._transactions.Enqueue("BEGIN");
            return ValueTask.FromResult(result);
        }

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            await (watched.BeforeCommitting?.Invoke() ?? Task.CompletedTask);
            return result;
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            watched._transactions.Enqueue("COMMIT");
            return Task.CompletedTask;
        }
    }

    private sealed class Saving(WatchedDatabase watched) : SaveChangesInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await (watched.BeforeSaving?.Invoke((BookingDbContext)eventData.Context!) ?? Task.CompletedTask);
            return result;
        }
    }
}
