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
    public async Task The_new_seats_stand_in_the_ledger_of_every_performance_to_come_with_who_and_why()
    {
        var (one, other) = (AnEvening().WithAdditionalSeats(4).Build(), AnEvening().WithManuallyOccupiedSeats(2).Build());
        await House.Database.AddAsync(new AReservation().For(one).OfParty(3).Confirmed().Build(), other);

        Assert.True((await ChangeAsync("30")).Succeeded);

        var ledger = await House.Database.ReadAsync(db => db.CapacityChanges.OrderBy(c => c.PerformanceId).ToListAsync());
        Assert.Equal(
            [(one.Id, new Capacity(40, 4, 0, 3), new Capacity(30, 4, 0, 3)), (other.Id, new Capacity(40, 0, 2, 0), new Capacity(30, 0, 2, 0))],
            ledger.Select(c => (c.PerformanceId, c.Before, c.After)));
        Assert.All(
            ledger, c => Assert.Equal((House.Person.Id, House.Person.Name, "Two rows out", AMoment.Now), (c.StaffId, c.StaffName, c.Reason, c.At)));
        Assert.Equal((31, 28), ((await House.PerformanceAsync(one.Id)).SeatsLeft, (await House.PerformanceAsync(other.Id)).SeatsLeft));
        var entry = Assert.Single(await LogAsync());
        Assert.Equal(
            (AuditAction.RoomCapacityChanged, AuditSubject.Room, _room.Id, "40 → 30: Two rows out"),
            (entry.Act, entry.Thing, entry.ThingId, entry.Detail));
    }

    [Fact]
    public async Task Every_performance_is_counted_anew_so_that_a_count_that_was_wrong_fools_nobody()
    {
        var performance = AnEvening().Build();
        await House.Database.AddAsync(new AReservation().For(performance).OfParty(6).Confirmed().Build());
        await House.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ConfirmedSeats, 0)));

        Assert.Equal(FailureKind.SeatsBelowConfirmed, (await ChangeAsync("5")).Failure?.Kind);
        Assert.True((await ChangeAsync("6")).Succeeded);

        var stored = await House.PerformanceAsync(performance.Id);
        Assert.Equal((6, performance.Version + 1), (stored.ConfirmedSeats, stored.Version));
    }

    [Fact]
    public async Task What_was_played_called_off_or_is_played_elsewhere_is_left_alone()
    {
        var played = AnEvening().At(AMoment.Now).WithConfirmedSeats(40).Build();
        var calledOff = AnEvening().CalledOff().WithConfirmedSeats(40).Build();
        var elsewhere = new APerformance().WithConfirmedSeats(40).Build();
        await House.Database.AddAsync(played, calledOff, elsewhere);

        Assert.True((await ChangeAsync("1")).Succeeded);

        Assert.Empty(await House.Database.ReadAsync(db => db.CapacityChanges.ToListAsync()));
        Assert.Equal(played.Version, (await House.PerformanceAsync(played.Id)).Version);
    }

    [Fact]
    public async Task Fewer_seats_than_are_confirmed_are_refused_and_nothing_changes()
    {
        var (fits, full) = (AnEvening().Build(), AnEvening().Build());
        await House.Database.AddAsync(
            new AReservation().For(fits).OfParty(2).Confirmed().Build(), new AReservation().For(full).OfParty(10).Confirmed().Build());

        var refused = await ChangeAsync("7");

        Assert.Equal(
            (FailureKind.SeatsBelowConfirmed, 3, full.Id),
            (refused.Failure?.Kind, refused.Failure?.SeatsMissing, refused.Failure?.Performance?.PerformanceId));
        Assert.Equal(40, (await House.PerformanceAsync(full.Id)).Room.Capacity);
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task Asked_for_in_spite_of_that_it_is_done_and_nobody_loses_a_reservation()
    {
        var full = AnEvening().Build();
        var party = new AReservation().For(full).OfParty(10).Confirmed().Build();
        await House.Database.AddAsync(party);

        // One more than whoever asks was shown: others may have confirmed since.
        Assert.Equal(4, (await ChangeAsync("6", accepted: 3)).Failure?.SeatsMissing);
        Assert.True((await ChangeAsync("7", accepted: 3)).Succeeded);

        Assert.Equal((-3, 10), ((await House.PerformanceAsync(full.Id)).SeatsLeft, (await House.PerformanceAsync(full.Id)).ConfirmedSeats));
        Assert.Equal(ReservationStatus.Confirmed, (await House.ReservationAsync(party.Id)).Status);
        // A row put back is no cut, though three people still stand.
        Assert.True((await ChangeAsync("9")).Succeeded);
    }

    [Fact]
    public async Task Without_a_reason_or_a_number_nothing_changes()
    {
        await House.Database.AddAsync(AnEvening().Build());

        var refused = await House.ChangeRoomCapacity.ChangeAsync(_room.Id, "many", " ", accepted: 99, House.Person, CancellationToken.None);

        Assert.Equal([FormField.Capacity, FormField.Reason], refused.Failure!.Fields.Select(f => f.Field));
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task The_same_number_again_writes_nothing()
    {
        await House.Database.AddAsync(AnEvening().Build());

        Assert.True((await ChangeAsync("40")).Succeeded);

        Assert.Empty(await LogAsync());
        Assert.Empty(await House.Database.ReadAsync(db => db.CapacityChanges.ToListAsync()));
    }

    [Fact]
    public async Task A_room_that_there_is_not_is_not_found() => Assert.Equal(
        FailureKind.NotFound, (
            await House.ChangeRoomCapacity.ChangeAsync(4711, "", "", accepted: 0, House.Person, CancellationToken.None)).Failure?.Kind);

    [Fact]
    public async Task A_performance_that_comes_in_between_finding_and_locking_is_found_locked_and_written_down_all_the_same()
    {
        await House.Database.AddAsync(AnEvening().Build());
        var write = Writes.To(
            new Between(
                House.Database, () => House.Database.AddAsync(new APerformance().With(p => p.RoomId = _room.Id).With(p => p.Room = null!).Build())),
            House.Database.Counted.House,
            clock: House.Clock);
        var change = new ChangeRoomCapacity(House.Database, write, House.Clock);

        Assert.True((await change.ChangeAsync(_room.Id, "30", "Two rows out", accepted: 0, House.Person, CancellationToken.None)).Succeeded);

        Assert.Equal(2, await House.Database.ReadAsync(db => db.CapacityChanges.CountAsync()));
        Assert.Single(await LogAsync());
    }

    [Fact]
    public async Task Confirming_and_taking_seats_away_at_the_same_time_never_ends_in_an_overbooking()
    {
        var performance = AnEvening().Build();
        var links = Enumerable.Range(0, 6).Select(_ => Token.New()).ToList();
        await House.Database.AddAsync([.. links.Select(link => ReservationToken.Of(
            link, TokenPurpose.Confirmation, new AReservation().For(performance).OfParty(5).Build(), AMoment.Now, AMoment.CurtainUp))]);

        await Task.WhenAll(
            links.Select(
                link => (Task)House.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None)).Append(ChangeAsync("12")));

        var after = await House.PerformanceAsync(performance.Id);
        Assert.True(after.SeatsLeft >= 0, $"{after.ConfirmedSeats} people in {after.Capacity.Seats} seats.");
        Assert.Equal(
            after.ConfirmedSeats,
            await House.Database.ReadAsync(db => db.Reservations.Where(r => r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize)));
    }

    private APerformance AnEvening() => new APerformance().In(_room);

    private Task<Result<Room>> ChangeAsync(string capacity, int accepted = 0) =>
        House.ChangeRoomCapacity.ChangeAsync(_room.Id, capacity, "Two rows out", accepted, House.Person, CancellationToken.None);

    private Task<List<AuditEntry>> LogAsync() => House.Database.ReadAsync(db => db.AuditLog.ToListAsync());

    /// <summary>Lets something happen once, just before the first transaction begins.</summary>
    private sealed class Between(TemporaryDatabase database, Func<Task> happens) : IDbContextFactory<BookingDbContext>
    {
        private bool _happened;

        public BookingDbContext CreateDbContext() => database.CreateDbContext();

        public async Task<BookingDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            if (!_happened)
            {
                _happened = true;
                await happens();
            }

            return CreateDbContext();
        }
    }
}
