using BookingFlow.Web.Pages.Staff.Performances;

namespace BookingFlow.Tests.Pages.Staff.Performances;

public sealed class StaffPerformanceListingTests
{
    public static TheoryData<PerformanceState, APerformance> Performances => new()
    {
        { PerformanceState.Open, new APerformance() },
        { PerformanceState.SoldOut, new APerformance().WithCapacity(4).WithConfirmedSeats(4) },
        { PerformanceState.Cancelled, new APerformance().Cancelled().Private() },
        { PerformanceState.Over, new APerformance().At(TestTimes.Now).Private() },
        { PerformanceState.BookingOver, new APerformance().BookingCloses(TestTimes.Now) },
        { PerformanceState.BookingOff, new APerformance().BookingDisabled() },
        { PerformanceState.NotYetOpen, new APerformance().BookingOpens(TestTimes.Now.AddHours(1)) },
        { PerformanceState.Private, new APerformance().Private().BookingDisabled() },
        { PerformanceState.ByLink, new APerformance().ByLink().BookingDisabled() },
        { PerformanceState.ByLink, new APerformance().Of(new AShow().ByLink().Build()) },
        { PerformanceState.NotPublished, new APerformance().ByLink().Of(new AShow().Unpublished().Build()) },
        { PerformanceState.Private, new APerformance().Private().Of(new AShow().ByLink().Build()) },
        { PerformanceState.NotPublished, new APerformance().Of(new AShow().Unpublished().Build()) },
    };

    [Theory]
    [MemberData(nameof(Performances))]
    public void StateAt_returns_the_state_with_the_highest_precedence(PerformanceState state, APerformance built) =>
        Assert.Equal(state, StaffPerformanceListing.Projection.Compile()(built.Build()).StateAt(TestTimes.Now));

    [Fact]
    public void Every_state_is_covered() => Assert.Equal(
        Enum.GetValues<PerformanceState>(), Performances.Select(row => row.Data.Item1).Distinct().Order());
}
