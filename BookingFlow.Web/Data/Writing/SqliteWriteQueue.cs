using System.Collections.Concurrent;
using BookingFlow.Web.Data.Providers;

namespace BookingFlow.Web.Data.Writing;

/// <summary>Priority queue for the write lock of one SQLite file: check-ins first, then other requests, mail last.</summary>
/// <remarks>
/// <para>
/// Why: SQLite allows one writer per file. Without this queue, its driver waits for the lock by blocking a thread in sleeps of 150 ms, and the
/// order of waiting writes is random, so a check-in may wait behind a whole on-sale. Here a waiting write blocks no thread.
/// </para>
/// <para>
/// Measured (docs/decisions/0033, 0034; docs/performance.md, rows 3, 4 and 7): with check-ins first, the slowest scans (p99) during an on-sale
/// took 54 ms instead of 242. With mail last, reservations rose from 0.46 to 0.56 of the rate of the bare ADO.NET loop, confirmations from
/// 0.84–0.95 to 1.15.
/// </para>
/// <para>
/// Not reentrant: code that holds the lock and enters again waits for itself until the timeout. Disabled on SQL Server, where rows are locked
/// instead.
/// </para>
/// </remarks>
public sealed class SqliteWriteQueue
{
    /// <summary>How long a mail write yields to writes that arrive after it, so that a long on-sale cannot starve it.</summary>
    public static readonly TimeSpan MailAllowance = TimeSpan.FromMilliseconds(250);

    private static readonly ConcurrentDictionary<string, SqliteWriteQueue> Queues = new(StringComparer.Ordinal);
    private static readonly SqliteWriteQueue Disabled = new(TimeProvider.System) { _isDisabled = true };

    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, (long SortKey, long Arrival)> _waiters = new();
    private bool _isDisabled;
    private bool _isTaken;
    private long _arrivals;

    /// <param name="clock">Determines the order of waiting writes and the timeout of <see cref="EnterAsync"/>.</param>
    public SqliteWriteQueue(TimeProvider clock) => _clock = clock;

    /// <summary>Whether a write holds the lock.</summary>
    public bool IsTaken
    {
        get
        {
            lock (_lock)
            {
                return _isTaken;
            }
        }
    }

    /// <summary>The number of writes that wait for the lock.</summary>
    public int WaitingCount
    {
        get
        {
            lock (_lock)
            {
                return _waiters.Count;
            }
        }
    }

    /// <summary>Returns the queue of the context's database: one per file and process, or the disabled queue on SQL Server.</summary>
    public static SqliteWriteQueue Of(BookingDbContext db) =>
        db.QueuedFile is { } file ? Queues.GetOrAdd(file, _ => new SqliteWriteQueue(TimeProvider.System)) : Disabled;

    /// <summary>Waits for the write lock, in the order of priority.</summary>
    /// <returns>The held lock; dispose it to release. Null on SQL Server.</returns>
    /// <exception cref="DatabaseBusyException">The lock was not free within the <see cref="WriteTimeout"/> of the priority.</exception>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellationToken, WritePriority priority = WritePriority.InOrder)
    {
        if (_isDisabled)
        {
            return null;
        }

        var waiter = Enqueue(priority);
        try
        {
            await waiter.Task.WaitAsync(
                priority == WritePriority.Mail ? WriteTimeout.Background : WriteTimeout.Request, _clock, cancellationToken);
            return new HeldLock(this);
        }
        catch (TimeoutException)
        {
            Abandon(waiter);
            throw new DatabaseBusyException();
        }
        catch (OperationCanceledException)
        {
            Abandon(waiter);
            throw;
        }
    }

    /// <summary>Waits for the write lock by blocking the thread, for at most <see cref="WriteTimeout.Background"/>.</summary>
    /// <remarks>For libraries that save synchronously, such as data protection; all other code uses <see cref="EnterAsync"/>.</remarks>
    /// <inheritdoc cref="EnterAsync"/>
    public IDisposable? Enter()
    {
        if (_isDisabled)
        {
            return null;
        }

        var waiter = Enqueue(WritePriority.InOrder);
        if (waiter.Task.Wait(WriteTimeout.Background))
        {
            return new HeldLock(this);
        }

        Abandon(waiter);
        throw new DatabaseBusyException();
    }

    /// <returns>Completed when the write holds the lock; at once if the lock is free.</returns>
    private TaskCompletionSource Enqueue(WritePriority priority)
    {
        // Continue asynchronously; otherwise the write that releases the lock would execute the next write before it returns.
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isTaken)
            {
                _waiters.Enqueue(waiter, (SortKey(priority), _arrivals++));
            }
            else
            {
                _isTaken = true;
                waiter.SetResult();
            }
        }

        return waiter;
    }

    /// <summary>The timestamp by which waiting writes are ordered, the smallest first; equal ones are ordered by arrival.</summary>
    private long SortKey(WritePriority priority) => priority switch
    {
        WritePriority.Door => long.MinValue,
        WritePriority.InOrder => _clock.GetTimestamp(),
        WritePriority.Mail => _clock.GetTimestamp() + (long)(MailAllowance.TotalSeconds * _clock.TimestampFrequency),
    };

    /// <summary>Removes a write that timed out or was cancelled from the queue.</summary>
    private void Abandon(TaskCompletionSource waiter)
    {
        lock (_lock)
        {
            if (_waiters.Remove(waiter, out _, out _))
            {
                return;
            }
        }

        // It is not in the queue, so it received the lock just as it timed out: pass the lock on.
        Release();
    }

    private void Release()
    {
        lock (_lock)
        {
            if (_waiters.TryDequeue(out var next, out _))
            {
                next.SetResult();
            }
            else
            {
                _isTaken = false;
            }
        }
    }

    private sealed class HeldLock(SqliteWriteQueue queue) : IDisposable
    {
        private SqliteWriteQueue? _queue = queue;

        public void Dispose() => Interlocked.Exchange(ref _queue, null)?.Release();
    }
}
