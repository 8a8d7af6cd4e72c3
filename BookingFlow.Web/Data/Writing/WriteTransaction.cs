using System.Diagnostics;
using System.Runtime.CompilerServices;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Writing;

/// <summary>
/// Runs a use case: one transaction, in a fresh context for each attempt, inside the database's own retrying strategy. A success is committed, a
/// failure rolled back. A retry runs the whole use case, so it reads everything anew and recognises its own earlier commit by the id of its
/// submission. What the use case registered with its <see cref="UseCaseContext"/> runs once, after the commit.
/// </summary>
public sealed partial class WriteTransaction(
    IDbContextFactory<BookingDbContext> contexts,
    ICommittedMail mail,
    TimeProvider clock,
    ILogger<WriteTransaction> log,
    BookingMetrics metrics,
    PublicContentVersion content)
{
    /// <summary>How often a use case that lost a race (version guard, unique index) is tried.</summary>
    private const int MostAttempts = 5;

    /// <param name="actor">Who acts, for the audit log; null: no one who is logged, or a person whom only the use case finds out.</param>
    /// <param name="useCase">Nothing but database work belongs into it.</param>
    /// <param name="priority">In the queue before the database.</param>
    /// <param name="sourceFile">Filled in by the compiler: names the activity after the use case, one class a file.</param>
    /// <returns>What the use case returned, or <see cref="FailureKind.Busy"/> when the database was not free in time.</returns>
    public async Task<Result<T>> RunAsync<T>(
        Actor? actor,
        Func<UseCaseContext, Task<Result<T>>> useCase,
        CancellationToken cancellationToken,
        WritePriority priority = WritePriority.InOrder,
        [CallerFilePath] string sourceFile = "")
        where T : notnull
    {
        using var activity = BookingActivities.Write(sourceFile);
        return Tagged(activity, await UntilWonAsync(actor, useCase, activity, priority, cancellationToken));
    }

    /// <summary>
    /// Tried once, for <see cref="GroupCommit{TRequest, TLocked, TAnswer}"/>, which runs each request alone if it goes wrong. Not cancellable,
    /// because it serves several requests.
    /// </summary>
    /// <param name="sourceFile">Names the activity, as for <see cref="RunAsync"/>.</param>
    /// <param name="since">Since when it has been waited for: a timestamp of the metrics' clock.</param>
    /// <returns>What the use case returned, or <see cref="FailureKind.Busy"/> when the database was not free in time.</returns>
    /// <exception cref="Exception">Any other fault, a lost race too. Nothing was changed, unless the answer to a commit was lost.</exception>
    internal async Task<Result<T>> TryAsync<T>(Func<UseCaseContext, Task<Result<T>>> useCase, string sourceFile, long since)
        where T : notnull
    {
        using var activity = BookingActivities.Write(sourceFile);
        try
        {
            var wait = new LockWait(metrics, activity, since);
            return Tagged(activity, await AttemptAsync(actor: null, useCase, wait, WritePriority.InOrder, CancellationToken.None));
        }
        catch (Exception busy) when (DatabaseFaults.IsBusy(busy))
        {
            LogBusy(busy);
            return Tagged<T>(activity, Failure.Busy());
        }
        catch (Exception fault)
        {
            LogEachAlone(fault.GetType().Name);
            throw;
        }
    }

    private static Result<T> Tagged<T>(Activity? activity, Result<T> result)
        where T : notnull
    {
        activity?.SetTag("bookingflow.outcome", result.Succeeded ? "done" : SnakeCase.Of(result.Failure.Kind));
        return result;
    }

    private async Task<Result<T>> UntilWonAsync<T>(
        Actor? actor, Func<UseCaseContext, Task<Result<T>>> useCase, Activity? activity, WritePriority priority, CancellationToken cancellationToken)
        where T : notnull
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(actor, useCase, new LockWait(metrics, activity, metrics.Clock.GetTimestamp()), priority, cancellationToken);
            }
            catch (DbUpdateException lost) when (attempt < MostAttempts && IsLostRace(lost))
            {
                LogLostRace(attempt, lost.GetType().Name);
            }
            catch (Exception busy) when (DatabaseFaults.IsBusy(busy) || (busy is DbUpdateException lost && IsLostRace(lost)))
            {
                LogBusy(busy);
                return Failure.Busy();
            }
        }
    }

    private static bool IsLostRace(DbUpdateException exception) =>
        exception is DbUpdateConcurrencyException || DatabaseFaults.IsUniqueViolation(exception);

    private async Task<Result<T>> AttemptAsync<T>(
        Actor? actor, Func<UseCaseContext, Task<Result<T>>> useCase, LockWait wait, WritePriority priority, CancellationToken cancellationToken)
        where T : notnull
    {
        var (result, context) = await TransactAsync(actor, useCase, wait, priority, cancellationToken);
        if (result.Succeeded)
        {
            RunCommitEffects(context);
        }

        return result;
    }

    private async Task<(Result<T> Result, UseCaseContext Context)> TransactAsync<T>(
        Actor? actor, Func<UseCaseContext, Task<Result<T>>> useCase, LockWait wait, WritePriority priority, CancellationToken cancellationToken)
        where T : notnull
    {
        using var waited = wait;
        await using var outer = await contexts.CreateDbContextAsync(cancellationToken);
        // Leave the visitors' scheduler: the holder of the write lock must not wait for a free visitor thread (decision 0035).
        using var entered = await SqliteWriteQueue.Of(outer).EnterAsync(cancellationToken, priority)
            .ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await outer.Database.CreateExecutionStrategy().ExecuteAsync(
            async cancelled =>
            {
                await using var db = await contexts.CreateDbContextAsync(cancelled);
                await using var transaction = await db.Database.BeginTransactionAsync(cancelled);
                // What fails is thrown away whole, so there is nothing that a savepoint could save.
                db.Database.AutoSavepointsEnabled = false;
                db.LockWait = wait;
                db.HasSavedPublicContent = false;
                wait.IsOver();
                var context = new UseCaseContext(db, clock, actor, cancelled);
                var result = await useCase(context);
                if (result.Succeeded)
                {
                    await db.SaveChangesAsync(cancelled);
                    // Not cancellable from here on: a visitor who closes the browser does not undo a commit.
                    await transaction.CommitAsync(CancellationToken.None);
                    if (db.HasSavedPublicContent)
                    {
                        content.Changed();
                    }
                }

                return (result, context);
            },
            cancellationToken);
    }

    private void RunCommitEffects(UseCaseContext context)
    {
        foreach (var effect in context.CommitEffects)
        {
            try
            {
                effect(mail);
            }
#pragma warning disable CA1031 // The commit stands: its answer is given, and the other effects run, whatever one of them throws.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogEffectFailed(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Lost a race ({Fault}) at attempt {Attempt}; trying again")]
    private partial void LogLostRace(int attempt, string fault);

    [LoggerMessage(LogLevel.Information, "Those who waited together are tried one by one after a fault ({Fault})")]
    private partial void LogEachAlone(string fault);

    [LoggerMessage(LogLevel.Warning, "The database was busy; told as Busy")]
    private partial void LogBusy(Exception exception);

    [LoggerMessage(LogLevel.Error, "What was to happen after a commit failed")]
    private partial void LogEffectFailed(Exception exception);
}
