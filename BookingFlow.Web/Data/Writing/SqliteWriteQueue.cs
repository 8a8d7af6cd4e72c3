using System.Collections.Concurrent;
using System.Diagnostics;
using BookingFlow.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Writing;

/// <summary>
/// One writer at a time for one SQLite file, in the order of arrival, the door first and mail last. SQLite has one writer anyway, but its
/// driver waits for it by blocking a thread in sleeps of 150 ms; here a waiting request costs nothing. Never entered twice
/// by the same flow. On SQL Server the gate stands open: rows are locked there.
/// </summary>
public sealed class SqliteWriteQueue
{
    /// <summary>
    /// Longer than a full queue's wait: a few hundred confirmations of a few milliseconds each. Whoever waits
    /// longer is told that the house is busy.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>So long mail lets everybody go ahead who comes later; an on-sale that lasts must not keep it from being sent.</summary>
    public static readonly TimeSpan MailPatience = TimeSpan.FromMilliseconds(250);

    private static readonly ConcurrentDictionary<string, SqliteWriteQueue> Gates = new(StringComparer.Ordinal);
    private static readonly SqliteWriteQueue Open = new(standsOpen: true);

    private readonly bool _standsOpen;
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _door = new(), _inOrder = new();
    private readonly Queue<(TaskCompletionSource Place, long Since)> _mail = new();
    private bool _isTaken;

    private SqliteWriteQueue(bool standsOpen) => _standsOpen = standsOpen;

    /// <summary>Whether somebody is writing at this moment.</summary>
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

    /// <summary>The gate of the database behind a context: one per file and process.</summary>
    public static SqliteWriteQueue Of(BookingDbContext db)
    {
        if (db.Dialect != DatabaseDialect.Sqlite)
        {
            return Open;
        }

        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        return Gates.GetOrAdd(Path.GetFullPath(file), _ => new SqliteWriteQueue(standsOpen: false));
    }

    /// <returns>What lets the next one in when it is disposed of.</returns>
    /// <exception cref="DatabaseBusyException">After <see cref="Patience"/>.</exception>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellationToken, WritePriority turn = WritePriority.InOrder)
    {
        if (_standsOpen)
        {
            return null;
        }

        var place = Arrive(turn);
        try
        {
            await place.Task.WaitAsync(Patience, cancellationToken);
            return new Turn(this);
        }
        catch (TimeoutException)
        {
            GiveUp(place);
            throw new DatabaseBusyException();
        }
        catch (OperationCanceledException)
        {
            GiveUp(place);
            throw;
        }
    }

    /// <summary>For the libraries that save synchronously.</summary>
    /// <inheritdoc cref="EnterAsync"/>
    public IDisposable? Enter()
    {
        if (_standsOpen)
        {
            return null;
        }

        var place = Arrive(WritePriority.InOrder);
        if (place.Task.Wait(Patience))
        {
            return new Turn(this);
        }

        GiveUp(place);
        throw new DatabaseBusyException();
    }

    private TaskCompletionSource Arrive(WritePriority turn)
    {
        // Whoever leaves must not do the next one's work first.
        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isTaken)
            {
                Queue(place, turn);
            }
            else
            {
                _isTaken = true;
                place.SetResult();
            }
        }

        return place;
    }

    private void Queue(TaskCompletionSource place, WritePriority turn)
    {
        switch (turn)
        {
            case WritePriority.Door:
                _door.Enqueue(place);
                break;
            case WritePriority.InOrder:
                _inOrder.Enqueue(place);
                break;
            case WritePriority.Mail:
                _mail.Enqueue((place, Stopwatch.GetTimestamp()));
                break;
        }
    }

    private void GiveUp(TaskCompletionSource place)
    {
        // Its turn may have come at this very moment: then it goes to the next.
        if (!place.TrySetCanceled(CancellationToken.None))
        {
            Leave();
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            while (Next() is { } next)
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            _isTaken = false;
        }
    }

    private TaskCompletionSource? Next()
    {
        if (_door.TryDequeue(out var next))
        {
            return next;
        }

        var isMailsTurn = _mail.TryPeek(out var mail) && (_inOrder.Count == 0 || Stopwatch.GetElapsedTime(mail.Since) > MailPatience);
        return isMailsTurn ? _mail.Dequeue().Place : _inOrder.TryDequeue(out next) ? next : null;
    }

    private sealed class Turn(SqliteWriteQueue gate) : IDisposable
    {
        private SqliteWriteQueue? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }
}
