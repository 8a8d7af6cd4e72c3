using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>
/// One writer at a time for one SQLite file, in the order of arrival. SQLite has one writer anyway, but its driver
/// waits for it by blocking a thread in sleeps of 150 ms; here a waiting request costs nothing. Never entered twice
/// by the same flow. On SQL Server the gate stands open: rows are locked there.
/// </summary>
public sealed class WriteGate
{
    /// <summary>
    /// Longer than a full queue's wait: a few hundred confirmations of a few milliseconds each. Whoever waits
    /// longer is told that the house is busy.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly ConcurrentDictionary<string, WriteGate> Gates = new(StringComparer.Ordinal);
    private static readonly WriteGate Open = new(turns: null);
    private readonly SemaphoreSlim? _turns;

    private WriteGate(SemaphoreSlim? turns) => _turns = turns;

    /// <summary>Whether somebody is writing at this moment.</summary>
    public bool IsTaken => _turns?.CurrentCount == 0;

    /// <summary>The gate of the database behind a context: one per file and process.</summary>
    public static WriteGate Of(BookingDbContext db)
    {
        if (db.Dialect != DatabaseDialect.Sqlite)
        {
            return Open;
        }

        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        return Gates.GetOrAdd(Path.GetFullPath(file), _ => new WriteGate(new SemaphoreSlim(1, 1)));
    }

    public async Task<IDisposable?> EnterAsync(CancellationToken cancellationToken)
    {
        if (_turns is null)
        {
            return null;
        }

        return await _turns.WaitAsync(Patience, cancellationToken) ? new Turn(_turns) : throw new DatabaseBusyException();
    }

    /// <summary>For the libraries that save synchronously.</summary>
    public IDisposable? Enter()
    {
        if (_turns is null)
        {
            return null;
        }

        return _turns.Wait(Patience) ? new Turn(_turns) : throw new DatabaseBusyException();
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        private SemaphoreSlim? _turns = turns;

        public void Dispose() => Interlocked.Exchange(ref _turns, null)?.Release();
    }
}
