namespace BookingFlow.Web.Pages.Staff;

/// <summary>An upcoming performance with its occupancy.</summary>
public sealed record SeasonListing
{
    public required int Id { get; init; }

    public required string ShowTitle { get; init; }

    public required string RoomName { get; init; }

    public required DateTime StartsAt { get; init; }

    public required bool IsPublic { get; init; }

    /// <summary>Whether it has a link for visitors who can not find it.</summary>
    public required bool HasLink { get; init; }

    public required DateTime? CancelledAt { get; init; }

    public required Capacity Capacity { get; init; }

    /// <summary>People in pending reservations that have not expired. They hold no seats.</summary>
    public required int Pending { get; init; }
}
