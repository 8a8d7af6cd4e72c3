using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data.Writing;

/// <summary>The concurrency token of a performance, which guards against lost updates if the lock fails.</summary>
public sealed class VersionGuardTests : IAsyncLifetime
{
    private readonly Performance _performance = new APerformance().WithCapacity(5).Build();
    private TemporaryDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TemporaryDatabase.CreateAsync();
        await _database.AddAsync(_performance);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_second_of_two_concurrent_writers_without_a_lock_fails()
    {
        await using var first = _database.CreateDbContext();
        await using var second = _database.CreateDbContext();
        (await first.Performances.SingleAsync()).SetConfirmedSeats(4);
        (await second.Performances.SingleAsync()).SetConfirmedSeats(3);

        await first.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
        Assert.Equal(4, await CountAsync());
    }

    [Fact]
    public async Task Two_concurrent_writers_of_the_same_count_still_conflict()
    {
        await using var first = _database.CreateDbContext();
        await using var second = _database.CreateDbContext();
        (await first.Performances.SingleAsync()).SetConfirmedSeats(4);
        (await second.Performances.SingleAsync()).SetConfirmedSeats(4);

        await first.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
    }

    [Fact]
    public async Task A_lost_race_is_retried_as_a_whole_on_current_data()
    {
        var attempts = 0;
        var contexts = new HashSet<object>();

        var result = await _database.Write.RunAsync<Performance>(
            actor: null,
            async context =>
            {
                contexts.Add(context.Db);
                var performance = await context.Db.Performances.Include(p => p.Room).SingleAsync(context.Cancellation);
                if (++attempts == 1)
                {
                    // Simulates a concurrent write between read and save.
                    await context.Db.Database.ExecuteSqlRawAsync(
                        "UPDATE Performances SET Version = Version + 1, ConfirmedSeats = 5", context.Cancellation);
                    performance.SetConfirmedSeats(performance.ConfirmedSeats + 4);
                    return performance;
                }

                performance.SetConfirmedSeats(performance.ConfirmedSeats + 1);
                return performance;
            },
            CancellationToken.None);

        Assert.Equal((2, 2), (attempts, contexts.Count));
        Assert.True(result.Succeeded);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_use_case_that_loses_every_race_returns_Busy_and_changes_nothing()
    {
        var attempts = 0;

        var result = await _database.Write.RunAsync<Performance>(
            actor: null,
            async context =>
            {
                attempts++;
                var performance = await context.Db.Performances.SingleAsync(context.Cancellation);
                await context.Db.Database.ExecuteSqlRawAsync("UPDATE Performances SET Version = Version + 1", context.Cancellation);
                performance.SetConfirmedSeats(5);
                return performance;
            },
            CancellationToken.None);

        Assert.Equal((FailureKind.Busy, 5), (result.Failure?.Kind, attempts));
        Assert.NotNull(result.Failure?.RetryAfter);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_refused_use_case_is_rolled_back()
    {
        var result = await _database.Write.RunAsync<Performance>(
            actor: null,
            async context =>
            {
                (await context.Db.Performances.SingleAsync(context.Cancellation)).SetConfirmedSeats(5);
                await context.Db.SaveChangesAsync(context.Cancellation);
                return new Failure(FailureKind.NotEnoughSeats);
            },
            CancellationToken.None);

        Assert.Equal(FailureKind.NotEnoughSeats, result.Failure?.Kind);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task An_exception_in_a_use_case_propagates_changes_nothing_and_releases_the_lock()
    {
        await Assert.ThrowsAsync<FormatException>(() => _database.Write.RunAsync<Performance>(
            actor: null,
            async context =>
            {
                (await context.Db.Performances.SingleAsync(context.Cancellation)).SetConfirmedSeats(5);
                await context.Db.SaveChangesAsync(context.Cancellation);
                throw new FormatException();
            },
            CancellationToken.None));

        Assert.Equal(0, await CountAsync());
        Assert.True((await _database.Write.RunAsync<Performance>(
            actor: null, async context => await context.Db.Performances.SingleAsync(context.Cancellation), CancellationToken.None)).Succeeded);
    }

    private Task<int> CountAsync() => _database.ReadAsync(db => db.Performances.Select(p => p.ConfirmedSeats).SingleAsync());
}
