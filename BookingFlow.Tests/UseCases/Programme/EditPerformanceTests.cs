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
        await Host.Database.AddAsync(_performance, _studio);
    }

    [Fact]
    public async Task Edit_is_stored_and_audited_with_old_and_new_values()
    {
        var edited = await EditAsync(ValidInput with { Time = "20:30", MaxPartySize = "6", Visibility = nameof(Visibility.Private) });

        Assert.True(edited.Succeeded);
        var stored = await Host.PerformanceAsync(_performance.Id);
        Assert.Equal((TestTimes.StartsAt.AddMinutes(30), 6, false), (stored.StartsAt, stored.MaxPartySize, stored.IsPublic));
        Assert.True(stored.Version > _performance.Version);
        var entry = Assert.Single(await AuditLogAsync());
        Assert.Equal((AuditAction.PerformanceEdited, _performance.Id), (entry.Action, entry.SubjectId));
        Assert.Equal("Time: 2026-09-12 20:00 → 2026-09-12 20:30; Visibility: Public → Private; MaxPartySize: – → 6", entry.Detail);
        Assert.Empty(await LedgerAsync());
    }

    [Fact]
    public async Task Saving_an_unchanged_performance_is_not_audited()
    {
        Assert.True((await EditAsync(ValidInput)).Succeeded);
        Assert.Empty(await AuditLogAsync());
    }

    [Fact]
    public async Task Changing_the_room_requires_a_reason_and_is_recorded_in_the_ledger()
    {
        Assert.Equal([new InvalidField(FormField.Reason, FieldProblem.Missing)], (await EditAsync(InTheStudio)).Failure?.Fields);
        Assert.True((await EditAsync(InTheStudio, "Burst pipe")).Succeeded);

        Assert.Equal(10, (await Host.PerformanceAsync(_performance.Id)).SeatsLeft);
        var line = Assert.Single(await LedgerAsync());
        Assert.Equal((40, 10, "Burst pipe", "Dora", TestTimes.Now), (line.RoomBefore, line.RoomAfter, line.Reason, line.StaffName, line.At));
    }

    [Fact]
    public async Task Room_too_small_for_the_confirmed_parties_is_refused_unless_the_shortfall_is_acknowledged()
    {
        await ConfirmedAsync(_performance.Id, 12);

        var refused = (await EditAsync(InTheStudio, "Burst pipe")).Failure;
        Assert.Equal((FailureKind.SeatsBelowConfirmed, 2), (refused?.Kind, refused?.SeatsMissing));
        Assert.Equal("Cellar", (await Host.PerformanceAsync(_performance.Id)).Room.Name);

        // Force covers the parties that hold tickets; the shortfall must be acknowledged separately.
        Assert.Equal(2, (await EditAsync(InTheStudio, "Burst pipe", force: true, acknowledgedShortfall: 1)).Failure?.SeatsMissing);
        Assert.True((await EditAsync(InTheStudio, "Burst pipe", force: true, acknowledgedShortfall: 2)).Succeeded);
        Assert.Equal(-2, (await Host.PerformanceAsync(_performance.Id)).SeatsLeft);
        Assert.Equal(12, Assert.Single(await LedgerAsync()).Confirmed);
    }

    [Fact]
    public async Task Changing_the_time_with_confirmed_parties_requires_force()
    {
        await ConfirmedAsync(_performance.Id, 2);
        var later = ValidInput with { Time = "21:00" };

        Assert.Equal(Obstacle.PartiesHoldTickets, (await EditAsync(later)).Failure?.Obstacle);
        Assert.Equal(TestTimes.StartsAt, (await Host.PerformanceAsync(_performance.Id)).StartsAt);
        Assert.True((await EditAsync(ValidInput with { MaxPartySize = "4" })).Succeeded);
        Assert.True((await EditAsync(later, force: true)).Succeeded);
        Assert.Equal(TestTimes.StartsAt.AddHours(1), (await Host.PerformanceAsync(_performance.Id)).StartsAt);
    }

    [Fact]
    public async Task Parties_with_tickets_and_an_address_are_owed_one_mail_for_each_change()
    {
        var ada = (await ConfirmedAsync(_performance.Id, 2)).Party;
        await ConfirmedAsync(_performance.Id, 2, email: null);
        await PendingAsync(_performance.Id, 2);
        var later = ValidInput with { Time = "21:00" };

        Assert.False((await EditAsync(later)).Succeeded);
        Assert.Empty(await AnnouncementsAsync());
        Assert.True((await EditAsync(later, force: true)).Succeeded);
        // The same form sent twice, and a change of something else, are no change of the schedule.
        Assert.True((await EditAsync(later, force: true)).Succeeded);
        Assert.True((await EditAsync(later with { MaxPartySize = "4" }, force: true)).Succeeded);

        var mail = Assert.Single(await AnnouncementsAsync());
        Assert.Equal(ada.Id, mail.ReservationId);
        Assert.Equal(
            (_performance.Id, _performance.Show.Title, "Cellar", TestTimes.StartsAt, TestTimes.Now),
            (mail.PerformanceChange!.PerformanceId, mail.PerformanceChange.ShowTitle, mail.PerformanceChange.RoomName,
                mail.PerformanceChange.StartsAt, mail.PerformanceChange.At));
        Assert.Equal(1, (await Host.PerformanceAsync(_performance.Id)).ScheduleVersion);

        Assert.True((await EditAsync(later with { Room = InTheStudio.Room }, "Burst pipe", force: true)).Succeeded);
        Assert.Equal([ada.Id, ada.Id], (await AnnouncementsAsync()).Select(m => m.ReservationId!.Value));
        Assert.Equal(2, (await Host.PerformanceAsync(_performance.Id)).ScheduleVersion);
    }

    [Fact]
    public async Task Without_notification_the_change_is_stored_and_nothing_is_owed()
    {
        await ConfirmedAsync(_performance.Id, 2);

        Assert.True((await EditAsync(ValidInput with { Time = "21:00" }, force: true, notify: false)).Succeeded);

        Assert.Empty(await AnnouncementsAsync());
        Assert.Equal(1, (await Host.PerformanceAsync(_performance.Id)).ScheduleVersion);
        Assert.Equal(1, await Host.Database.ReadAsync(db => db.PerformanceChanges.CountAsync()));
    }

    [Fact]
    public async Task The_database_refuses_a_second_mail_about_the_same_change()
    {
        await ConfirmedAsync(_performance.Id, 2);
        await EditAsync(ValidInput with { Time = "21:00" }, force: true);
        var first = Assert.Single(await AnnouncementsAsync());

        await using var db = Host.Database.CreateDbContext();
        db.Add(OutboxMail.ForChange(
            await db.PerformanceChanges.SingleAsync(), await db.Reservations.SingleAsync(r => r.Id == first.ReservationId), TestTimes.Now));
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task Retired_room_can_be_kept_but_not_chosen()
    {
        foreach (var room in new[] { _performance.RoomId, _studio.Id })
        {
            await Host.Database.ReadAsync(
                db => db.Rooms.Where(r => r.Id == room).ExecuteUpdateAsync(set => set.SetProperty(r => r.RetiredAt, TestTimes.Now)));
        }

        Assert.Equal([new InvalidField(FormField.Room, FieldProblem.NotAChoice)], (await EditAsync(InTheStudio, "Burst pipe")).Failure?.Fields);
        Assert.True((await EditAsync(ValidInput with { MaxPartySize = "4" })).Succeeded);
    }

    [Fact]
    public async Task Cancelled_or_unknown_performance_and_invalid_input_are_refused()
    {
        var cancelled = new APerformance().Cancelled().Build();
        await Host.Database.AddAsync(cancelled);

        Assert.Equal(Obstacle.PerformanceCancelled, (await EditAsync(ValidInput, id: cancelled.Id)).Failure?.Obstacle);
        Assert.Equal(FailureKind.NotFound, (await EditAsync(ValidInput, id: 4711)).Failure?.Kind);
        Assert.Contains(
            new InvalidField(FormField.Time, FieldProblem.Missing), (await EditAsync(ValidInput with { Time = "" })).Failure?.Fields ?? []);
    }

    [Fact]
    public async Task Same_show_at_the_same_time_in_one_room_is_refused()
    {
        await StoredAsync(new APerformance().Of(_performance.Show).In(_performance.Room).At(TestTimes.StartsAt.AddHours(1)));

        Assert.Equal([new InvalidField(FormField.Time, FieldProblem.Taken)], (await EditAsync(ValidInput with { Time = "21:00" })).Failure?.Fields);
    }

    private PerformanceInput ValidInput => PerformanceInput.Of(_performance, UseCaseHost.Venue);

    private PerformanceInput InTheStudio => ValidInput with { Room = _studio.Id.ToString(CultureInfo.InvariantCulture) };

    private Task<Result<Performance>> EditAsync(
        PerformanceInput input, string? reason = null, bool force = false, int acknowledgedShortfall = 0, int? id = null, bool notify = true) =>
        Host.EditPerformance.EditAsync(
            id ?? _performance.Id, input, reason, force, acknowledgedShortfall, notify, Host.Actor, CancellationToken.None);

    private Task<List<OutboxMail>> AnnouncementsAsync() => Host.Database.ReadAsync(db => db.Outbox
        .Include(m => m.PerformanceChange).Where(m => m.Kind == MailKind.PerformanceChanged).OrderBy(m => m.Id).ToListAsync());
}
