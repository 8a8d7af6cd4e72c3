namespace BookingFlow.Web.Pages.Staff;

/// <summary>A performance to come, and how full it is.</summary>
public sealed record SeasonListing
{
    public required int Id { get; init; }

    public required string ShowTitle { get; init; }

    public required string RoomName { get; init; }

    public required DateTime StartsAt { get; init; }

    public required bool IsPublic { get; init; }

    public required DateTime? CancelledAt { get; init; }

    public required Capacity Capacity { get; init; }

    /// <summary>People of reservations that can still be confirmed; they hold no seats.</summary>
    public required int Pending { get; init; }
}
