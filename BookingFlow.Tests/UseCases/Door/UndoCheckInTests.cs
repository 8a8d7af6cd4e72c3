using BookingFlow.Tests.UseCases.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class UndoCheckInOnSqliteTests() : UndoCheckInTests(DatabaseDialect.Sqlite);

public sealed class UndoCheckInOnSqlServerTests() : UndoCheckInTests(DatabaseDialect.SqlServer);

public abstract class UndoCheckInTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    private Token _code;
    private int _party;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var party = AParty(5).Confirmed().Build();
        _code = await House.TicketAsync(party);
        _party = party.Id;
        House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp.AddMinutes(-10)));
    }

    [Fact]
    public async Task What_was_a_mistake_is_taken_back_and_the_same_ticket_admits_again()
    {
        await AdmitAsync(3);

        Assert.True((await UndoAsync("Wrong party")).Succeeded);

        Assert.Null(await InsideAsync());
        Assert.Equal(5, (await AdmitAsync()).Value?.People);
        Assert.Equal([(ScanOutcome.Admitted, 3, 3), (ScanOutcome.Undone, -3, 0), (ScanOutcome.Admitted, 5, 5)], await HistoryAsync());
        var entry = await OnlyLogEntryAsync();
        Assert.Equal(
            (AuditAction.CheckInUndone, AuditSubject.Reservation, _party, "Dora", "3 → 0: Wrong party"),
            (entry.Act, entry.Thing, entry.ThingId, entry.StaffName, entry.Detail));
    }

    [Fact]
    public async Task The_seats_stay_taken_when_a_check_in_is_undone()
    {
        await AdmitAsync();
        await UndoAsync("Wrong party");

        Assert.Equal(5, await ConfirmedSeatsAsync());
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(1, -2)]
    [InlineData(5, 2)]
    public async Task A_miscount_is_corrected_up_or_down_to_the_party_size(int really, int more)
    {
        await AdmitAsync(3);

        Assert.True((await CorrectAsync($"{really}", "Miscounted")).Succeeded);

        Assert.Equal(really, await InsideAsync());
        Assert.Equal((ScanOutcome.Corrected, more, really), (await HistoryAsync())[^1]);
        Assert.Equal(AuditAction.CheckInCorrected, (await OnlyLogEntryAsync()).Act);
    }

    [Theory]
    [InlineData("6", FieldProblem.TooMany)]
    [InlineData("0", FieldProblem.NotPositive)]
    [InlineData("many", FieldProblem.NotANumber)]
    [InlineData(" ", FieldProblem.Missing)]
    public async Task More_than_the_party_has_cannot_be_inside_nor_anything_that_is_no_number(string really, FieldProblem told)
    {
        await AdmitAsync(3);

        var wrong = Assert.Single((await RefusedAsync(CorrectAsync(really, "Miscounted"))).Fields);

        Assert.Equal((FormField.People, told), (wrong.Field, wrong.Problem));
        Assert.Equal(3, await InsideAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public async Task Nothing_is_taken_back_without_a_reason(string? reason)
    {
        await AdmitAsync();

        var undo = Assert.Single((await RefusedAsync(UndoAsync(reason))).Fields);
        Assert.Equal((FormField.Reason, FieldProblem.Missing), (undo.Field, undo.Problem));
        Assert.Equal(FormField.Reason, Assert.Single((await RefusedAsync(CorrectAsync("2", reason))).Fields).Field);
        Assert.Equal(5, await InsideAsync());
    }

    [Fact]
    public async Task A_steward_may_take_back_their_own_for_two_minutes_and_the_box_office_anything_at_any_time()
    {
        await AdmitAsync();

        Assert.Equal(FailureKind.NotPermitted, (await RefusedAsync(UndoAsync("Mistake", House.OtherSteward))).Kind);
        House.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(FailureKind.NotPermitted, (await RefusedAsync(UndoAsync("Mistake"))).Kind);
        Assert.Equal(FailureKind.NotPermitted, (await RefusedAsync(CorrectAsync("2", "Mistake"))).Kind);
        Assert.Equal(5, await InsideAsync());
        Assert.True((await UndoAsync("Mistake", House.OtherSteward, maySell: true)).Succeeded);
    }

    [Fact]
    public async Task A_steward_has_nearly_two_minutes()
    {
        await AdmitAsync();
        House.Clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));

        Assert.True((await UndoAsync("Mistake")).Succeeded);
    }

    [Fact]
    public async Task Whoever_is_not_inside_cannot_be_taken_out_and_an_unknown_party_is_not_found()
    {
        Assert.Equal(Obstacle.NotCheckedIn, (await RefusedAsync(UndoAsync("Mistake"))).Obstacle);
        Assert.Equal(FailureKind.NotFound, (await RefusedAsync(
            House.UndoCheckIn.UndoAsync(4711, "Mistake", House.Steward, maySell: true, Guid.NewGuid(), CancellationToken.None))).Kind);
    }

    [Fact]
    public async Task The_same_form_sent_once_more_takes_nobody_out_who_came_in_since()
    {
        var form = Guid.NewGuid();
        await AdmitAsync();
        await UndoAsync("Mistake", form: form);
        Assert.True((await UndoAsync("Mistake", form: form)).Succeeded);
        await AdmitAsync();

        Assert.True((await UndoAsync("Mistake", form: form)).Succeeded);

        Assert.Equal(5, await InsideAsync());
        await OnlyLogEntryAsync();
    }

    [Fact]
    public async Task A_form_of_the_door_that_was_undone_lets_nobody_in_when_it_is_sent_again()
    {
        var form = Guid.NewGuid();
        await AdmitAsync(form: form);
        await UndoAsync("Mistake");

        Assert.Equal(FailureKind.FormExpired, (await AdmitAsync(form: form)).Failure?.Kind);
        Assert.Null(await InsideAsync());
    }

    [Fact]
    public async Task Of_many_who_undo_the_same_check_in_at_once_one_does()
    {
        await AdmitAsync();

        var undone = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => UndoAsync("Mistake", maySell: true))));

        Assert.Single(undone, u => u.Succeeded);
        Assert.All(undone.Where(u => !u.Succeeded), u => Assert.Equal(Obstacle.NotCheckedIn, u.Failure!.Obstacle));
        await OnlyLogEntryAsync();
    }

    [Fact]
    public async Task Undone_while_the_rest_comes_in_the_party_is_either_out_or_in_and_the_history_says_how()
    {
        await AdmitAsync(3);

        var rest = Task.Run(
            () => House.CheckInParty.AdmitAsync(_code, House.OtherSteward, new Admission(Guid.NewGuid(), IsRest: true), CancellationToken.None));
        var undone = Task.Run(() => UndoAsync("Mistake", maySell: true));
        await Task.WhenAll(rest, undone);

        Assert.True((await undone).Succeeded);
        var history = await HistoryAsync();
        Assert.Equal(await InsideAsync() ?? 0, history.Sum(e => e.People));
        Assert.Equal(await InsideAsync() ?? 0, history[^1].Inside);
    }

    private Task<Result<AdmittedParty>> AdmitAsync(int? people = null, Guid? form = null) =>
        House.CheckInParty.AdmitAsync(_code, House.Steward, new Admission(form ?? Guid.NewGuid(), people), CancellationToken.None);

    private Task<Result<Reservation>> UndoAsync(string? reason, Steward? by = null, bool maySell = false, Guid? form = null) =>
        House.UndoCheckIn.UndoAsync(_party, reason, by ?? House.Steward, maySell, form ?? Guid.NewGuid(), CancellationToken.None);

    private Task<Result<Reservation>> CorrectAsync(string? people, string? reason) =>
        House.UndoCheckIn.CorrectAsync(_party, people, reason, House.Steward, maySell: false, Guid.NewGuid(), CancellationToken.None);

    private Task<int?> InsideAsync() =>
        House.Database.ReadAsync(db => db.CheckIns.Where(c => c.ReservationId == _party).Select(c => (int?)c.People).SingleOrDefaultAsync());

    private async Task<List<(ScanOutcome Outcome, int People, int Inside)>> HistoryAsync() =>
        [
            .. (
                await House.Database.ReadAsync(
                    db => db.ScanEvents.Where(e => e.ReservationId == _party).OrderBy(e => e.Id).ToListAsync())).Select(e =>
                    (e.Outcome, e.People, e.Inside)),
        ];
}
