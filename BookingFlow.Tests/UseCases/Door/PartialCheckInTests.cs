using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class PartialCheckInOnSqliteTests() : PartialCheckInTests(DatabaseDialect.Sqlite);

public sealed class PartialCheckInOnSqlServerTests() : PartialCheckInTests(DatabaseDialect.SqlServer);

/// <summary>Parties that arrive in parts: one check-in record that grows, never beyond the party size.</summary>
public abstract class PartialCheckInTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private Reservation _reservation = null!;
    private Token _code;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddMinutes(-10)));
        _reservation = new AReservation().For(new APerformance().Build()).OfParty(5).Confirmed().Build();
        _code = await Host.AddTicketAsync(_reservation);
    }

    [Fact]
    public async Task Admitting_three_of_five_leaves_two_still_to_come()
    {
        var admitted = (await AdmitAsync(3)).Value!;

        Assert.Equal(
            (3, 3, 5, 2, _reservation.Id),
            (admitted.People, admitted.Inside, admitted.PartySize, admitted.StillToCome, admitted.ReservationId));
        var refusal = (await AdmitAsync()).Failure!;
        Assert.Equal((FailureKind.AlreadyCheckedIn, 3, 2), (refusal.Kind, refusal.CheckIn?.People, refusal.CheckIn?.StillToCome));
        Assert.Equal(3, await InsideAsync());
    }

    [Fact]
    public async Task Later_arrivals_extend_one_check_in_and_each_is_recorded_in_the_history()
    {
        await AdmitAsync(2);
        Host.Clock.Advance(TimeSpan.FromMinutes(4));
        var some = (await AdmitAsync(1, isRemainder: true, steward: Host.OtherSteward)).Value!;
        Host.Clock.Advance(TimeSpan.FromMinutes(4));
        var rest = (await AdmitAsync(people: null, isRemainder: true)).Value!;

        Assert.Equal((1, 3, 2, 5), (some.People, some.Inside, rest.People, rest.Inside));
        Assert.Equal(5, await InsideAsync());
        Assert.Equal(
            [(ScanOutcome.Admitted, 2, 2, "Dora"), (ScanOutcome.MoreAdmitted, 1, 3, "Otto"), (ScanOutcome.MoreAdmitted, 2, 5, "Dora")],
            (await HistoryAsync()).Select(e => (e.Outcome, e.People, e.Inside, e.StaffName)));
        Assert.Equal((FailureKind.AlreadyCheckedIn, 0), await RefusalAsync(AdmitAsync(isRemainder: true)));
    }

    [Theory]
    [InlineData(6, 5)]
    [InlineData(int.MaxValue, 5)]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    public async Task Count_outside_the_party_size_admits_no_one(int people, int? limit)
    {
        var refusal = (await AdmitAsync(people)).Failure!;

        Assert.Equal(
            (FailureKind.InvalidInput, FormField.People, limit),
            (refusal.Kind, Assert.Single(refusal.Fields).Field, refusal.Fields[0].Limit));
        Assert.Equal(0, await InsideAsync());
        Assert.Empty(await HistoryAsync());
    }

    [Fact]
    public async Task More_than_the_remainder_is_refused_with_the_number_left()
    {
        await AdmitAsync(3);

        Assert.Equal(2, Assert.Single((await AdmitAsync(3, isRemainder: true)).Failure!.Fields).Limit);
        Assert.Equal(3, await InsideAsync());
    }

    [Fact]
    public async Task Same_submission_for_the_remainder_returns_the_first_result_and_counts_once()
    {
        await AdmitAsync(2);
        var request = Guid.NewGuid();
        var first = await AdmitAsync(1, isRemainder: true, request: request);
        await AdmitAsync(1, isRemainder: true);

        Assert.Equal(first.Value, (await AdmitAsync(1, isRemainder: true, request: request)).Value);
        Assert.Equal(4, await InsideAsync());
    }

    [Fact]
    public async Task Parallel_repeats_of_one_submission_count_once()
    {
        var request = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AdmitAsync(3, request: request))));

        Assert.All(answers, answer => Assert.Equal(answers[0].Value, answer.Value));
        Assert.Equal(3, await InsideAsync());
        Assert.Single(await HistoryAsync());
    }

    [Fact]
    public async Task Repeating_a_submission_after_its_check_in_was_undone_returns_FormExpired()
    {
        var request = Guid.NewGuid();
        await AdmitAsync(3, request: request);
        Assert.True(
            (
                await Host.UndoCheckIn.UndoAsync(
                    _reservation.Id, "Wrong party", Host.Steward, maySell: true, Guid.NewGuid(), CancellationToken.None)).Succeeded);

        Assert.Equal(FailureKind.FormExpired, (await AdmitAsync(3, request: request)).Failure?.Kind);
        Assert.Equal(0, await InsideAsync());
        Assert.True((await AdmitAsync(3)).Succeeded);
    }

    [Fact]
    public async Task Parallel_partial_check_ins_never_exceed_the_party_size()
    {
        await AdmitAsync(2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Task.Run(() => AdmitAsync(2, isRemainder: true, steward: i % 2 == 0 ? Host.Steward : Host.OtherSteward))));

        Assert.Equal(2, Assert.Single(answers, answer => answer.Succeeded).Value!.People);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(FailureKind.InvalidInput, answer.Failure!.Kind));
        Assert.Equal(4, await InsideAsync());
    }

    [Fact]
    public async Task Parallel_check_ins_of_the_remainder_admit_it_once()
    {
        await AdmitAsync(2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Task.Run(() => AdmitAsync(isRemainder: true, steward: i % 2 == 0 ? Host.Steward : Host.OtherSteward))));

        Assert.Equal((3, 5), (Assert.Single(answers, answer => answer.Succeeded).Value!.People, await InsideAsync()));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(FailureKind.AlreadyCheckedIn, answer.Failure!.Kind));
    }

    [Fact]
    public async Task Refusal_is_recorded_once_per_submission_without_visitor_data()
    {
        await AdmitAsync();
        var request = Guid.NewGuid();
        var steward = Host.Steward with { AssignedPerformanceId = _reservation.PerformanceId, Door = "Main entrance" };
        await AdmitAsync(request: request, steward: steward);
        await AdmitAsync(request: request, steward: steward);

        var refused = Assert.Single(await HistoryAsync(), e => e.Outcome == ScanOutcome.AlreadyCheckedIn);
        Assert.Equal(
            (_reservation.Id, _reservation.PerformanceId, _reservation.PerformanceId, "Main entrance", 0, 5, "Dora"),
            (refused.ReservationId, refused.PerformanceId, refused.AssignedPerformanceId, refused.Door, refused.People, refused.Inside,
                refused.StaffName));
    }

    private Task<Result<AdmittedParty>> AdmitAsync(int? people = null, bool isRemainder = false, Guid? request = null, Steward? steward = null) =>
        Host.CheckInParty.AdmitAsync(
            _code, steward ?? Host.Steward, new Admission(request ?? Guid.NewGuid(), people, isRemainder), CancellationToken.None);

    private static async Task<(FailureKind?, int?)> RefusalAsync(Task<Result<AdmittedParty>> admission)
    {
        var refusal = (await admission).Failure;
        return (refusal?.Kind, refusal?.CheckIn?.StillToCome);
    }

    /// <summary>The number of people on the single check-in record, or 0 without one.</summary>
    private async Task<int> InsideAsync() => (await Host.Database.ReadAsync(db => db.CheckIns.SingleOrDefaultAsync()))?.People ?? 0;

    private Task<List<ScanEvent>> HistoryAsync() => Host.Database.ReadAsync(db => db.ScanEvents.OrderBy(e => e.Id).ToListAsync());
}
