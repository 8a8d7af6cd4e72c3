using System.Diagnostics;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Writing;

/// <summary>
/// Runs an act that changes something: one transaction, in a fresh context per attempt, inside the database's own
/// retrying strategy. A success is committed, a failure rolled back. What is tried again is tried whole, so an act
/// reads everything anew and recognises its own earlier commit by the id of its submission.
/// </summary>
public sealed partial class WriteTransaction(IDbContextFactory<BookingDbContext> contexts, ILogger<WriteTransaction> log, BookingMetrics meter, PublicContentVersion facts)
{
    /// <summary>How often an act that lost a race (version guard, unique index) is tried.</summary>
    private const int MostAttempts = 5;

    /// <summary>Nothing but database work belongs into <paramref name="act"/>.</summary>
    /// <param name="turn">At the gate before the database.</param>
    /// <param name="named">Declared in the class that the act is told as; null: that is the act itself.</param>
    /// <returns>What the act returned, or <see cref="FailureKind.Busy"/> when the database could not be had in time.</returns>
    public async Task<Result<T>> RunAsync<T>(
        Func<BookingDbContext, CancellationToken, Task<Result<T>>> act,
        CancellationToken cancellationToken,
        WritePriority turn = WritePriority.InOrder,
        Delegate? named = null)
        where T : notnull
    {
        using var span = BookingActivities.Write(named ?? act);
        return Told(span, await UntilWonAsync(act, span, turn, cancellationToken));
    }

    /// <summary>
    /// Tried once, for <see cref="GroupCommit{TAsked, TDone}"/>, which tries each alone if it goes wrong. Nobody's request
    /// cancels it, for it is not one's own.
    /// </summary>
    /// <param name="named">Declared in the class that the act is told as.</param>
    /// <param name="since">Since when it has been waited for: a timestamp of the meter's clock.</param>
    /// <returns>What the act returned, or <see cref="FailureKind.Busy"/> when the database could not be had in time.</returns>
    /// <exception cref="Exception">Whatever went wrong, a lost race too. Nothing was changed, unless the answer to a commit was lost.</exception>
    internal async Task<Result<T>> TryAsync<T>(Func<BookingDbContext, CancellationToken, Task<Result<T>>> act, Delegate named, long since)
        where T : notnull
    {
        using var span = BookingActivities.Write(named);
        try
        {
            return Told(span, await AttemptAsync(act, new LockWait(meter, span, since), WritePriority.InOrder, CancellationToken.None));
        }
        catch (Exception busy) when (DatabaseFaults.IsBusy(busy))
        {
            LogBusy(busy);
            return Told<T>(span, Failure.Busy());
        }
        catch (Exception fault)
        {
            LogEachAlone(fault.GetType().Name);
            throw;
        }
    }

    private static Result<T> Told<T>(Activity? span, Result<T> result)
        where T : notnull
    {
        span?.SetTag("bookingflow.outcome", result.Succeeded ? "done" : SnakeCase.Of(result.Failure.Kind));
        return result;
    }

    private async Task<Result<T>> UntilWonAsync<T>(
        Func<BookingDbContext, CancellationToken, Task<Result<T>>> act, Activity? span, WritePriority turn, CancellationToken cancellationToken)
        where T : notnull
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(act, new LockWait(meter, span, meter.Clock.GetTimestamp()), turn, cancellationToken);
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
        Func<BookingDbContext, CancellationToken, Task<Result<T>>> act, LockWait wait, WritePriority turn, CancellationToken cancellationToken)
        where T : notnull
    {
        using var waited = wait;
        await using var outer = await contexts.CreateDbContextAsync(cancellationToken);
        // Leave the visitors' scheduler: the holder of the write lock must not wait for a free visitor thread (decision 0035).
        using var entered = await SqliteWriteQueue.Of(outer).EnterAsync(cancellationToken, turn).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
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
                var result = await act(db, cancelled);
                if (result.Succeeded)
                {
                    await db.SaveChangesAsync(cancelled);
                    // Past this point the answer must be heard: a visitor who closes the browser does not undo a commit.
                    await transaction.CommitAsync(CancellationToken.None);
                    if (db.HasSavedPublicContent)
                    {
                        facts.Changed();
                    }
                }

                return result;
            },
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Lost a race ({Fault}) at attempt {Attempt}; trying again")]
    private partial void LogLostRace(int attempt, string fault);

    [LoggerMessage(LogLevel.Information, "Those who waited together are tried one by one after a fault ({Fault})")]
    private partial void LogEachAlone(string fault);

    [LoggerMessage(LogLevel.Warning, "The database was busy; told as Busy")]
    private partial void LogBusy(Exception exception);
}
