using BookingFlow.Tests.UseCases.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class CheckInByListOnSqliteTests() : CheckInByListTests(DatabaseDialect.Sqlite);

public sealed class CheckInByListOnSqlServerTests() : CheckInByListTests(DatabaseDialect.SqlServer);

public abstract class CheckInByListTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp.AddHours(14)));
    }

    [Fact]
    public async Task The_morning_after_whoever_was_ticked_is_inside_and_the_history_says_that_it_was_on_paper()
    {
        var whole = await StoredAsync(AParty(4).Confirmed());
        var part = await StoredAsync(AParty(3).Confirmed());

        var told = await WriteDownAsync($"{whole.Reference}\r\n\r\n  {part.Reference} 2 \r\n");

        Assert.Equal([(4, 4), (2, 2)], told.Select(line => (line.Result.Value!.People, line.Result.Value.Inside)));
        Assert.Equal([(whole.Id, 4), (part.Id, 2)], (await CheckInsAsync()).Select(c => (c.ReservationId, c.People)));
        Assert.All(
            await House.Database.ReadAsync(db => db.ScanEvents.ToListAsync()),
            scan => Assert.Equal((ScanOutcome.AdmittedOnPaper, AMoment.CurtainUp.AddHours(14)), (scan.Outcome, scan.At)));
    }

    [Theory]
    [InlineData("K7QF-2M")]
    [InlineData("k7qf2m")]
    [InlineData("K7QF 2M")]
    [InlineData("K7QF-2M 3")]
    [InlineData("K7QF 2M 3")]
    [InlineData("K7QF-2M\t3")]
    [InlineData("K7QF-2M, 3")]
    [InlineData("k7qf2m;3")]
    [InlineData("K7QF-2M: 3")]
    public async Task A_line_may_be_written_in_many_ways(string line)
    {
        await StoredAsync(AParty(3).WithReference("K7QF-2M").Confirmed());

        Assert.Equal(3, Assert.Single(await WriteDownAsync(line)).Result.Value?.People);
    }

    [Fact]
    public async Task Each_line_is_answered_for_itself_and_a_conflict_keeps_no_other_from_being_written_down()
    {
        var good = await StoredAsync(AParty().Confirmed());
        var inside = await StoredAsync(AParty().Confirmed());
        await CheckInAsync(inside);
        var cancelled = await StoredAsync(AParty().Confirmed().Cancelled());
        var pending = await StoredAsync(AParty());

        var told = await WriteDownAsync($"{inside.Reference}\n{cancelled.Reference} 9\n{pending.Reference}\nAAAA-AA\nnonsense 3\n{good.Reference}");

        Assert.Equal(
            [
                FailureKind.AlreadyCheckedIn, FailureKind.ReservationCancelled, FailureKind.ReservationNotConfirmed, FailureKind.TicketInvalid,
                FailureKind.TicketInvalid, null,
            ],
            told.Select(line => line.Result.Failure?.Kind));
        Assert.Equal(new CheckInFacts(Now, House.Steward.Name, 2), told[0].Result.Failure!.CheckIn);
        Assert.Equal("nonsense 3", told[4].Line);
        Assert.Equal([inside.Id, good.Id], (await CheckInsAsync()).Select(c => c.ReservationId));
    }

    [Fact]
    public async Task More_people_than_the_party_has_are_told_and_nobody_is_written_down()
    {
        var party = await StoredAsync(AParty(2).Confirmed());

        var told = await WriteDownAsync($"{party.Reference} 3\n{party.Reference} 0");

        Assert.Equal(
            [new InvalidField(FormField.People, FieldProblem.TooMany, 2), new InvalidField(FormField.People, FieldProblem.NotPositive)],
            told.Select(line => Assert.Single(line.Result.Failure!.Fields)));
        Assert.Empty(await CheckInsAsync());
    }

    [Fact]
    public async Task A_ticket_for_another_performance_is_told_even_with_too_many_people()
    {
        var party = await StoredAsync(AParty(2).Confirmed());

        var told = await WriteDownAsync($"{party.Reference} 3", doorOf: party.PerformanceId + 1);

        Assert.Equal(
            (FailureKind.WrongPerformance, party.PerformanceId), (told[0].Result.Failure!.Kind, told[0].Result.Failure!.Performance?.PerformanceId));
    }

    [Fact]
    public async Task Before_the_doors_opened_nobody_can_have_come()
    {
        var party = await StoredAsync(AParty().Confirmed());
        await using var early = await UseCaseHost.CreateAsync(Dialect);
        var other = new AReservation().Confirmed().Build();
        await early.Database.AddAsync(other);

        var told = await early.CheckInByList.WriteDownAsync(other.Reference, early.Steward, Guid.NewGuid(), CancellationToken.None);

        Assert.Equal(FailureKind.OutsideCheckInWindow, told.Value![0].Result.Failure?.Kind);
        Assert.True((await WriteDownAsync(party.Reference))[0].Result.Succeeded);
    }

    [Fact]
    public async Task The_same_form_sent_twice_checks_in_once_and_answers_the_same()
    {
        var party = await StoredAsync(AParty(3).Confirmed());
        var form = Guid.NewGuid();
        var list = $"{party.Reference} 2\nAAAA-AA";

        var first = await WriteDownAsync(list, form);
        House.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await WriteDownAsync(list, form);

        Assert.Equal(
            first.Select(line => (line.Line, line.Result.Value, line.Result.Failure)),
            second.Select(line => (line.Line, line.Result.Value, line.Result.Failure)));
        Assert.Equal(2, Assert.Single(await CheckInsAsync()).People);
        Assert.Equal(2, await House.Database.ReadAsync(db => db.ScanEvents.CountAsync()));
    }

    [Fact]
    public async Task A_reference_that_stands_there_twice_is_let_in_once_and_told_the_second_time()
    {
        var party = await StoredAsync(AParty().Confirmed());
        var form = Guid.NewGuid();
        var list = $"{party.Reference}\n{party.Reference} 2";

        for (var sent = 1; sent <= 2; sent++)
        {
            Assert.Equal([null, FailureKind.AlreadyCheckedIn], (await WriteDownAsync(list, form)).Select(line => line.Result.Failure?.Kind));
        }

        Assert.Single(await CheckInsAsync());
    }

    [Fact]
    public async Task An_empty_list_and_one_that_is_too_long_are_refused_whole()
    {
        var party = await StoredAsync(AParty().Confirmed());
        foreach (var (list, problem) in new[]
        {
            (null, FieldProblem.Missing), (" \r\n\r\n ", FieldProblem.Missing),
            (string.Join('\n', Enumerable.Repeat(party.Reference, CheckInByList.MostLines + 1)), FieldProblem.TooLarge),
        })
        {
            var told = await House.CheckInByList.WriteDownAsync(list, House.Steward, Guid.NewGuid(), CancellationToken.None);
            Assert.Equal((FormField.References, problem), told.Failure!.Fields.Select(wrong => (wrong.Field, wrong.Problem)).Single());
        }

        Assert.Empty(await CheckInsAsync());
    }

    private async Task<IReadOnlyList<ListedArrival>> WriteDownAsync(string list, Guid? form = null, int? doorOf = null)
    {
        var result = await House.CheckInByList.WriteDownAsync(
            list, House.Steward with { DoorOf = doorOf }, form ?? Guid.NewGuid(), CancellationToken.None);
        Assert.True(result.Succeeded);
        return result.Value;
    }

    private Task<List<CheckIn>> CheckInsAsync() => House.Database.ReadAsync(db => db.CheckIns.OrderBy(c => c.Id).ToListAsync());
}
