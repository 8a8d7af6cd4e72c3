using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data.Writing;

/// <summary>The second guard, by itself: what happens when the lock did not hold.</summary>
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
    public async Task Of_two_who_read_the_same_count_without_a_lock_only_one_can_write()
    {
        await using var one = _database.CreateDbContext();
        await using var other = _database.CreateDbContext();
        (await one.Performances.SingleAsync()).SetConfirmedSeats(4);
        (await other.Performances.SingleAsync()).SetConfirmedSeats(3);

        await one.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync());
        Assert.Equal(4, await CountAsync());
    }

    [Fact]
    public async Task Two_who_come_to_the_same_count_are_a_lost_race_all_the_same()
    {
        await using var one = _database.CreateDbContext();
        await using var other = _database.CreateDbContext();
        (await one.Performances.SingleAsync()).SetConfirmedSeats(4);
        (await other.Performances.SingleAsync()).SetConfirmedSeats(4);

        await one.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync());
    }

    [Fact]
    public async Task A_lost_race_is_run_again_as_a_whole_on_what_is_true_by_then()
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
                    // As if somebody else had written between the reading and the saving.
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
    public async Task An_act_that_loses_every_race_is_told_as_busy_and_changes_nothing()
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
    public async Task What_was_refused_is_rolled_back()
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
    public async Task A_bug_in_an_act_is_told_as_a_bug_changes_nothing_and_lets_the_next_one_in()
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
