using System.Globalization;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class EditPerformanceOnSqliteTests() : EditPerformanceTests(DatabaseDialect.Sqlite);

public sealed class EditPerformanceOnSqlServerTests() : EditPerformanceTests(DatabaseDialect.SqlServer);

public abstract class EditPerformanceTests(DatabaseDialect dialect) : PerformanceUseCaseTests(dialect)
{
    private readonly Performance _performance = new APerformance().In(new ARoom().Named("Cellar").Build()).Build();
    private readonly Room _studio = new ARoom().Named("Studio").WithCapacity(10).Build();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await House.Database.AddAsync(_performance, _studio);
    }

    [Fact]
    public async Task What_was_changed_is_stored_and_stands_in_the_log_before_and_after()
    {
        var edited = await EditAsync(Typed with { Time = "20:30", MaxPartySize = "6", IsPublic = false });

        Assert.True(edited.Succeeded);
        var stored = await House.PerformanceAsync(_performance.Id);
        Assert.Equal((AMoment.CurtainUp.AddMinutes(30), 6, false), (stored.StartsAt, stored.MaxPartySize, stored.IsPublic));
        Assert.True(stored.Version > _performance.Version);
        var entry = Assert.Single(await LogAsync());
        Assert.Equal((AuditAction.PerformanceEdited, _performance.Id), (entry.Act, entry.ThingId));
        Assert.Equal("Time: 2026-09-12 20:00 → 2026-09-12 20:30; IsPublic: ✓ → –; MaxPartySize: – → 6", entry.Detail);
        Assert.Empty(await LedgerAsync());
    }

    [Fact]
    public async Task Saving_it_as_it_was_says_nothing_in_the_log()
    {
        Assert.True((await EditAsync(Typed)).Succeeded);
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task Another_room_changes_the_seats_and_that_stands_in_the_ledger_with_its_reason()
    {
        Assert.Equal([new InvalidField(FormField.Reason, FieldProblem.Missing)], (await EditAsync(InTheStudio)).Failure?.Fields);
        Assert.True((await EditAsync(InTheStudio, "Burst pipe")).Succeeded);

        Assert.Equal(10, (await House.PerformanceAsync(_performance.Id)).SeatsLeft);
        var line = Assert.Single(await LedgerAsync());
        Assert.Equal((40, 10, "Burst pipe", "Dora", AMoment.Now), (line.RoomBefore, line.RoomAfter, line.Reason, line.StaffName, line.At));
    }

    [Fact]
    public async Task A_room_too_small_for_those_who_are_confirmed_is_refused_unless_it_is_wanted_in_spite_of_that()
    {
        await ConfirmedAsync(_performance.Id, 12);

        var refused = (await EditAsync(InTheStudio, "Burst pipe")).Failure;
        Assert.Equal((FailureKind.SeatsBelowConfirmed, 2), (refused?.Kind, refused?.SeatsMissing));
        Assert.Equal("Cellar", (await House.PerformanceAsync(_performance.Id)).Room.Name);

        // That parties hold tickets was asked and answered; that people have no seat was not.
        Assert.Equal(2, (await EditAsync(InTheStudio, "Burst pipe", inSpite: true, accepted: 1)).Failure?.SeatsMissing);
        Assert.True((await EditAsync(InTheStudio, "Burst pipe", inSpite: true, accepted: 2)).Succeeded);
        Assert.Equal(-2, (await House.PerformanceAsync(_performance.Id)).SeatsLeft);
        Assert.Equal(12, Assert.Single(await LedgerAsync()).Confirmed);
    }

    [Fact]
    public async Task Another_time_is_asked_about_once_more_while_parties_hold_tickets()
    {
        await ConfirmedAsync(_performance.Id, 2);
        var later = Typed with { Time = "21:00" };

        Assert.Equal(Obstacle.PartiesHoldTickets, (await EditAsync(later)).Failure?.Obstacle);
        Assert.Equal(AMoment.CurtainUp, (await House.PerformanceAsync(_performance.Id)).StartsAt);
        Assert.True((await EditAsync(Typed with { MaxPartySize = "4" })).Succeeded);
        Assert.True((await EditAsync(later, inSpite: true)).Succeeded);
        Assert.Equal(AMoment.CurtainUp.AddHours(1), (await House.PerformanceAsync(_performance.Id)).StartsAt);
    }

    [Fact]
    public async Task A_room_out_of_use_can_be_kept_but_not_moved_to()
    {
        foreach (var room in new[] { _performance.RoomId, _studio.Id })
        {
            await House.Database.ReadAsync(
                db => db.Rooms.Where(r => r.Id == room).ExecuteUpdateAsync(set => set.SetProperty(r => r.RetiredAt, AMoment.Now)));
        }

        Assert.Equal([new InvalidField(FormField.Room, FieldProblem.NotAChoice)], (await EditAsync(InTheStudio, "Burst pipe")).Failure?.Fields);
        Assert.True((await EditAsync(Typed with { MaxPartySize = "4" })).Succeeded);
    }

    [Fact]
    public async Task What_is_called_off_or_not_there_cannot_be_changed()
    {
        var calledOff = new APerformance().CalledOff().Build();
        await House.Database.AddAsync(calledOff);

        Assert.Equal(Obstacle.PerformanceCancelled, (await EditAsync(Typed, id: calledOff.Id)).Failure?.Obstacle);
        Assert.Equal(FailureKind.NotFound, (await EditAsync(Typed, id: 4711)).Failure?.Kind);
        Assert.Contains(new InvalidField(FormField.Time, FieldProblem.Missing), (await EditAsync(Typed with { Time = "" })).Failure?.Fields ?? []);
    }

    [Fact]
    public async Task The_same_show_is_not_played_twice_at_once_in_one_room()
    {
        await StoredAsync(new APerformance().Of(_performance.Show).In(_performance.Room).At(AMoment.CurtainUp.AddHours(1)));

        Assert.Equal([new InvalidField(FormField.Time, FieldProblem.Taken)], (await EditAsync(Typed with { Time = "21:00" })).Failure?.Fields);
    }

    private PerformanceInput Typed => PerformanceInput.Of(_performance, UseCaseHost.Venue);

    private PerformanceInput InTheStudio => Typed with { Room = _studio.Id.ToString(CultureInfo.InvariantCulture) };

    private Task<Result<Performance>> EditAsync(
        PerformanceInput typed, string? reason = null, bool inSpite = false, int accepted = 0, int? id = null) =>
        House.EditPerformance.EditAsync(id ?? _performance.Id, typed, reason, inSpite, accepted, House.Dora, CancellationToken.None);
}
