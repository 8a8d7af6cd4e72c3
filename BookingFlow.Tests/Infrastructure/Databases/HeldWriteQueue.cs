using BookingFlow.Web.Data.Writing;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>Has many wait at the write gate of a SQLite file at the same time, in the order in which they came.</summary>
public static class HeldWriteQueue
{
    /// <summary>Holds the gate until the act has ended.</summary>
    public static async Task HeldAsync(this TemporaryDatabase database, Func<Task> act)
    {
        await using var db = database.CreateDbContext();
        using (await SqliteWriteQueue.Of(db).EnterAsync(CancellationToken.None))
        {
            await act();
        }
    }

    /// <summary>What all of them were answered, who were begun one after the other while the gate was held.</summary>
    public static async Task<T[]> TogetherAsync<T>(this TemporaryDatabase database, Func<Task<T>[]> begin)
    {
        Task<T>[] begun = [];
        await database.HeldAsync(() =>
        {
            begun = begin();
            return Task.CompletedTask;
        });
        return await Task.WhenAll(begun);
    }
}
