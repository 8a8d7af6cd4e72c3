namespace BookingFlow.Tests.Domain.Programme;

public sealed class PerformanceChangeTests
{
    private static readonly Performance Tonight =
        new APerformance().WithId(7).Of(new AShow().Titled("Hamlet").Build()).In(new ARoom().Named("Cellar").Build()).Build();

    [Fact]
    public void It_keeps_show_room_and_start()
    {
        var change = PerformanceChange.From(Tonight, TestTimes.Now);

        Assert.Equal(
            (7, TestTimes.Now, "Hamlet", "Cellar", TestTimes.StartsAt),
            (change.PerformanceId, change.At, change.ShowTitle, change.RoomName, change.StartsAt));
    }

    [Fact]
    public void It_is_undone_when_all_three_are_as_before()
    {
        var change = PerformanceChange.From(Tonight, TestTimes.Now);

        Assert.True(change.IsUndoneBy(Tonight.Facts));
        Assert.False(change.IsUndoneBy(Tonight.Facts with { ShowTitle = "Macbeth" }));
        Assert.False(change.IsUndoneBy(Tonight.Facts with { RoomName = "Attic" }));
        Assert.False(change.IsUndoneBy(Tonight.Facts with { StartsAt = TestTimes.StartsAt.AddMinutes(1) }));
    }
}
