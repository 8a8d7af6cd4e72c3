using System.Collections.Concurrent;
using System.Diagnostics;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.Data.Writing;

/// <summary>
/// What many want of one performance at the same time, done in one transaction: one lock, one recount, one flush to the
/// disk, each judged in the order of arrival, each answered after the commit (docs/decisions/0031). The first who waits leads,
/// and the group is everybody who has come by the time its turn or the lock is had; whoever comes alone is a group of one.
/// </summary>
/// <remarks>
/// A refusal is an answer like others and changes nothing for the rest. If the transaction fails as a whole, each is tried
/// alone, in order, so that whose fault it was fails alone. Whoever goes away while waiting is left out; whoever goes away
/// later is done to the end, as somebody who closes the browser does not undo a commit.
/// </remarks>
/// <typeparam name="TAsked">What one of them wants.</typeparam>
/// <typeparam name="TDone">What one of them is answered.</typeparam>
/// <param name="most">The most in one transaction, 1 or more: the door waits for it, and so does everybody in it.</param>
public sealed class GroupCommit<TAsked, TDone>(int most, WriteTransaction write, BookingMetrics meter)
    where TDone : notnull
{
    private readonly ConcurrentDictionary<int, Line> _lines = [];

    /// <summary>Takes the performance's lock first where it needs it, only then asks who is there, and judges them in their order.</summary>
    /// <returns>An answer for each, in the same order.</returns>
    public delegate Task<IReadOnlyList<Result<TDone>>> Act(
        BookingDbContext db, int performanceId, Func<IReadOnlyList<TAsked>> whoIsThere, CancellationToken cancelled);

    /// <param name="act">The same for all who ask.</param>
    /// <returns>What the act answered, after the commit; or <see cref="FailureKind.Busy"/>.</returns>
    /// <exception cref="OperationCanceledException">The request ended before its turn had come; nothing was changed.</exception>
    public async Task<Result<TDone>> RunAsync(int performanceId, TAsked asked, Act act, CancellationToken cancellationToken)
    {
        var line = _lines.GetOrAdd(performanceId, _ => new Line());
        var mine = new Waiting(asked);
        line.Join(mine);
        await using var leaving = cancellationToken.Register(() => line.Leave(mine, cancellationToken));
        // Whoever leads never stands behind visitors, for others wait for it; see also WriteTransaction.
        await Task.WhenAny(mine.Lead.Task, mine.Answer.Task).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (mine.Lead.Task.IsCompleted)
        {
            await LeadAsync(performanceId, line, act, mine.Since);
        }
        else if (mine.TakenAt is { } taken)
        {
            meter.Waited(Stopwatch.GetElapsedTime(mine.Since, taken));
        }

        return await mine.Answer.Task;
    }

    private async Task LeadAsync(int performanceId, Line line, Act act, long since)
    {
        List<Waiting>? group = null;
        try
        {
            var answers = await AllAsync(performanceId, () => group ??= line.Take(most), act, since);
            foreach (var (waiting, answer) in group!.Zip(answers))
            {
                waiting.Answer.SetResult(answer);
            }
        }
        catch (Exception)
        {
            foreach (var waiting in group ?? line.Take(most))
            {
                await AloneAsync(performanceId, waiting, act);
            }
        }
        finally
        {
            line.HandOver();
        }
    }

    private async Task<IReadOnlyList<Result<TDone>>> AllAsync(int performanceId, Func<List<Waiting>> whoIsThere, Act act, long since)
    {
        IReadOnlyList<Result<TDone>> answers = [];
        Result<TDone>? decisive = null;
        var outcome = await write.TryAsync(
            async (db, cancelled) =>
            {
                answers = await act(db, performanceId, () => [.. whoIsThere().Select(w => w.Asked)], cancelled);
                // If nobody gets anything there is nothing to commit.
                return decisive = answers.FirstOrDefault(a => a.Succeeded) ?? (answers is [var refused, ..] ? refused : Failure.Busy());
            },
            act, since);

        // Busy is told to all who wait: each alone would wait for the same lock once more.
        return ReferenceEquals(outcome, decisive) ? answers : [.. whoIsThere().Select(_ => outcome)];
    }

    private async Task AloneAsync(int performanceId, Waiting waiting, Act act)
    {
        try
        {
            waiting.Answer.SetResult(await write.RunAsync(
                async (db, cancelled) => (await act(db, performanceId, () => [waiting.Asked], cancelled))[0], CancellationToken.None, named: act));
        }
        catch (Exception fault)
        {
            waiting.Answer.SetException(fault);
        }
    }

    private sealed class Waiting(TAsked asked)
    {
        public TAsked Asked => asked;

        public long Since { get; } = Stopwatch.GetTimestamp();

        /// <summary>When the lock was had; null: it was not, yet.</summary>
        public long? TakenAt { get; set; }

        /// <summary>It is up to this one to lead the next group.</summary>
        public TaskCompletionSource Lead { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<Result<TDone>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Those who wait for one performance. While somebody waits, somebody leads.</summary>
    private sealed class Line
    {
        private readonly Lock _lock = new();
        private readonly List<Waiting> _waiting = [];
        private bool _isLed;

        public void Join(Waiting newcomer)
        {
            lock (_lock)
            {
                _waiting.Add(newcomer);
                if (!_isLed)
                {
                    _isLed = true;
                    newcomer.Lead.SetResult();
                }
            }
        }

        public void Leave(Waiting waiting, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                if (_waiting.Remove(waiting))
                {
                    waiting.Answer.SetCanceled(cancellationToken);
                }
            }
        }

        public List<Waiting> Take(int most)
        {
            lock (_lock)
            {
                var group = _waiting.GetRange(0, Math.Min(most, _waiting.Count));
                _waiting.RemoveRange(0, group.Count);
                group.ForEach(waiting => waiting.TakenAt = Stopwatch.GetTimestamp());
                return group;
            }
        }

        public void HandOver()
        {
            lock (_lock)
            {
                _isLed = _waiting.Count > 0;
                if (_isLed)
                {
                    _waiting[0].Lead.SetResult();
                }
            }
        }
    }
}
