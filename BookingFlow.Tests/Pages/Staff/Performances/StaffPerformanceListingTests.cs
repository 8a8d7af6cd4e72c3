using BookingFlow.Web.Pages.Staff.Performances;

namespace BookingFlow.Tests.Pages.Staff.Performances;

public sealed class StaffPerformanceListingTests
{
    public static TheoryData<PerformanceState, APerformance> Performances => new()
    {
        { PerformanceState.Open, new APerformance() },
        { PerformanceState.SoldOut, new APerformance().WithCapacity(4).WithConfirmedSeats(4) },
        { PerformanceState.CalledOff, new APerformance().CalledOff().Private() },
        { PerformanceState.Over, new APerformance().At(AMoment.Now).Private() },
        { PerformanceState.BookingOver, new APerformance().BookingCloses(AMoment.Now) },
        { PerformanceState.BookingOff, new APerformance().BookingDisabled() },
        { PerformanceState.NotYetOpen, new APerformance().BookingOpens(AMoment.Now.AddHours(1)) },
        { PerformanceState.Private, new APerformance().Private().BookingDisabled() },
        { PerformanceState.NotPublished, new APerformance().Of(new AShow().Unpublished().Build()) },
    };

    [Theory]
    [MemberData(nameof(Performances))]
    public void The_house_says_of_a_performance_what_matters_most(PerformanceState state, APerformance built) =>
        Assert.Equal(state, StaffPerformanceListing.Of.Compile()(built.Build()).StateAt(AMoment.Now));

    [Fact]
    public void Every_state_is_met() => Assert.Equal(Enum.GetValues<PerformanceState>(), Performances.Select(row => row.Data.Item1).Order());
}
