using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class ChangeRoomCapacityOnSqliteTests() : ChangeRoomCapacityTests(DatabaseDialect.Sqlite);

public sealed class ChangeRoomCapacityOnSqlServerTests() : ChangeRoomCapacityTests(DatabaseDialect.SqlServer);

public abstract class ChangeRoomCapacityTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private readonly Room _room = new ARoom().WithCapacity(40).Build();

    [Fact]
    public async Task New_capacity_is_recorded_in_the_ledger_of_every_upcoming_performance()
    {
        var (one, other) = (APerformanceInRoom().WithAdditionalSeats(4).Build(), APerformanceInRoom().WithManuallyOccupiedSeats(2).Build());
        await Host.Database.AddAsync(new AReservation().For(one).OfParty(3).Confirmed().Build(), other);

        Assert.True((await ChangeAsync("30")).Succeeded);

        var ledger = await Host.Database.ReadAsync(db => db.CapacityChanges.OrderBy(c => c.PerformanceId).ToListAsync());
        Assert.Equal(
            [(one.Id, new Capacity(40, 4, 0, 3), new Capacity(30, 4, 0, 3)), (other.Id, new Capacity(40, 0, 2, 0), new Capacity(30, 0, 2, 0))],
            ledger.Select(c => (c.PerformanceId, c.Before, c.After)));
        Assert.All(
            ledger, c => Assert.Equal((Host.Actor.Id, Host.Actor.Name, "Two rows out", TestTimes.Now), (c.StaffId, c.StaffName, c.Reason, c.At)));
        Assert.Equal((31, 28), ((await Host.PerformanceAsync(one.Id)).SeatsLeft, (await Host.PerformanceAsync(other.Id)).SeatsLeft));
        var entry = Assert.Single(await AuditLogAsync());
        Assert.Equal(
            (AuditAction.RoomCapacityChanged, AuditSubject.Room, _room.Id, "40 → 30: Two rows out"),
            (entry.Action, entry.Subject, entry.SubjectId, entry.Detail));
    }

    [Fact]
    public async Task Confirmed_seats_are_recounted_before_the_capacity_is_compared()
    {
        var performance = APerformanceInRoom().Build();
        await Host.Database.AddAsync(new AReservation().For(performance).OfParty(6).Confirmed().Build());
        await Host.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ConfirmedSeats, 0)));

        Assert.Equal(FailureKind.SeatsBelowConfirmed, (await ChangeAsync("5")).Failure?.Kind);
        Assert.True((await ChangeAsync("6")).Succeeded);

        var stored = await Host.PerformanceAsync(performance.Id);
        Assert.Equal((6, performance.Version + 1), (stored.ConfirmedSeats, stored.Version));
    }

    [Fact]
    public async Task Past_cancelled_and_other_room_performances_are_left_unchanged()
    {
        var played = APerformanceInRoom().At(TestTimes.Now).WithConfirmedSeats(40).Build();
        var cancelled = APerformanceInRoom().Cancelled().WithConfirmedSeats(40).Build();
        var elsewhere = new APerformance().WithConfirmedSeats(40).Build();
        await Host.Database.AddAsync(played, cancelled, elsewhere);

        Assert.True((await ChangeAsync("1")).Succeeded);

        Assert.Empty(await Host.Database.ReadAsync(db => db.CapacityChanges.ToListAsync()));
        Assert.Equal(played.Version, (await Host.PerformanceAsync(played.Id)).Version);
    }

    [Fact]
    public async Task Capacity_below_the_confirmed_seats_is_refused()
    {
        var (fits, full) = (APerformanceInRoom().Build(), APerformanceInRoom().Build());
        await Host.Database.AddAsync(
            new AReservation().For(fits).OfParty(2).Confirmed().Build(), new AReservation().For(full).OfParty(10).Confirmed().Build());

        var refused = await ChangeAsync("7");

        Assert.Equal(
            (FailureKind.SeatsBelowConfirmed, 3, full.Id),
            (refused.Failure?.Kind, refused.Failure?.SeatsMissing, refused.Failure?.Performance?.PerformanceId));
        Assert.Equal(40, (await Host.PerformanceAsync(full.Id)).Room.Capacity);
        Assert.Empty(await AuditLogAsync());
    }

    [Fact]
    public async Task Acknowledged_shortfall_is_accepted_and_keeps_every_reservation()
    {
        var full = APerformanceInRoom().Build();
        var party = new AReservation().For(full).OfParty(10).Confirmed().Build();
        await Host.Database.AddAsync(party);

        // One more than was acknowledged: others may have confirmed since the shortfall was shown.
        Assert.Equal(4, (await ChangeAsync("6", acknowledgedShortfall: 3)).Failure?.SeatsMissing);
        Assert.True((await ChangeAsync("7", acknowledgedShortfall: 3)).Succeeded);

        Assert.Equal((-3, 10), ((await Host.PerformanceAsync(full.Id)).SeatsLeft, (await Host.PerformanceAsync(full.Id)).ConfirmedSeats));
        Assert.Equal(ReservationStatus.Confirmed, (await Host.ReservationAsync(party.Id)).Status);
        // Adding seats needs no acknowledgement, even if one person still has no seat.
        Assert.True((await ChangeAsync("9")).Succeeded);
    }

    [Fact]
    public async Task Missing_reason_or_invalid_number_is_refused()
    {
        await Host.Database.AddAsync(APerformanceInRoom().Build());

        var refused = await Host.ChangeRoomCapacity.ChangeAsync(
            _room.Id, "many", " ", acknowledgedShortfall: 99, Host.Actor, CancellationToken.None);

        Assert.Equal([FormField.Capacity, FormField.Reason], refused.Failure!.Fields.Select(f => f.Field));
        Assert.Empty(await AuditLogAsync());
    }

    [Fact]
    public async Task Saving_the_same_capacity_writes_nothing()
    {
        await Host.Database.AddAsync(APerformanceInRoom().Build());

        Assert.True((await ChangeAsync("40")).Succeeded);

        Assert.Empty(await AuditLogAsync());
        Assert.Empty(await Host.Database.ReadAsync(db => db.CapacityChanges.ToListAsync()));
    }

    [Fact]
    public async Task Unknown_room_returns_NotFound() => Assert.Equal(
        FailureKind.NotFound, (
            await Host.ChangeRoomCapacity.ChangeAsync(4711, "", "", acknowledgedShortfall: 0, Host.Actor, CancellationToken.None)).Failure?.Kind);

    [Fact]
    public async Task Performance_added_between_lookup_and_lock_is_locked_and_recorded_too()
    {
        await Host.Database.AddAsync(APerformanceInRoom().Build());
        var write = WriteTransactions.Create(
            new CallbackDbContextFactory(
                Host.Database, () => Host.Database.AddAsync(new APerformance().With(p => p.RoomId = _room.Id).With(p => p.Room = null!).Build())),
            Host.Database.Metrics.Booking,
            clock: Host.Clock);
        var change = new ChangeRoomCapacity(Host.Database, write, Host.Clock);

        var result = await change.ChangeAsync(_room.Id, "30", "Two rows out", acknowledgedShortfall: 0, Host.Actor, CancellationToken.None);

        Assert.True(result.Succeeded);
        Assert.Equal(2, await Host.Database.ReadAsync(db => db.CapacityChanges.CountAsync()));
        Assert.Single(await AuditLogAsync());
    }

    [Fact]
    public async Task Parallel_confirmations_and_capacity_cut_never_overbook()
    {
        var performance = APerformanceInRoom().Build();
        var links = Enumerable.Range(0, 6).Select(_ => Token.New()).ToList();
        await Host.Database.AddAsync([.. links.Select(link => ReservationToken.Of(
            link, TokenPurpose.Confirmation, new AReservation().For(performance).OfParty(5).Build(), TestTimes.Now, TestTimes.StartsAt))]);

        await Task.WhenAll(
            links.Select(
                link => (Task)Host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None)).Append(ChangeAsync("12")));

        var after = await Host.PerformanceAsync(performance.Id);
        Assert.True(after.SeatsLeft >= 0, $"{after.ConfirmedSeats} people in {after.Capacity.Seats} seats.");
        Assert.Equal(
            after.ConfirmedSeats,
            await Host.Database.ReadAsync(db => db.Reservations.Where(r => r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize)));
    }

    private APerformance APerformanceInRoom() => new APerformance().In(_room);

    private Task<Result<Room>> ChangeAsync(string capacity, int acknowledgedShortfall = 0) =>
        Host.ChangeRoomCapacity.ChangeAsync(_room.Id, capacity, "Two rows out", acknowledgedShortfall, Host.Actor, CancellationToken.None);

    private Task<List<AuditEntry>> AuditLogAsync() => Host.Database.ReadAsync(db => db.AuditLog.ToListAsync());

    /// <summary>Runs a callback once, before the first context is created.</summary>
    private sealed class CallbackDbContextFactory(TemporaryDatabase database, Func<Task> beforeFirstContext) : IDbContextFactory<BookingDbContext>
    {
        private bool _isCalled;

        public BookingDbContext CreateDbContext() => database.CreateDbContext();

        public async Task<BookingDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            if (!_isCalled)
            {
                _isCalled = true;
                await beforeFirstContext();
            }

            return CreateDbContext();
        }
    }
}
