namespace BookingFlow.Tests.Domain.Programme;

public sealed class SeatOrderTests
{
    [Theory]
    [InlineData(9, new int[0])]
    [InlineData(8, new[] { 4 })]
    [InlineData(5, new[] { 4 })]
    [InlineData(4, new[] { 2, 4 })]
    [InlineData(0, new[] { 3, 2, 4 })]
    [InlineData(-3, new[] { 3, 2, 4 })]
    public void Seats_go_to_the_parties_in_order_of_confirmation(int seats, int[] without) =>
        Assert.Equal(without, SeatOrder.WithoutSeats([3, 2, 4], people => people, seats));

    [Theory]
    [InlineData(40, 39, 40, true)]
    [InlineData(40, 40, 40, false)]
    [InlineData(30, 35, 40, false)]
    [InlineData(30, 29, 40, true)]
    [InlineData(50, 45, 40, false)]
    public void Only_a_reduction_below_the_confirmed_seats_is_a_cut(int before, int after, int confirmed, bool isCut) =>
        Assert.Equal(isCut, new Capacity(after, 0, 0, confirmed).CutsBelowConfirmed(new Capacity(before, 0, 0, confirmed)));
}
