namespace BookingFlow.Tests.Races;

public sealed class CommitOrderTests
{
    [Fact]
    public void A_rush_in_which_everybody_was_told_the_truth_is_fine() =>
        Assert.Empty(CommitOrder.WhatWentWrong(10, [new(1, 4), new(2, 5)], [new(2, 1), new(7, 6)]));

    [Fact]
    public void More_people_than_seats_is_seen() =>
        Assert.Contains(CommitOrder.WhatWentWrong(10, [new(1, 6), new(2, 5)], []), w => w.StartsWith("overbooked", StringComparison.Ordinal));

    [Fact]
    public void A_refusal_of_a_party_that_fitted_is_seen() =>
        Assert.Contains(CommitOrder.WhatWentWrong(10, [new(1, 6)], [new(3, 4)]), w => w.Contains("although it fitted", StringComparison.Ordinal));

    [Fact]
    public void A_number_of_seats_that_was_never_left_is_seen() =>
        Assert.Contains(CommitOrder.WhatWentWrong(10, [new(1, 9)], [new(4, 3)]), w => w.Contains("true at no moment", StringComparison.Ordinal));
}
