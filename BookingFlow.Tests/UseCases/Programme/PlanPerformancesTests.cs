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
        await Host.Database.AddAsync(_show, _room);
    }

    [Fact]
    public async Task New_performance_is_stored_as_entered_and_audited()
    {
        var id = (await PlanAsync(ValidInput with { AdditionalSeats = "4", OccupiedSeats = "2", MaxPartySize = "6" })).Value;

        var stored = await Host.PerformanceAsync(id);
        Assert.Equal((_show.Id, _room.Id, Utc(2027, 3, 14, 19)), (stored.ShowId, stored.RoomId, stored.StartsAt));
        Assert.Equal((4, 2, 6, 42), (stored.AdditionalSeats, stored.ManuallyOccupiedSeats, stored.MaxPartySize, stored.SeatsLeft));
        var entry = Assert.Single(await AuditLogAsync());
        Assert.Equal((AuditAction.PerformanceAdded, AuditSubject.Performance, id), (entry.Action, entry.Subject, entry.SubjectId));
        Assert.Equal(("Dora", "The Tempest, Cellar, 2027-03-14 20:00"), (entry.StaffName, entry.Detail));
    }

    [Fact]
    public async Task Retired_room_unknown_show_too_many_occupied_seats_and_duplicate_are_refused()
    {
        var retired = new ARoom().Build();
        retired.RetiredAt = TestTimes.Now;
        await Host.Database.AddAsync(retired);

        await WrongAsync(ValidInput with { Room = Number(retired.Id) }, new InvalidField(FormField.Room, FieldProblem.NotAChoice));
        await WrongAsync(ValidInput with { Show = "4711" }, new InvalidField(FormField.Show, FieldProblem.NotAChoice));
        await WrongAsync(
            ValidInput with { OccupiedSeats = "43", AdditionalSeats = "2" }, new InvalidField(FormField.OccupiedSeats, FieldProblem.TooLarge, 42));
        Assert.True((await PlanAsync(ValidInput)).Succeeded);
        await WrongAsync(ValidInput, new InvalidField(FormField.Time, FieldProblem.Taken));
        Assert.Single(await AuditLogAsync());
    }

    [Fact]
    public async Task Copy_keeps_settings_relative_to_its_start_without_reservations_or_cancellation()
    {
        // Local times: booking opens at 10:00 four weeks before and closes at 18:00. The copy is after the March clock change.
        var model = await StoredAsync(new APerformance().Of(_show).In(_room).At(Utc(2027, 3, 14,
            19)).Private().WithMaxPartySize(6).WithAdditionalSeats(4).WithManuallyOccupiedSeats(2)
            .DoorsOpenMinutesBefore(45).DoorsCloseMinutesAfter(15).BookingOpens(Utc(2027, 2, 14, 9)).BookingCloses(Utc(2027, 3, 14, 17)).Cancelled());
        await PendingAsync(model.Id, 2);

        var id = Assert.Single((await CopyAsync(model.Id, "2027-05-02")).Value!);

        var copy = await Host.PerformanceAsync(id);
        Assert.Equal((_show.Id, _room.Id, Utc(2027, 5, 2, 18)), (copy.ShowId, copy.RoomId, copy.StartsAt));
        Assert.Equal((Utc(2027, 4, 4, 8), Utc(2027, 5, 2, 16)), (copy.BookingOpensAt, copy.BookingClosesAt));
        Assert.Equal(
            (false, true, 6, 4, 2), (copy.IsPublic, copy.BookingEnabled, copy.MaxPartySize, copy.AdditionalSeats, copy.ManuallyOccupiedSeats));
        Assert.Equal((45, 15), (copy.CheckInOpensMinutesBefore, copy.CheckInClosesMinutesAfter));
        Assert.Equal((0, null), (copy.ConfirmedSeats, copy.CancelledAt));
        Assert.False(await Host.Database.ReadAsync(db => db.Reservations.AnyAsync(r => r.PerformanceId == id)));
    }

    [Fact]
    public async Task Copying_to_several_dates_audits_each_copy()
    {
        var model = await AModelAsync();

        var ids = (await CopyAsync(model.Id, "2027-03-16\n2027-03-15\n2027-03-17")).Value!;

        var starts = await Host.Database.ReadAsync(
            db => db.Performances.Where(p => ids.Contains(p.Id)).OrderBy(p => p.StartsAt).Select(p => p.StartsAt.Day).ToListAsync());
        Assert.Equal([15, 16, 17], starts);
        Assert.Equal(ids, (await AuditLogAsync()).Select(entry => entry.SubjectId!.Value));
    }

    [Fact]
    public async Task One_invalid_date_stops_all_copies_and_every_invalid_date_is_reported()
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
        Assert.Equal(3, await Host.Database.ReadAsync(db => db.Performances.CountAsync()));
    }

    [Fact]
    public async Task Copying_an_unknown_performance_returns_NotFound() =>
        Assert.Equal(FailureKind.NotFound, (await CopyAsync(4711, "2027-03-15")).Failure?.Kind);

    private PerformanceInput ValidInput => new()
    {
        Show = Number(_show.Id),
        Room = Number(_room.Id),
        Date = "2027-03-14",
        Time = "20:00",
        Visibility = nameof(Visibility.Public),
        BookingEnabled = true,
    };

    private Task<Result<int>> PlanAsync(PerformanceInput input) => Host.PlanPerformances.PlanAsync(input, Host.Actor, CancellationToken.None);

    private Task<Result<int[]>> CopyAsync(int id, string dates) =>
        Host.PlanPerformances.CopyAsync(id, new CopiesInput(dates, "20:00", null, Number(_room.Id)), Host.Actor, CancellationToken.None);

    private async Task WrongAsync(PerformanceInput input, params InvalidField[] wrong) =>
        Assert.Equal(wrong, (await PlanAsync(input)).Failure?.Fields);

    private Task<Performance> AModelAsync() => StoredAsync(new APerformance().Of(_show).In(_room).At(Utc(2027, 3, 14, 19)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static DateTime Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);
}
