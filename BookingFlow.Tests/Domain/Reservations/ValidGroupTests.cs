namespace BookingFlow.Tests.Domain.Reservations;

public sealed class ValidGroupTests
{
    private static readonly Performance Friday = new APerformance().WithId(1).Build();
    private static readonly Performance Saturday = new APerformance().WithId(2).WithMaxPartySize(4).Build();

    [Fact]
    public void Only_rows_with_a_number_are_chosen() => Assert.Equal(
        new Dictionary<int, string> { [1] = "2", [4] = "x" },
        ValidGroup.Chosen(new Dictionary<int, string?> { [1] = " 2 ", [2] = "0", [3] = null, [4] = "x", [5] = " " }));

    [Fact]
    public void A_party_is_made_for_each_performance_in_their_order()
    {
        var group = Check([(2, "4"), (1, "3")]).Value!;

        Assert.Equal([(Friday, 3), (Saturday, 4)], group.Parties.Select(party => (party.Performance, party.Details.PartySize)));
    }

    [Fact]
    public void Nothing_chosen_is_missing() =>
        Assert.Equal([new InvalidField(FormField.Performances, FieldProblem.Missing)], Check([]).Failure?.Fields);

    [Theory]
    [InlineData(Limits.PerformancesAtOnce, false)]
    [InlineData(Limits.PerformancesAtOnce + 1, true)]
    public void Not_more_performances_than_can_be_locked_at_once_are_accepted(int count, bool isTooMany)
    {
        Performance[] performances = [.. Enumerable.Range(1, count).Select(id => new APerformance().WithId(id).Build())];

        var result = ValidGroup.Check(performances.ToDictionary(p => p.Id, _ => "1"), performances, UseCaseHost.Rules, Validate);

        Assert.Equal(
            isTooMany ? [new InvalidField(FormField.Performances, FieldProblem.TooLarge, Limits.PerformancesAtOnce)] : null, result.Failure?.Fields);
    }

    [Fact]
    public void All_problems_are_told_at_once_those_of_rows_one_by_one()
    {
        var failure = ValidGroup.Check(
            new Dictionary<int, string> { [1] = "11", [2] = "5", [3] = "1" }, [Friday, Saturday], UseCaseHost.Rules,
            (people, limit) => ValidReservation.Check(" ", "ada@example.org", null, null, people, limit)).Failure!;

        Assert.Equal(FailureKind.InvalidInput, failure.Kind);
        Assert.Equal([new InvalidField(FormField.Name, FieldProblem.Missing)], failure.Fields);
        Assert.Equal(
            [
                (FailureKind.PerformanceNotFound, null, null), (FailureKind.InvalidInput, Friday.Facts, 10),
                (FailureKind.InvalidInput, Saturday.Facts, (int?)4),
            ],
            failure.Each.Select(each => (each.Kind, each.Performance, each.Fields.SingleOrDefault()?.Limit)));
    }

    [Fact]
    public void A_performance_that_has_left_the_form_is_told_alone()
    {
        var failure = Check([(1, "1"), (9, "1")]).Failure!;

        Assert.Equal(FailureKind.PerformanceNotFound, failure.Kind);
        Assert.Equal(FailureKind.PerformanceNotFound, Assert.Single(failure.Each).Kind);
    }

    [Fact]
    public void What_cannot_be_reserved_now_is_told_one_by_one()
    {
        Assert.Null(Check([(1, "2"), (2, "2")]).Value!.CheckOpen(TestTimes.Now));
        var (full, closed, open) = (
            new APerformance().WithId(5).WithCapacity(1).Build(), new APerformance().WithId(6).WithCapacity(1).BookingDisabled().Build(),
            new APerformance().WithId(7).Build());
        var group = ValidGroup.Check(
            new Dictionary<int, string> { [5] = "2", [6] = "2", [7] = "2" }, [full, closed, open], UseCaseHost.Rules, Validate).Value!;

        var refusal = group.CheckOpen(TestTimes.Now)!;

        Assert.Equal(
            [(FailureKind.NotEnoughSeats, full.Facts, 1), (FailureKind.BookingClosed, closed.Facts, (int?)null)],
            refusal.Each.Select(each => (each.Kind, each.Performance!, each.SeatsLeft)));
        Assert.Equal(FailureKind.BookingClosed, refusal.Kind);
    }

    [Fact]
    public void The_id_of_a_group_depends_on_the_form_and_on_all_its_rows()
    {
        var (form, two, other, more) = (Guid.NewGuid(), Check([(1, "2"), (2, "2")]), Check([(1, "2"), (2, "3")]), Check([(1, "2")]));

        Assert.Equal(two.Value!.IdOf(form), Check([(2, "2"), (1, "2")]).Value!.IdOf(form));
        Assert.Distinct([two.Value.IdOf(form), two.Value.IdOf(Guid.NewGuid()), other.Value!.IdOf(form), more.Value!.IdOf(form)]);
    }

    private static Result<ValidGroup> Check((int Id, string People)[] chosen) => ValidGroup.Check(
        chosen.ToDictionary(row => row.Id, row => row.People), [.. new[] { Friday, Saturday }.Where(p => chosen.Any(row => row.Id == p.Id))],
        UseCaseHost.Rules, Validate);

    private static Result<ValidReservation> Validate(string people, int limit) =>
        ValidReservation.Check("Ada", "ada@example.org", null, null, people, limit);
}
