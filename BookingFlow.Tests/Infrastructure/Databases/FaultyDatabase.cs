using System.Data.Common;
using System.Diagnostics;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>
/// Creates contexts on a SQLite file whose calls can be made to fail: each statement, and before and after each commit. Counts and interrupts steps
/// outside the database, too (<see cref="StepKind"/>).
/// </summary>
public sealed class FaultyDatabase(TemporaryDatabase database) : IDbContextFactory<BookingDbContext>
{
    private const int SqliteIOError = 10;

    private int _calls;
    private int _failingCall = int.MaxValue;
    private int _killingCall = int.MaxValue;
    private StepKind? _countedKind;
    private bool _isDead;

    /// <summary>Number of counted calls so far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Whether the call that was to fail has been made.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether all calls fail until <see cref="Restart"/>.</summary>
    public bool IsDead => Volatile.Read(ref _isDead);

    /// <summary>Counts only steps of one kind.</summary>
    public void CountOnly(StepKind kind) => _countedKind = kind;

    /// <summary>Makes one call fail: of the database, with an I/O error.</summary>
    /// <param name="call">1 for the next call.</param>
    /// <param name="andAllLater">Whether all later calls fail too, as if the process had been killed there; until <see cref="Restart"/>.</param>
    public void Fail(int call, bool andAllLater) => (_calls, _failingCall, HasFailed, DiesThere) = (0, call, false, andAllLater);

    /// <summary>Kills this process at a call, with SIGKILL.</summary>
    /// <param name="call">1 for the next call.</param>
    public void KillProcess(int call) => (_calls, _killingCall) = (0, call);

    /// <summary>Whether the failing call ends the life of the process.</summary>
    public bool DiesThere { get; private set; }

    /// <summary>Makes all calls work again.</summary>
    public void Restart() => (_isDead, _failingCall) = (false, int.MaxValue);

    /// <summary>Counts a step, and kills the process there if it is that step's turn.</summary>
    /// <returns>Whether the step must fail.</returns>
    public bool Interrupts(StepKind kind)
    {
        if (_countedKind is null || _countedKind == kind)
        {
            var call = Interlocked.Increment(ref _calls);
            if (call == _killingCall)
            {
                Process.GetCurrentProcess().Kill();
            }

            if (call == _failingCall)
            {
                (HasFailed, _isDead) = (true, DiesThere);
                return true;
            }
        }

        return IsDead;
    }

    public BookingDbContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<SqliteBookingDbContext>();
        options.UseBookingDatabase(DatabaseDialect.Sqlite, database.ConnectionString);
        options.AddInterceptors(new CommandInterceptor(this), new TransactionInterceptor(this));
        return new SqliteBookingDbContext(options.Options);
    }

    private void Call()
    {
        if (Interrupts(StepKind.Database))
        {
            throw new SqliteException("disk I/O error", SqliteIOError);
        }
    }

    private sealed class CommandInterceptor(FaultyDatabase owner) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            owner.Call();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            owner.Call();
            return ValueTask.FromResult(result);
        }
    }

    private sealed class TransactionInterceptor(FaultyDatabase owner) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            owner.Call();
            return ValueTask.FromResult(result);
        }

        // The commit has happened, and its answer is lost.
        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            owner.Call();
            return Task.CompletedTask;
        }
    }
}
