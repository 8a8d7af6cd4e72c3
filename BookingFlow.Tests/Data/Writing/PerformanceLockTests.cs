using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data.Writing;

public sealed class PerformanceLockTests : IAsyncLifetime
{
    private readonly Performance _performance = new APerformance().Build();
    private TemporaryDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TemporaryDatabase.CreateAsync();
        await _database.AddAsync(new AReservation().For(_performance).OfParty(3).Confirmed().Build());
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_lock_outside_a_transaction_would_hold_nothing_and_is_refused()
    {
        await using var db = _database.CreateDbContext();

        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.TakeAsync(db, _performance.Id, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.WaitAsync(db, [_performance.Id], CancellationToken.None));
    }

    [Fact]
    public async Task A_lock_after_something_was_read_is_refused_because_nothing_read_before_counts()
    {
        await using var db = _database.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Rooms.SingleAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.TakeAsync(db, _performance.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Under_the_lock_the_performance_is_read_and_its_seats_are_counted_anew()
    {
        await using (var db = _database.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE Performances SET ConfirmedSeats = 99");
        }

        await using var locked = _database.CreateDbContext();
        await using var transaction = await locked.Database.BeginTransactionAsync();
        var performance = await PerformanceLock.TakeAsync(locked, _performance.Id, CancellationToken.None);

        Assert.Equal((3, _performance.Version + 1), (performance?.ConfirmedSeats, performance?.Version));
        Assert.Equal((_performance.Show.Title, _performance.Room.Name), (performance?.Show.Title, performance?.Room.Name));
    }

    [Fact]
    public async Task There_is_nothing_to_lock_where_there_is_no_performance()
    {
        await using var db = _database.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();

        Assert.Null(await PerformanceLock.TakeAsync(db, 4711, CancellationToken.None));
    }

    [Fact]
    public async Task Several_are_locked_together_each_counted_anew_and_those_that_there_are_not_are_left_out()
    {
        var other = new APerformance().Build();
        await _database.AddAsync(new AReservation().For(other).OfParty(4).Confirmed().Build());
        await using (var db = _database.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE Performances SET ConfirmedSeats = 99");
        }

        await using var locked = _database.CreateDbContext();
        await using var transaction = await locked.Database.BeginTransactionAsync();
        var all = await PerformanceLock.TakeAllAsync(locked, [other.Id, 4711, _performance.Id], CancellationToken.None);

        Assert.Equal([(_performance.Id, 3), (other.Id, 4)], all.Select(p => (p.Id, p.ConfirmedSeats)));
        Assert.All(all, p => Assert.Equal((p.RoomId, p.ShowId), (p.Room.Id, p.Show.Id)));
    }

    [Fact]
    public async Task Several_and_their_room_are_locked_in_a_transaction_before_anything_is_read()
    {
        await using var db = _database.CreateDbContext();
        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.TakeAllAsync(db, [_performance.Id], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.WaitForRoomAsync(db, _performance.RoomId, CancellationToken.None));

        await using var transaction = await db.Database.BeginTransactionAsync();
        Assert.Single(await PerformanceLock.TakeAllOfRoomAsync(db, _performance.RoomId, [_performance.Id], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.WaitForRoomAsync(db, _performance.RoomId, CancellationToken.None));
    }

    [Fact]
    public async Task On_SQL_Server_each_is_locked_by_itself_in_ascending_id_and_the_room_after_them()
    {
        var house = new SqlServerDatabase().Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        await house.Write.RunAsync<Performance>(
            actor: null,
            async context => (await PerformanceLock.TakeAllOfRoomAsync(context.Db, 1, [9, 7, 9], context.Cancellation))[0], CancellationToken.None);

        Assert.Equal([SqlRecorder.Begin, SqlServerDatabase.Lock, SqlServerDatabase.Lock, SqlServerDatabase.RoomLock], house.Wire.Sent.Take(4));
        Assert.Equal([7, 9, 1], house.Wire.Parameters.Take(3));
    }
}
