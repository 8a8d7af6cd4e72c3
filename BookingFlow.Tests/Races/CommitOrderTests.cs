namespace BookingFlow.Tests.Races;

public sealed class CommitOrderTests
{
    [Fact]
    public void A_consistent_rush_has_no_violation() =>
        Assert.Empty(CommitOrder.FindViolations(10, [new(1, 4), new(2, 5)], [new(2, 1), new(7, 6)]));

    [Fact]
    public void Overbooking_is_a_violation() =>
        Assert.Contains(CommitOrder.FindViolations(10, [new(1, 6), new(2, 5)], []), w => w.StartsWith("overbooked", StringComparison.Ordinal));

    [Fact]
    public void Refusing_a_party_that_fits_is_a_violation() =>
        Assert.Contains(CommitOrder.FindViolations(10, [new(1, 6)], [new(3, 4)]), w => w.Contains("although it fitted", StringComparison.Ordinal));

    [Fact]
    public void Reporting_a_number_of_seats_that_was_never_left_is_a_violation() =>
        Assert.Contains(CommitOrder.FindViolations(10, [new(1, 9)], [new(4, 3)]), w => w.Contains("true at no time", StringComparison.Ordinal));
}
