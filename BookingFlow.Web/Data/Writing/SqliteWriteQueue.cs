using System.Collections.Concurrent;
using BookingFlow.Web.Data.Providers;

namespace BookingFlow.Web.Data.Writing;

/// <summary>Queue of the writes of one SQLite file: one at a time, check-ins first, then visitors' requests, mail last.</summary>
/// <remarks>
/// <para>
/// SQLite has one writer a file. Without this queue its driver waits by blocking a thread in sleeps of 150 ms, and the order is chance;
/// here a waiting write holds no thread. Check-ins first: the slowest scans (p99) during an on-sale took 54 ms instead of 242. Mail last:
/// reservations from 0.46 to 0.56 of the bare loop, confirmations from 0.84–0.95 to 1.15 (docs/decisions/0033, 0034).
/// </para>
/// <para>Not reentrant: a flow that holds the lock and asks for it again waits for itself. On SQL Server it is disabled, because rows are locked
/// there.</para>
/// </remarks>
public sealed class SqliteWriteQueue
{
    /// <summary>How long a mail write yields to writes that arrive after it, so that a long on-sale cannot starve it.</summary>
    public static readonly TimeSpan MailAllowance = TimeSpan.FromMilliseconds(250);

    private static readonly ConcurrentDictionary<string, SqliteWriteQueue> Queues = new(StringComparer.Ordinal);
    private static readonly SqliteWriteQueue Disabled = new(TimeProvider.System) { _isDisabled = true };

    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, (long Due, long Number)> _waiting = new();
    private bool _isDisabled;
    private bool _isTaken;
    private long _arrivals;

    /// <param name="clock">For the order and the timeout of <see cref="EnterAsync"/>.</param>
    public SqliteWriteQueue(TimeProvider clock) => _clock = clock;

    /// <summary>Whether a write holds the lock at this moment.</summary>
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

    /// <summary>How many writes wait for the lock.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>The queue of the database behind a context: one a file and process.</summary>
    public static SqliteWriteQueue Of(BookingDbContext db) =>
        db.QueuedFile is { } file ? Queues.GetOrAdd(file, _ => new SqliteWriteQueue(TimeProvider.System)) : Disabled;

    /// <returns>The held lock; dispose it to release. Null on SQL Server.</returns>
    /// <exception cref="DatabaseBusyException">The lock was not free within <see cref="WriteTimeout"/>.</exception>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellationToken, WritePriority turn = WritePriority.InOrder)
    {
        if (_isDisabled)
        {
            return null;
        }

        var place = Join(turn);
        try
        {
            await place.Task.WaitAsync(turn == WritePriority.Mail ? WriteTimeout.Background : WriteTimeout.Request, _clock, cancellationToken);
            return new HeldLock(this);
        }
        catch (TimeoutException)
        {
            Leave(place);
            throw new DatabaseBusyException();
        }
        catch (OperationCanceledException)
        {
            Leave(place);
            throw;
        }
    }

    /// <summary>For libraries that save synchronously; blocks the thread for <see cref="WriteTimeout.Background"/> at most.</summary>
    /// <inheritdoc cref="EnterAsync"/>
    public IDisposable? Enter()
    {
        if (_isDisabled)
        {
            return null;
        }

        var place = Join(WritePriority.InOrder);
        if (place.Task.Wait(WriteTimeout.Background))
        {
            return new HeldLock(this);
        }

        Leave(place);
        throw new DatabaseBusyException();
    }

    private TaskCompletionSource Join(WritePriority turn)
    {
        // Asynchronously, so that the write that releases the lock does not run the next one's first.
        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isTaken)
            {
                _waiting.Enqueue(place, (Due(turn), _arrivals++));
            }
            else
            {
                _isTaken = true;
                place.SetResult();
            }
        }

        return place;
    }

    /// <summary>The timestamp by which waiting writes are ordered, the smallest first; equal ones by their arrival.</summary>
    private long Due(WritePriority turn) => turn switch
    {
        WritePriority.Door => long.MinValue,
        WritePriority.InOrder => _clock.GetTimestamp(),
        WritePriority.Mail => _clock.GetTimestamp() + (long)(MailAllowance.TotalSeconds * _clock.TimestampFrequency),
    };

    /// <summary>Takes a write that gave up out of the queue.</summary>
    private void Leave(TaskCompletionSource place)
    {
        lock (_lock)
        {
            if (_waiting.Remove(place, out _, out _))
            {
                return;
            }
        }

        // It was given the lock at the moment at which it gave up.
        Release();
    }

    private void Release()
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out var next, out _))
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
