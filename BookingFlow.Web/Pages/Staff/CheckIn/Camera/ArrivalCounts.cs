using BookingFlow.Web.Pages.Staff.Shared;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>Counts of a performance: people checked in, still to come, confirmed, and seats left.</summary>
public sealed record ArrivalCounts(int Arrived, int StillToCome, int Confirmed, int Left)
{
    public static ArrivalCounts Of(TonightListing performance) =>
        new(performance.Arrived, performance.StillToCome, performance.Capacity.Confirmed, performance.Capacity.SeatsLeft);
}
