using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>Holds the write queue of a SQLite file, so that several writes wait in it at the same time in a known order.</summary>
public static class WriteQueueExtensions
{
    /// <summary>Holds the write queue until an action has ended.</summary>
    public static async Task HoldWriteQueueAsync(this TemporaryDatabase database, Func<Task> action)
    {
        await using var db = database.CreateDbContext();
        using (await SqliteWriteQueue.Of(db).EnterAsync(CancellationToken.None))
        {
            await action();
        }
    }

    /// <summary>Starts tasks one after the other while the write queue is held, then releases it and returns their results.</summary>
    public static async Task<T[]> RunQueuedAsync<T>(this TemporaryDatabase database, Func<Task<T>[]> start)
    {
        Task<T>[] started = [];
        await database.HoldWriteQueueAsync(() =>
        {
            started = start();
            return Task.CompletedTask;
        });
        return await Task.WhenAll(started);
    }
}
