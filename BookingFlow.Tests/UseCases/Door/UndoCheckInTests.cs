using BookingFlow.Tests.UseCases.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class UndoCheckInOnSqliteTests() : UndoCheckInTests(DatabaseDialect.Sqlite);

public sealed class UndoCheckInOnSqlServerTests() : UndoCheckInTests(DatabaseDialect.SqlServer);

public abstract class UndoCheckInTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    private Token _code;
    private int _party;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var party = AParty(5).Confirmed().Build();
        _code = await Host.AddTicketAsync(party);
        _party = party.Id;
        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddMinutes(-10)));
    }

    [Fact]
    public async Task Undone_check_in_is_audited_and_the_ticket_admits_again()
    {
        await AdmitAsync(3);

        Assert.True((await UndoAsync("Wrong party")).Succeeded);

        Assert.Null(await InsideAsync());
        Assert.Equal(5, (await AdmitAsync()).Value?.People);
        Assert.Equal([(ScanOutcome.Admitted, 3, 3), (ScanOutcome.Undone, -3, 0), (ScanOutcome.Admitted, 5, 5)], await HistoryAsync());
        var entry = await OnlyAuditEntryAsync();
        Assert.Equal(
            (AuditAction.CheckInUndone, AuditSubject.Reservation, _party, "Dora", "3 → 0: Wrong party"),
            (entry.Action, entry.Subject, entry.SubjectId, entry.StaffName, entry.Detail));
    }

    [Fact]
    public async Task Undoing_a_check_in_keeps_the_seats_confirmed()
    {
        await AdmitAsync();
        await UndoAsync("Wrong party");

        Assert.Equal(5, await ConfirmedSeatsAsync());
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(1, -2)]
    [InlineData(5, 2)]
    public async Task Count_can_be_corrected_up_or_down_to_the_party_size(int corrected, int difference)
    {
        await AdmitAsync(3);

        Assert.True((await CorrectAsync($"{corrected}", "Miscounted")).Succeeded);

        Assert.Equal(corrected, await InsideAsync());
        Assert.Equal((ScanOutcome.Corrected, difference, corrected), (await HistoryAsync())[^1]);
        Assert.Equal(AuditAction.CheckInCorrected, (await OnlyAuditEntryAsync()).Action);
    }

    [Theory]
    [InlineData("6", FieldProblem.TooMany)]
    [InlineData("0", FieldProblem.NotPositive)]
    [InlineData("many", FieldProblem.NotANumber)]
    [InlineData(" ", FieldProblem.Missing)]
    public async Task Correction_outside_the_party_size_or_not_a_number_is_refused(string corrected, FieldProblem problem)
    {
        await AdmitAsync(3);

        var wrong = Assert.Single((await RefusedAsync(CorrectAsync(corrected, "Miscounted"))).Fields);

        Assert.Equal((FormField.People, problem), (wrong.Field, wrong.Problem));
        Assert.Equal(3, await InsideAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public async Task Undo_and_correction_require_a_reason(string? reason)
    {
        await AdmitAsync();

        var undo = Assert.Single((await RefusedAsync(UndoAsync(reason))).Fields);
        Assert.Equal((FormField.Reason, FieldProblem.Missing), (undo.Field, undo.Problem));
        Assert.Equal(FormField.Reason, Assert.Single((await RefusedAsync(CorrectAsync("2", reason))).Fields).Field);
        Assert.Equal(5, await InsideAsync());
    }

    [Fact]
    public async Task Steward_can_undo_only_their_own_check_in_within_two_minutes_and_the_box_office_any_at_any_time()
    {
        await AdmitAsync();

        Assert.Equal(FailureKind.NotPermitted, (await RefusedAsync(UndoAsync("Mistake", Host.OtherSteward))).Kind);
        Host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(FailureKind.NotPermitted, (await RefusedAsync(UndoAsync("Mistake"))).Kind);
        Assert.Equal(FailureKind.NotPermitted, (await RefusedAsync(CorrectAsync("2", "Mistake"))).Kind);
        Assert.Equal(5, await InsideAsync());
        Assert.True((await UndoAsync("Mistake", Host.OtherSteward, maySell: true)).Succeeded);
    }

    [Fact]
    public async Task Steward_can_undo_one_second_before_the_window_ends()
    {
        await AdmitAsync();
        Host.Clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));

        Assert.True((await UndoAsync("Mistake")).Succeeded);
    }

    [Fact]
    public async Task Undo_without_a_check_in_is_refused_and_an_unknown_reservation_returns_NotFound()
    {
        Assert.Equal(Obstacle.NotCheckedIn, (await RefusedAsync(UndoAsync("Mistake"))).Obstacle);
        Assert.Equal(FailureKind.NotFound, (await RefusedAsync(
            Host.UndoCheckIn.UndoAsync(4711, "Mistake", Host.Steward, maySell: true, Guid.NewGuid(), CancellationToken.None))).Kind);
    }

    [Fact]
    public async Task Repeating_an_undo_leaves_a_later_check_in_untouched()
    {
        var submission = Guid.NewGuid();
        await AdmitAsync();
        await UndoAsync("Mistake", submission: submission);
        Assert.True((await UndoAsync("Mistake", submission: submission)).Succeeded);
        await AdmitAsync();

        Assert.True((await UndoAsync("Mistake", submission: submission)).Succeeded);

        Assert.Equal(5, await InsideAsync());
        await OnlyAuditEntryAsync();
    }

    [Fact]
    public async Task Repeating_an_undone_check_in_submission_returns_FormExpired()
    {
        var submission = Guid.NewGuid();
        await AdmitAsync(submission: submission);
        await UndoAsync("Mistake");

        Assert.Equal(FailureKind.FormExpired, (await AdmitAsync(submission: submission)).Failure?.Kind);
        Assert.Null(await InsideAsync());
    }

    [Fact]
    public async Task Parallel_undos_of_one_check_in_succeed_once()
    {
        await AdmitAsync();

        var undone = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => UndoAsync("Mistake", maySell: true))));

        Assert.Single(undone, u => u.Succeeded);
        Assert.All(undone.Where(u => !u.Succeeded), u => Assert.Equal(Obstacle.NotCheckedIn, u.Failure!.Obstacle));
        await OnlyAuditEntryAsync();
    }

    [Fact]
    public async Task Undo_in_parallel_with_a_partial_check_in_keeps_history_and_count_consistent()
    {
        await AdmitAsync(3);

        var rest = Task.Run(
            () => Host.CheckInParty.AdmitAsync(_code, Host.OtherSteward, new Admission(Guid.NewGuid(), IsRemainder: true), CancellationToken.None));
        var undone = Task.Run(() => UndoAsync("Mistake", maySell: true));
        await Task.WhenAll(rest, undone);

        Assert.True((await undone).Succeeded);
        var history = await HistoryAsync();
        Assert.Equal(await InsideAsync() ?? 0, history.Sum(e => e.People));
        Assert.Equal(await InsideAsync() ?? 0, history[^1].Inside);
    }

    private Task<Result<AdmittedParty>> AdmitAsync(int? people = null, Guid? submission = null) =>
        Host.CheckInParty.AdmitAsync(_code, Host.Steward, new Admission(submission ?? Guid.NewGuid(), people), CancellationToken.None);

    private Task<Result<Reservation>> UndoAsync(string? reason, Steward? steward = null, bool maySell = false, Guid? submission = null) =>
        Host.UndoCheckIn.UndoAsync(_party, reason, steward ?? Host.Steward, maySell, submission ?? Guid.NewGuid(), CancellationToken.None);

    private Task<Result<Reservation>> CorrectAsync(string? people, string? reason) =>
        Host.UndoCheckIn.CorrectAsync(_party, people, reason, Host.Steward, maySell: false, Guid.NewGuid(), CancellationToken.None);

    private Task<int?> InsideAsync() =>
        Host.Database.ReadAsync(db => db.CheckIns.Where(c => c.ReservationId == _party).Select(c => (int?)c.People).SingleOrDefaultAsync());

    private async Task<List<(ScanOutcome Outcome, int People, int Inside)>> HistoryAsync() =>
        [
            .. (
                await Host.Database.ReadAsync(
                    db => db.ScanEvents.Where(e => e.ReservationId == _party).OrderBy(e => e.Id).ToListAsync())).Select(e =>
                    (e.Outcome, e.People, e.Inside)),
        ];
}
