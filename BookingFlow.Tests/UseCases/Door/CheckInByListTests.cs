using BookingFlow.Tests.Domain.Door;
using BookingFlow.Tests.UseCases.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class CheckInByListOnSqliteTests() : CheckInByListTests(DatabaseDialect.Sqlite);

public sealed class CheckInByListOnSqlServerTests() : CheckInByListTests(DatabaseDialect.SqlServer);

public abstract class CheckInByListTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddHours(14)));
    }

    [Fact]
    public async Task Listed_parties_are_checked_in_and_recorded_as_admitted_on_paper()
    {
        var whole = await StoredAsync(AParty(4).Confirmed());
        var part = await StoredAsync(AParty(3).Confirmed());

        var results = await RecordListAsync($"{whole.Reference}\r\n\r\n  {part.Reference} 2 \r\n");

        Assert.Equal([(4, 4), (2, 2)], results.Select(line => (line.Result.Value!.People, line.Result.Value.Inside)));
        Assert.Equal([(whole.Id, 4), (part.Id, 2)], (await CheckInsAsync()).Select(c => (c.ReservationId, c.People)));
        Assert.All(
            await Host.Database.ReadAsync(db => db.ScanEvents.ToListAsync()),
            scan => Assert.Equal((ScanOutcome.AdmittedOnPaper, TestTimes.StartsAt.AddHours(14)), (scan.Outcome, scan.At)));
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
    [InlineData("K7QF\u20112M\u00A03")]
    [InlineData("\uFEFFK7QF–2M 3\u200B")]
    public async Task Line_is_read_in_every_accepted_notation(string line)
    {
        await StoredAsync(AParty(3).WithReference("K7QF-2M").Confirmed());

        Assert.Equal(3, Assert.Single(await RecordListAsync(line)).Result.Value?.People);
    }

    [Theory]
    [InlineData("windows en off", "{0}", 3)]
    [InlineData("windows it off", "{0} 2", 2)]
    [InlineData("windows fr off", "{0}\t2", 2)]
    [InlineData("linux de caps", "{0}\r", 3)]
    public async Task Line_with_the_code_of_a_ticket_is_read_from_every_keyboard(string keyboard, string line, int people)
    {
        var code = await Host.AddTicketAsync(AParty(3).Confirmed().Build());
        var submission = Guid.NewGuid();
        var list = line.Replace(
            "{0}", ComputerKeyboard.Named(keyboard).Type(UseCaseFixture.Links.CheckIn(code)), StringComparison.Ordinal);

        foreach (var _ in new[] { 1, 2 })
        {
            Assert.Equal(people, Assert.Single(await RecordListAsync(list, submission)).Result.Value?.People);
        }

        Assert.Equal(people, Assert.Single(await CheckInsAsync()).People);
    }

    /// <summary>A reference read through another layout would be admitted without the party being shown.</summary>
    [Fact]
    public async Task Reference_that_only_another_keyboard_could_have_typed_is_refused()
    {
        await StoredAsync(AParty().WithReference("K7YF-2M").Confirmed());

        Assert.Equal(FailureKind.TicketInvalid, Assert.Single(await RecordListAsync("K7ZFß2M")).Result.Failure?.Kind);
    }

    [Fact]
    public async Task Each_line_gets_its_own_result_and_a_refused_line_does_not_stop_the_others()
    {
        var confirmed = await StoredAsync(AParty().Confirmed());
        var checkedIn = await StoredAsync(AParty().Confirmed());
        await CheckInAsync(checkedIn);
        var cancelled = await StoredAsync(AParty().Confirmed().Cancelled());
        var pending = await StoredAsync(AParty());

        var results = await RecordListAsync(
            $"{checkedIn.Reference}\n{cancelled.Reference} 9\n{pending.Reference}\nAAAA-AA\nnonsense 3\n{confirmed.Reference}");

        Assert.Equal(
            [
                FailureKind.AlreadyCheckedIn, FailureKind.ReservationCancelled, FailureKind.ReservationNotConfirmed, FailureKind.TicketInvalid,
                FailureKind.TicketInvalid, null,
            ],
            results.Select(line => line.Result.Failure?.Kind));
        Assert.Equal(new CheckInFacts(Now, Host.Steward.Name, 2), results[0].Result.Failure!.CheckIn);
        Assert.Equal("nonsense 3", results[4].Line);
        Assert.Equal([checkedIn.Id, confirmed.Id], (await CheckInsAsync()).Select(c => c.ReservationId));
    }

    [Fact]
    public async Task Count_outside_the_party_size_is_refused()
    {
        var party = await StoredAsync(AParty(2).Confirmed());

        var results = await RecordListAsync($"{party.Reference} 3\n{party.Reference} 0");

        Assert.Equal(
            [new InvalidField(FormField.People, FieldProblem.TooMany, 2), new InvalidField(FormField.People, FieldProblem.NotPositive)],
            results.Select(line => Assert.Single(line.Result.Failure!.Fields)));
        Assert.Empty(await CheckInsAsync());
    }

    [Fact]
    public async Task Wrong_performance_takes_precedence_over_an_invalid_count()
    {
        var party = await StoredAsync(AParty(2).Confirmed());

        var results = await RecordListAsync($"{party.Reference} 3", assignedPerformanceId: party.PerformanceId + 1);

        Assert.Equal(
            (FailureKind.WrongPerformance, party.PerformanceId),
            (results[0].Result.Failure!.Kind, results[0].Result.Failure!.Performance?.PerformanceId));
    }

    [Fact]
    public async Task List_before_the_doors_opened_is_refused()
    {
        var party = await StoredAsync(AParty().Confirmed());
        await using var early = await UseCaseHost.CreateAsync(Dialect);
        var other = new AReservation().Confirmed().Build();
        await early.Database.AddAsync(other);

        var results = await early.CheckInByList.RecordListAsync(other.Reference, early.Steward, Guid.NewGuid(), CancellationToken.None);

        Assert.Equal(FailureKind.OutsideCheckInWindow, results.Value![0].Result.Failure?.Kind);
        Assert.True((await RecordListAsync(party.Reference))[0].Result.Succeeded);
    }

    [Fact]
    public async Task Same_submission_sent_twice_checks_in_once_and_returns_the_same_results()
    {
        var party = await StoredAsync(AParty(3).Confirmed());
        var submission = Guid.NewGuid();
        var list = $"{party.Reference} 2\nAAAA-AA";

        var first = await RecordListAsync(list, submission);
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await RecordListAsync(list, submission);

        Assert.Equal(
            first.Select(line => (line.Line, line.Result.Value, line.Result.Failure)),
            second.Select(line => (line.Line, line.Result.Value, line.Result.Failure)));
        Assert.Equal(2, Assert.Single(await CheckInsAsync()).People);
        Assert.Equal(2, await Host.Database.ReadAsync(db => db.ScanEvents.CountAsync()));
    }

    [Fact]
    public async Task Duplicate_reference_is_admitted_once_and_then_already_checked_in()
    {
        var party = await StoredAsync(AParty().Confirmed());
        var submission = Guid.NewGuid();
        var list = $"{party.Reference}\n{party.Reference} 2";

        for (var sent = 1; sent <= 2; sent++)
        {
            Assert.Equal([null, FailureKind.AlreadyCheckedIn], (await RecordListAsync(list, submission)).Select(line => line.Result.Failure?.Kind));
        }

        Assert.Single(await CheckInsAsync());
    }

    [Fact]
    public async Task Empty_list_and_list_over_the_line_limit_are_refused()
    {
        var party = await StoredAsync(AParty().Confirmed());
        foreach (var (list, problem) in new[]
        {
            (null, FieldProblem.Missing), (" \r\n\r\n ", FieldProblem.Missing),
            (string.Join('\n', Enumerable.Repeat(party.Reference, CheckInByList.MaxLines + 1)), FieldProblem.TooLarge),
        })
        {
            var results = await Host.CheckInByList.RecordListAsync(list, Host.Steward, Guid.NewGuid(), CancellationToken.None);
            Assert.Equal((FormField.References, problem), results.Failure!.Fields.Select(field => (field.Field, field.Problem)).Single());
        }

        Assert.Empty(await CheckInsAsync());
    }

    private async Task<IReadOnlyList<ListedArrival>> RecordListAsync(string list, Guid? submission = null, int? assignedPerformanceId = null)
    {
        var result = await Host.CheckInByList.RecordListAsync(
            list, Host.Steward with { AssignedPerformanceId = assignedPerformanceId }, submission ?? Guid.NewGuid(), CancellationToken.None);
        Assert.True(result.Succeeded);
        return result.Value;
    }

    private Task<List<CheckIn>> CheckInsAsync() => Host.Database.ReadAsync(db => db.CheckIns.OrderBy(c => c.Id).ToListAsync());
}
