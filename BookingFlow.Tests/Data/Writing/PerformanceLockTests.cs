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
    public async Task Locking_outside_a_transaction_throws()
    {
        await using var db = _database.CreateDbContext();

        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.TakeAsync(db, _performance.Id, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.WaitAsync(db, [_performance.Id], CancellationToken.None));
    }

    [Fact]
    public async Task Locking_after_a_read_throws()
    {
        await using var db = _database.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Rooms.SingleAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.TakeAsync(db, _performance.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Locking_rereads_the_performance_and_recounts_its_seats()
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
    public async Task Locking_a_missing_performance_returns_null()
    {
        await using var db = _database.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();

        Assert.Null(await PerformanceLock.TakeAsync(db, 4711, CancellationToken.None));
    }

    [Fact]
    public async Task Locking_several_performances_recounts_each_and_omits_missing_ones()
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
    public async Task Locking_several_performances_or_a_room_outside_a_transaction_or_after_a_read_throws()
    {
        await using var db = _database.CreateDbContext();
        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.TakeAllAsync(db, [_performance.Id], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.WaitForRoomAsync(db, _performance.RoomId, CancellationToken.None));

        await using var transaction = await db.Database.BeginTransactionAsync();
        Assert.Single(await PerformanceLock.TakeAllOfRoomAsync(db, _performance.RoomId, [_performance.Id], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => PerformanceLock.WaitForRoomAsync(db, _performance.RoomId, CancellationToken.None));
    }

    [Fact]
    public async Task On_SQL_Server_performances_are_locked_in_ascending_id_and_their_room_last()
    {
        var sqlServer = new SqlServerFixture().WithRows(TokenPurpose.Confirmation, ReservationStatus.Pending);
        await sqlServer.Write.RunAsync<Performance>(
            actor: null,
            async context => (await PerformanceLock.TakeAllOfRoomAsync(context.Db, 1, [9, 7, 9], context.Cancellation))[0], CancellationToken.None);

        Assert.Equal([SqlRecorder.Begin, SqlServerFixture.Lock, SqlServerFixture.Lock, SqlServerFixture.RoomLock], sqlServer.Recorder.Sent.Take(4));
        Assert.Equal([7, 9, 1], sqlServer.Recorder.Parameters.Take(3));
    }
}
