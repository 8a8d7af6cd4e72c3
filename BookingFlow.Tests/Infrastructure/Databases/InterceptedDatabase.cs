using System.Collections.Concurrent;
using System.Data.Common;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>Creates contexts that record statements and transactions on a SQLite file and can run test code before a save or commit.</summary>
public sealed class InterceptedDatabase(TemporaryDatabase database) : IDbContextFactory<BookingDbContext>
{
    private readonly ConcurrentQueue<string> _statements = new(), _transactions = new();

    /// <summary>SQL of the queries and of the writes of SaveChanges, in order.</summary>
    public IReadOnlyCollection<string> Statements => _statements;

    /// <summary>BEGIN and COMMIT, in order. A BEGIN without a COMMIT was rolled back.</summary>
    public IReadOnlyCollection<string> Transactions => _transactions;

    /// <summary>Runs before each save, inside the transaction; null: nothing runs.</summary>
    public Func<BookingDbContext, Task>? BeforeSaving { get; set; }

    /// <summary>Runs before each commit, after all writes; null: nothing runs.</summary>
    public Func<Task>? BeforeCommitting { get; set; }

    public BookingDbContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<SqliteBookingDbContext>();
        options.UseBookingDatabase(DatabaseDialect.Sqlite, database.ConnectionString);
        options.AddInterceptors(new CommandInterceptor(this), new TransactionInterceptor(this), new SaveInterceptor(this));
        return new SqliteBookingDbContext(options.Options);
    }

    private sealed class CommandInterceptor(InterceptedDatabase owner) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            owner._statements.Enqueue(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }

    private sealed class TransactionInterceptor(InterceptedDatabase owner) : DbTransactionInterceptor
    {
        public override ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            owner._transactions.Enqueue("BEGIN");
            return ValueTask.FromResult(result);
        }

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            await (owner.BeforeCommitting?.Invoke() ?? Task.CompletedTask);
            return result;
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            owner._transactions.Enqueue("COMMIT");
            return Task.CompletedTask;
        }
    }

    private sealed class SaveInterceptor(InterceptedDatabase owner) : SaveChangesInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await (owner.BeforeSaving?.Invoke((BookingDbContext)eventData.Context!) ?? Task.CompletedTask);
            return result;
        }
    }
}
