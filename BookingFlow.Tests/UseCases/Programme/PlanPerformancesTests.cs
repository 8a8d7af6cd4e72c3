using System.Globalization;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class PlanPerformancesOnSqliteTests() : PlanPerformancesTests(DatabaseDialect.Sqlite);

public sealed class PlanPerformancesOnSqlServerTests() : PlanPerformancesTests(DatabaseDialect.SqlServer);

public abstract class PlanPerformancesTests(DatabaseDialect dialect) : PerformanceUseCaseTests(dialect)
{
    private readonly Show _show = new AShow().Build();
    private readonly Room _room = new ARoom().Named("Cellar").Build();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await House.Database.AddAsync(_show, _room);
    }

    [Fact]
    public async Task A_new_performance_is_stored_as_it_was_typed_and_stands_in_the_log()
    {
        var id = (await PlanAsync(Typed with { AdditionalSeats = "4", OccupiedSeats = "2", MaxPartySize = "6" })).Value;

        var stored = await House.PerformanceAsync(id);
        Assert.Equal((_show.Id, _room.Id, Utc(2027, 3, 14, 19)), (stored.ShowId, stored.RoomId, stored.StartsAt));
        Assert.Equal((4, 2, 6, 42), (stored.AdditionalSeats, stored.ManuallyOccupiedSeats, stored.MaxPartySize, stored.SeatsLeft));
        var entry = Assert.Single(await LogAsync());
        Assert.Equal((AuditAction.PerformanceAdded, AuditSubject.Performance, id), (entry.Act, entry.Thing, entry.ThingId));
        Assert.Equal(("Dora", "The Tempest, Cellar, 2027-03-14 20:00"), (entry.StaffName, entry.Detail));
    }

    [Fact]
    public async Task A_room_out_of_use_an_unknown_show_and_a_form_sent_twice_are_refused()
    {
        var retired = new ARoom().Build();
        retired.RetiredAt = AMoment.Now;
        await House.Database.AddAsync(retired);

        await WrongAsync(Typed with { Room = Number(retired.Id) }, new InvalidField(FormField.Room, FieldProblem.NotAChoice));
        await WrongAsync(Typed with { Show = "4711" }, new InvalidField(FormField.Show, FieldProblem.NotAChoice));
        await WrongAsync(
            Typed with { OccupiedSeats = "43", AdditionalSeats = "2" }, new InvalidField(FormField.OccupiedSeats, FieldProblem.TooLarge, 42));
        Assert.True((await PlanAsync(Typed)).Succeeded);
        await WrongAsync(Typed, new InvalidField(FormField.Time, FieldProblem.Taken));
        Assert.Single(await LogAsync());
    }

    [Fact]
    public async Task A_copy_keeps_everything_around_its_own_start_but_neither_reservations_nor_a_cancellation()
    {
        // Opens at 10:00 four weeks before, closes at 18:00; the copy stands behind the clock change of March.
        var model = await StoredAsync(new APerformance().Of(_show).In(_room).At(Utc(2027, 3, 14,
            19)).Private().WithPartiesUpTo(6).WithAdditionalSeats(4).WithManuallyOccupiedSeats(2)
            .DoorsOpenMinutesBefore(45).DoorsCloseMinutesAfter(15).BookingOpens(Utc(2027, 2, 14, 9)).BookingCloses(Utc(2027, 3, 14, 17)).CalledOff());
        await PendingAsync(model.Id, 2);

        var id = Assert.Single((await CopyAsync(model.Id, "2027-05-02")).Value!);

        var copy = await House.PerformanceAsync(id);
        Assert.Equal((_show.Id, _room.Id, Utc(2027, 5, 2, 18)), (copy.ShowId, copy.RoomId, copy.StartsAt));
        Assert.Equal((Utc(2027, 4, 4, 8), Utc(2027, 5, 2, 16)), (copy.BookingOpensAt, copy.BookingClosesAt));
        Assert.Equal(
            (false, true, 6, 4, 2), (copy.IsPublic, copy.BookingEnabled, copy.MaxPartySize, copy.AdditionalSeats, copy.ManuallyOccupiedSeats));
        Assert.Equal((45, 15), (copy.CheckInOpensMinutesBefore, copy.CheckInClosesMinutesAfter));
        Assert.Equal((0, null), (copy.ConfirmedSeats, copy.CancelledAt));
        Assert.False(await House.Database.ReadAsync(db => db.Reservations.AnyAsync(r => r.PerformanceId == id)));
    }

    [Fact]
    public async Task Several_dates_are_copied_at_once_each_with_a_line_in_the_log()
    {
        var model = await AModelAsync();

        var ids = (await CopyAsync(model.Id, "2027-03-16\n2027-03-15\n2027-03-17")).Value!;

        var starts = await House.Database.ReadAsync(
            db => db.Performances.Where(p => ids.Contains(p.Id)).OrderBy(p => p.StartsAt).Select(p => p.StartsAt.Day).ToListAsync());
        Assert.Equal([15, 16, 17], starts);
        Assert.Equal(ids, (await LogAsync()).Select(entry => entry.ThingId!.Value));
    }

    [Fact]
    public async Task Where_one_date_is_wrong_none_is_copied_and_every_wrong_one_is_told()
    {
        var model = await AModelAsync();
        await CopyAsync(model.Id, "2027-03-15\n2027-03-16");

        Assert.Equal(
            [
                new(FormField.Dates, FieldProblem.Taken, Typed: "2027-03-15"),
                new InvalidField(FormField.Dates, FieldProblem.Taken, Typed: "2027-03-16"),
            ],
            (await CopyAsync(model.Id, "2027-03-16 2027-03-15 2027-03-17")).Failure?.Fields);
        Assert.Equal(2, (await CopyAsync(model.Id, "nonsense 2020-01-01 2027-03-17")).Failure?.Fields.Count);
        Assert.Equal(3, await House.Database.ReadAsync(db => db.Performances.CountAsync()));
    }

    [Fact]
    public async Task A_performance_that_is_not_there_has_no_copy() =>
        Assert.Equal(FailureKind.NotFound, (await CopyAsync(4711, "2027-03-15")).Failure?.Kind);

    private PerformanceInput Typed => new()
    {
        Show = Number(_show.Id),
        Room = Number(_room.Id),
        Date = "2027-03-14",
        Time = "20:00",
        IsPublic = true,
        BookingEnabled = true,
    };

    private Task<Result<int>> PlanAsync(PerformanceInput typed) => House.PlanPerformances.PlanAsync(typed, House.Dora, CancellationToken.None);

    private Task<Result<int[]>> CopyAsync(int id, string dates) =>
        House.PlanPerformances.CopyAsync(id, new CopiesInput(dates, "20:00", null, Number(_room.Id)), House.Dora, CancellationToken.None);

    private async Task WrongAsync(PerformanceInput typed, params InvalidField[] wrong) =>
        Assert.Equal(wrong, (await PlanAsync(typed)).Failure?.Fields);

    private Task<Performance> AModelAsync() => StoredAsync(new APerformance().Of(_show).In(_room).At(Utc(2027, 3, 14, 19)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static DateTime Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);
}
