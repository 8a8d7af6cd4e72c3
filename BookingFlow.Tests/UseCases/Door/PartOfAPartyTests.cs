using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class PartOfAPartyOnSqliteTests() : PartOfAPartyTests(DatabaseDialect.Sqlite);

public sealed class PartOfAPartyOnSqlServerTests() : PartOfAPartyTests(DatabaseDialect.SqlServer);

/// <summary>"Three of five are here": one record that grows, and never above the party.</summary>
public abstract class PartOfAPartyTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private Reservation _five = null!;
    private Token _code;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp.AddMinutes(-10)));
        _five = new AReservation().For(new APerformance().Build()).OfParty(5).Confirmed().Build();
        _code = await House.TicketAsync(_five);
    }

    [Fact]
    public async Task Three_of_five_come_in_and_two_are_still_to_come()
    {
        var admitted = (await AdmitAsync(3)).Value!;

        Assert.Equal((3, 3, 5, 2, _five.Id), (admitted.People, admitted.Inside, admitted.PartySize, admitted.StillToCome, admitted.ReservationId));
        var told = (await AdmitAsync()).Failure!;
        Assert.Equal((FailureKind.AlreadyCheckedIn, 3, 2), (told.Kind, told.CheckIn?.People, told.CheckIn?.StillToCome));
        Assert.Equal(3, await InsideAsync());
    }

    [Fact]
    public async Task The_rest_follow_in_parts_on_the_same_record_and_each_arrival_stands_in_the_history()
    {
        await AdmitAsync(2);
        House.Clock.Advance(TimeSpan.FromMinutes(4));
        var some = (await AdmitAsync(1, isRest: true, by: House.OtherSteward)).Value!;
        House.Clock.Advance(TimeSpan.FromMinutes(4));
        var rest = (await AdmitAsync(people: null, isRest: true)).Value!;

        Assert.Equal((1, 3, 2, 5), (some.People, some.Inside, rest.People, rest.Inside));
        Assert.Equal(5, await InsideAsync());
        Assert.Equal(
            [(ScanOutcome.Admitted, 2, 2, "Dora"), (ScanOutcome.MoreAdmitted, 1, 3, "Otto"), (ScanOutcome.MoreAdmitted, 2, 5, "Dora")],
            (await HistoryAsync()).Select(e => (e.Outcome, e.People, e.Inside, e.StaffName)));
        Assert.Equal((FailureKind.AlreadyCheckedIn, 0), await WhyAsync(AdmitAsync(isRest: true)));
    }

    [Theory]
    [InlineData(6, 5)]
    [InlineData(int.MaxValue, 5)]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    public async Task A_number_that_the_party_does_not_have_lets_nobody_in(int people, int? limit)
    {
        var told = (await AdmitAsync(people)).Failure!;

        Assert.Equal((FailureKind.InvalidInput, FormField.People, limit), (told.Kind, Assert.Single(told.Fields).Field, told.Fields[0].Limit));
        Assert.Equal(0, await InsideAsync());
        Assert.Empty(await HistoryAsync());
    }

    [Fact]
    public async Task More_than_the_rest_is_told_with_how_many_are_left()
    {
        await AdmitAsync(3);

        Assert.Equal(2, Assert.Single((await AdmitAsync(3, isRest: true)).Failure!.Fields).Limit);
        Assert.Equal(3, await InsideAsync());
    }

    [Fact]
    public async Task The_same_press_for_the_rest_sent_twice_is_answered_as_the_first_time_and_counts_once()
    {
        await AdmitAsync(2);
        var request = Guid.NewGuid();
        var first = await AdmitAsync(1, isRest: true, request: request);
        await AdmitAsync(1, isRest: true);

        Assert.Equal(first.Value, (await AdmitAsync(1, isRest: true, request: request)).Value);
        Assert.Equal(4, await InsideAsync());
    }

    [Fact]
    public async Task Double_enter_arrives_twice_at_the_same_moment_and_lets_in_once()
    {
        var request = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AdmitAsync(3, request: request))));

        Assert.All(answers, answer => Assert.Equal(answers[0].Value, answer.Value));
        Assert.Equal(3, await InsideAsync());
        Assert.Single(await HistoryAsync());
    }

    [Fact]
    public async Task A_submission_that_was_undone_since_lets_nobody_in_again()
    {
        var request = Guid.NewGuid();
        await AdmitAsync(3, request: request);
        Assert.True(
            (
                await House.UndoCheckIn.UndoAsync(
                    _five.Id, "Wrong party", House.Steward, maySell: true, Guid.NewGuid(), CancellationToken.None)).Succeeded);

        Assert.Equal(FailureKind.FormExpired, (await AdmitAsync(3, request: request)).Failure?.Kind);
        Assert.Equal(0, await InsideAsync());
        Assert.True((await AdmitAsync(3)).Succeeded);
    }

    [Fact]
    public async Task Two_parts_of_the_rest_at_the_same_instant_are_never_more_than_the_party()
    {
        await AdmitAsync(2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Task.Run(() => AdmitAsync(2, isRest: true, by: i % 2 == 0 ? House.Steward : House.OtherSteward))));

        Assert.Equal(2, Assert.Single(answers, answer => answer.Succeeded).Value!.People);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(FailureKind.InvalidInput, answer.Failure!.Kind));
        Assert.Equal(4, await InsideAsync());
    }

    [Fact]
    public async Task Two_stewards_who_let_in_all_of_the_rest_at_the_same_instant_let_it_in_once()
    {
        await AdmitAsync(2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Task.Run(() => AdmitAsync(isRest: true, by: i % 2 == 0 ? House.Steward : House.OtherSteward))));

        Assert.Equal((3, 5), (Assert.Single(answers, answer => answer.Succeeded).Value!.People, await InsideAsync()));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(FailureKind.AlreadyCheckedIn, answer.Failure!.Kind));
    }

    [Fact]
    public async Task Every_refusal_stands_in_the_history_without_a_word_of_the_visitor_and_a_retry_of_it_once()
    {
        await AdmitAsync();
        var request = Guid.NewGuid();
        var atTheDoor = House.Steward with { DoorOf = _five.PerformanceId, Door = "Main entrance" };
        await AdmitAsync(request: request, by: atTheDoor);
        await AdmitAsync(request: request, by: atTheDoor);

        var refused = Assert.Single(await HistoryAsync(), e => e.Outcome == ScanOutcome.AlreadyCheckedIn);
        Assert.Equal(
            (_five.Id, _five.PerformanceId, _five.PerformanceId, "Main entrance", 0, 5, "Dora"),
            (refused.ReservationId, refused.PerformanceId, refused.DoorOf, refused.Door, refused.People, refused.Inside, refused.StaffName));
    }

    private Task<Result<AdmittedParty>> AdmitAsync(int? people = null, bool isRest = false, Guid? request = null, Steward? by = null) =>
        House.CheckInParty.AdmitAsync(_code, by ?? House.Steward, new Admission(request ?? Guid.NewGuid(), people, isRest), CancellationToken.None);

    private static async Task<(FailureKind?, int?)> WhyAsync(Task<Result<AdmittedParty>> admission)
    {
        var told = (await admission).Failure;
        return (told?.Kind, told?.CheckIn?.StillToCome);
    }

    /// <summary>How many the one record says; 0 where there is none.</summary>
    private async Task<int> InsideAsync() => (await House.Database.ReadAsync(db => db.CheckIns.SingleOrDefaultAsync()))?.People ?? 0;

    private Task<List<ScanEvent>> HistoryAsync() => House.Database.ReadAsync(db => db.ScanEvents.OrderBy(e => e.Id).ToListAsync());
}
