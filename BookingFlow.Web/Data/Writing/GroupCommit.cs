using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.Data.Writing;

/// <summary>Group commit: executes the waiting requests of one performance in one transaction and answers each after the commit.</summary>
/// <remarks>
/// <para>
/// Why: during an on-sale hundreds of requests for one performance wait for the same lock. A batch takes one lock, one recount and one flush to
/// disk for all of its requests. Without it, throughput is limited by the disk's flushes, one for each request.
/// </para>
/// <para>
/// Measured (docs/decisions/0031, 0033; docs/performance.md, rows 3 and 4): confirmations rose from 0.17–0.37 to 0.64 of the rate of the bare
/// ADO.NET loop, reservations from 870 to 1,600 a second.
/// </para>
/// <para>
/// How: the first waiting request becomes the leader and runs the batch. The batch is formed when the lock is held, from the requests that have
/// arrived by then, in the order of arrival. No request waits for a batch to grow, so a single request is a batch of one. A refusal is an
/// answer and does not affect the other requests. If the transaction fails as a whole, each request is executed alone, so that only the request
/// at fault fails. A request that is aborted while it waits is left out; one that is aborted later is completed.
/// </para>
/// </remarks>
/// <typeparam name="TRequest">The data of one request.</typeparam>
/// <typeparam name="TLocked">The result of taking the lock, such as the locked performance.</typeparam>
/// <typeparam name="TAnswer">The answer to one request.</typeparam>
/// <param name="maxBatchSize">The most requests in one transaction, 1 or more. It bounds how long a check-in waits for the lock.</param>
/// <param name="takeLockAsync">Takes the lock of the performance, before anything else in the transaction.</param>
/// <param name="sourceFile">Filled in by the compiler: names the activity after the use case.</param>
public sealed class GroupCommit<TRequest, TLocked, TAnswer>(
    int maxBatchSize,
    WriteTransaction write,
    BookingMetrics metrics,
    Func<BookingDbContext, int, CancellationToken, Task<TLocked>> takeLockAsync,
    [CallerFilePath] string sourceFile = "")
    where TAnswer : notnull
{
    private readonly ConcurrentDictionary<int, RequestQueue> _queues = [];

    /// <summary>Executes the requests of one batch in their order, under the lock.</summary>
    /// <remarks>For a request that it refuses, it must change nothing and register nothing with the context.</remarks>
    /// <returns>One answer for each request, in the same order.</returns>
    public delegate Task<IReadOnlyList<Result<TAnswer>>> BatchHandler(UseCaseContext context, TLocked locked, IReadOnlyList<TRequest> batch);

    /// <summary>Executes a request together with the others that wait for this performance.</summary>
    /// <param name="handleAsync">The handler, the same for all requests: the leader's runs for the whole batch.</param>
    /// <returns>
    /// The request's answer, after the commit; or <see cref="FailureKind.Busy"/>, after at most twice <see cref="WriteTimeout.Request"/>; or
    /// <see cref="FailureKind.Unavailable"/>.
    /// </returns>
    /// <exception cref="OperationCanceledException">The request was aborted before its batch was formed. Nothing was changed.</exception>
    public async Task<Result<TAnswer>> RunAsync(int performanceId, TRequest request, BatchHandler handleAsync, CancellationToken cancellationToken)
    {
        var queue = _queues.GetOrAdd(performanceId, _ => new RequestQueue(metrics.Clock));
        var pending = new PendingRequest(request, metrics.Clock.GetTimestamp());
        queue.Enqueue(pending);
        await using var onAbort = cancellationToken.Register(() => queue.Cancel(pending, cancellationToken));
        // Leave the visitors' scheduler: others wait for the leader, so it must not wait for a free visitor thread (decision 0035).
        await Task.WhenAny(pending.BecameLeader.Task, pending.Answer.Task).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (pending.BecameLeader.Task.IsCompleted)
        {
            await RunBatchAsync(performanceId, queue, handleAsync, pending.EnqueuedAt);
        }
        else if (pending.DequeuedAt is { } dequeuedAt)
        {
            metrics.Waited(metrics.Clock.GetElapsedTime(pending.EnqueuedAt, dequeuedAt));
        }

        return await pending.Answer.Task;
    }

    /// <summary>Runs as the leader: executes one batch, answers its requests, and makes the next waiting request the leader.</summary>
    private async Task RunBatchAsync(int performanceId, RequestQueue queue, BatchHandler handleAsync, long enqueuedAt)
    {
        List<PendingRequest>? batch = null;
        var startedAt = metrics.Clock.GetTimestamp();
        try
        {
            var answers = await ExecuteTogetherAsync(
                performanceId, () => batch ??= queue.Dequeue(maxBatchSize), () => batch ??= queue.DequeueUntil(startedAt), handleAsync, enqueuedAt);
            foreach (var (pending, answer) in batch!.Zip(answers))
            {
                pending.Answer.SetResult(answer);
            }
        }
        catch (Exception)
        {
            foreach (var pending in batch ?? queue.Dequeue(maxBatchSize))
            {
                await ExecuteAloneAsync(performanceId, pending, handleAsync);
            }
        }
        finally
        {
            queue.AppointNextLeader();
        }
    }

    /// <param name="dequeueBatch">Forms the batch; called when the lock is held.</param>
    /// <param name="dequeueTimedOut">Returns the requests that are answered as busy; called when the lock was not free in time.</param>
    private async Task<IReadOnlyList<Result<TAnswer>>> ExecuteTogetherAsync(
        int performanceId,
        Func<List<PendingRequest>> dequeueBatch,
        Func<List<PendingRequest>> dequeueTimedOut,
        BatchHandler handleAsync,
        long enqueuedAt)
    {
        IReadOnlyList<Result<TAnswer>> answers = [];
        Result<TAnswer>? batchResult = null;
        var outcome = await write.RunOnceAsync(
            async context =>
            {
                var locked = await takeLockAsync(context.Db, performanceId, context.Cancellation);
                // Not before: the batch includes the requests that arrived during the wait for the lock (decision 0031).
                answers = await handleAsync(context, locked, [.. dequeueBatch().Select(pending => pending.Request)]);
                // One success commits the transaction. If all are refused, there is nothing to commit, and it is rolled back.
                return batchResult = answers.FirstOrDefault(a => a.Succeeded) ?? (answers is [var refused, ..] ? refused : Failure.Busy());
            },
            sourceFile,
            enqueuedAt);

        // Otherwise the database was busy or unavailable. All requests that have waited as long as the leader are answered with that: in further
        // batches they would wait for the same lock again, one timeout after the other.
        return ReferenceEquals(outcome, batchResult) ? answers : [.. dequeueTimedOut().Select(_ => outcome)];
    }

    private async Task ExecuteAloneAsync(int performanceId, PendingRequest pending, BatchHandler handleAsync)
    {
        try
        {
            pending.Answer.SetResult(await write.RunAsync(
                actor: null,
                async context =>
                {
                    var locked = await takeLockAsync(context.Db, performanceId, context.Cancellation);
                    return (await handleAsync(context, locked, [pending.Request]))[0];
                },
                CancellationToken.None,
                sourceFile: sourceFile));
        }
        catch (Exception fault)
        {
            pending.Answer.SetException(fault);
        }
    }

    /// <param name="enqueuedAt">A timestamp of the metrics' clock.</param>
    private sealed class PendingRequest(TRequest request, long enqueuedAt)
    {
        public TRequest Request => request;

        public long EnqueuedAt => enqueuedAt;

        /// <summary>When it was taken into a batch, as a timestamp of the metrics' clock; null while it waits.</summary>
        public long? DequeuedAt { get; set; }

        /// <summary>Completed when this request becomes the leader of the next batch.</summary>
        public TaskCompletionSource BecameLeader { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<Result<TAnswer>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>The requests that wait for one performance. While there are any, one leader is at work.</summary>
    private sealed class RequestQueue(TimeProvider clock)
    {
        private readonly Lock _lock = new();
        private readonly List<PendingRequest> _requests = [];
        private bool _hasLeader;

        public void Enqueue(PendingRequest pending)
        {
            lock (_lock)
            {
                _requests.Add(pending);
                if (!_hasLeader)
                {
                    _hasLeader = true;
                    pending.BecameLeader.SetResult();
                }
            }
        }

        /// <summary>Removes an aborted request. Does nothing if it is in a batch already.</summary>
        public void Cancel(PendingRequest pending, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                if (_requests.Remove(pending))
                {
                    pending.Answer.SetCanceled(cancellationToken);
                }
            }
        }

        public List<PendingRequest> Dequeue(int maxCount)
        {
            lock (_lock)
            {
                var batch = _requests.GetRange(0, Math.Min(maxCount, _requests.Count));
                _requests.RemoveRange(0, batch.Count);
                batch.ForEach(pending => pending.DequeuedAt = clock.GetTimestamp());
                return batch;
            }
        }

        /// <summary>Dequeues the requests that were enqueued by this timestamp, however many.</summary>
        public List<PendingRequest> DequeueUntil(long timestamp)
        {
            lock (_lock)
            {
                return Dequeue(_requests.TakeWhile(pending => pending.EnqueuedAt <= timestamp).Count());
            }
        }

        /// <summary>Makes the first waiting request the leader, if there is one.</summary>
        public void AppointNextLeader()
        {
            lock (_lock)
            {
                _hasLeader = _requests.Count > 0;
                if (_hasLeader)
                {
                    _requests[0].BecameLeader.SetResult();
                }
            }
        }
    }
}
