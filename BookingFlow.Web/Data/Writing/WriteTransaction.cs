using System.Diagnostics;
using System.Runtime.CompilerServices;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Writing;

/// <summary>Runs a use case in a transaction: commits a success, rolls back a failure, and retries when the write lost a race.</summary>
/// <remarks>
/// Each attempt has a new <see cref="BookingDbContext"/> and runs inside the provider's execution strategy. A retry runs the whole use case, so
/// that it reads everything again and recognises its own earlier commit by the id of its submission. The actions that the use case registered
/// with its <see cref="UseCaseContext"/> run once, after the commit.
/// </remarks>
public sealed partial class WriteTransaction(
    IDbContextFactory<BookingDbContext> contexts,
    ICommittedMail mail,
    TimeProvider clock,
    ILogger<WriteTransaction> log,
    BookingMetrics metrics,
    PublicContentVersion content,
    CurrentVenue current,
    CurrentWebhooks webhooks,
    ICommittedWebhooks committedWebhooks,
    DatabaseFaultLog faults)
{
    /// <summary>How many times a use case that loses a race (version guard, unique index) is attempted.</summary>
    private const int MaxAttempts = 5;

    /// <summary>Runs a use case, with up to <see cref="MaxAttempts"/> attempts.</summary>
    /// <param name="actor">
    /// Who performs the use case, for the audit log; null if it is not logged, or if the use case determines the actor itself.
    /// </param>
    /// <param name="useCase">Must contain only database work, because it runs while the write lock is held and may run several times.</param>
    /// <param name="priority">Priority in the <see cref="SqliteWriteQueue"/>.</param>
    /// <param name="sourceFile">Filled in by the compiler. Names the activity after the use case, whose file has its name.</param>
    /// <returns>
    /// The use case's result, or <see cref="FailureKind.Busy"/> or <see cref="FailureKind.Unavailable"/> for a <see cref="DatabaseFault"/>.
    /// </returns>
    public async Task<Result<T>> RunAsync<T>(
        Actor? actor,
        Func<UseCaseContext, Task<Result<T>>> useCase,
        CancellationToken cancellationToken,
        WritePriority priority = WritePriority.InOrder,
        [CallerFilePath] string sourceFile = "")
        where T : notnull
    {
        using var activity = BookingActivities.Write(sourceFile);
        return TagOutcome(activity, await RunWithRetriesAsync(actor, useCase, activity, priority, cancellationToken));
    }

    /// <summary>Runs a batch of <see cref="GroupCommit{TRequest, TLocked, TAnswer}"/> in a single attempt.</summary>
    /// <remarks>
    /// Not retried, because after a fault <c>GroupCommit</c> runs each request alone. Not cancellable, because it serves several requests.
    /// </remarks>
    /// <param name="sourceFile">Names the activity, as for <see cref="RunAsync"/>.</param>
    /// <param name="since">Start of the wait: a timestamp of the metrics' clock.</param>
    /// <returns>
    /// The batch's result, or <see cref="FailureKind.Busy"/> or <see cref="FailureKind.Unavailable"/> for a <see cref="DatabaseFault"/>.
    /// </returns>
    /// <exception cref="Exception">Any other fault, including a lost race. Nothing was changed, unless the answer to a commit was lost.</exception>
    internal async Task<Result<T>> RunOnceAsync<T>(Func<UseCaseContext, Task<Result<T>>> useCase, string sourceFile, long since)
        where T : notnull
    {
        using var activity = BookingActivities.Write(sourceFile);
        try
        {
            var wait = new LockWait(metrics, activity, since);
            return TagOutcome(activity, await AttemptAsync(actor: null, useCase, wait, WritePriority.InOrder, CancellationToken.None));
        }
        catch (Exception exception)
        {
            if (faults.Report(exception) is { } failure)
            {
                return TagOutcome<T>(activity, failure);
            }

            LogBatchFailed(exception.GetType().Name);
            throw;
        }
    }

    private static Result<T> TagOutcome<T>(Activity? activity, Result<T> result)
        where T : notnull
    {
        activity?.SetTag("bookingflow.outcome", result.Succeeded ? "done" : SnakeCase.Of(result.Failure.Kind));
        return result;
    }

    private async Task<Result<T>> RunWithRetriesAsync<T>(
        Actor? actor, Func<UseCaseContext, Task<Result<T>>> useCase, Activity? activity, WritePriority priority, CancellationToken cancellationToken)
        where T : notnull
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(actor, useCase, new LockWait(metrics, activity, metrics.Clock.GetTimestamp()), priority, cancellationToken);
            }
            catch (DbUpdateException lost) when (attempt < MaxAttempts && IsLostRace(lost))
            {
                LogLostRace(attempt, lost.GetType().Name);
            }
            catch (DbUpdateException lost) when (IsLostRace(lost))
            {
                LogBusy(lost);
                return Failure.Busy();
            }
            catch (Exception exception) when (DatabaseFaults.Of(exception) is not null)
            {
                return faults.Report(exception)!;
            }
        }
    }

    private static bool IsLostRace(DbUpdateException exception) =>
        exception is DbUpdateConcurrencyException || DatabaseFaults.IsUniqueViolation(exception);

    private async Task<Result<T>> AttemptAsync<T>(
        Actor? actor, Func<UseCaseContext, Task<Result<T>>> useCase, LockWait wait, WritePriority priority, CancellationToken cancellationToken)
        where T : notnull
    {
        var (result, context) = await ExecuteInTransactionAsync(actor, useCase, wait, priority, cancellationToken);
        if (result.Succeeded)
        {
            RunAfterCommitActions(context);
        }

        return result;
    }

    private async Task<(Result<T> Result, UseCaseContext Context)> ExecuteInTransactionAsync<T>(
        Actor? actor, Func<UseCaseContext, Task<Result<T>>> useCase, LockWait wait, WritePriority priority, CancellationToken cancellationToken)
        where T : notnull
    {
        using var recordedWait = wait;
        await using var strategyContext = await contexts.CreateDbContextAsync(cancellationToken);
        // Leave the visitors' scheduler: the holder of the write lock must not wait for a free visitor thread (decision 0035).
        using var writeLock = await SqliteWriteQueue.Of(strategyContext).EnterAsync(cancellationToken, priority)
            .ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await strategyContext.Database.CreateExecutionStrategy().ExecuteAsync(
            async cancelled =>
            {
                await using var db = await contexts.CreateDbContextAsync(cancelled);
                await using var transaction = await db.Database.BeginTransactionAsync(cancelled);
                // A failed attempt is rolled back as a whole, so savepoints would only cost time.
                db.Database.AutoSavepointsEnabled = false;
                db.LockWait = wait;
                db.HasSavedPublicContent = false;
                var subscriptions = webhooks.Subscriptions;
                db.WebhookEvents = subscriptions.Count > 0 ? new WebhookEventRecorder() : null;
                wait.MarkAcquired();
                var context = new UseCaseContext(db, clock, actor, cancelled);
                var result = await useCase(context);
                if (result.Succeeded)
                {
                    await WaitingListSeats.GiveAsync(context, current.Rules, metrics);
                    await db.SaveChangesAsync(cancelled);
                    if (db.WebhookEvents?.AddMessages(context, subscriptions) == true)
                    {
                        // After the save above, which gives new reservations their ids.
                        await db.SaveChangesAsync(cancelled);
                        context.AfterCommit(committedWebhooks.DeliverSoon);
                    }

                    // Not cancellable: an aborted request must not leave it unknown whether the commit happened.
                    await transaction.CommitAsync(CancellationToken.None);
                    faults.ReportWritten();
                    if (db.HasSavedPublicContent)
                    {
                        content.Increment();
                    }
                }

                return (result, context);
            },
            cancellationToken);
    }

    private void RunAfterCommitActions(UseCaseContext context)
    {
        foreach (var action in context.AfterCommitActions)
        {
            try
            {
                action(mail);
            }
#pragma warning disable CA1031 // The transaction is committed: a failing action must neither change the answer nor stop the other actions.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogAfterCommitActionFailed(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "The write lost a race ({Fault}) in attempt {Attempt}; retrying")]
    private partial void LogLostRace(int attempt, string fault);

    [LoggerMessage(LogLevel.Information, "A batch of requests failed ({Fault}); running each request alone")]
    private partial void LogBatchFailed(string fault);

    [LoggerMessage(LogLevel.Warning, "The write lost every race; answering Busy")]
    private partial void LogBusy(Exception exception);

    [LoggerMessage(LogLevel.Error, "An action after a commit failed")]
    private partial void LogAfterCommitActionFailed(Exception exception);
}
