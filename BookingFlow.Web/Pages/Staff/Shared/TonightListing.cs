namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A performance of tonight with its counts, for staff.</summary>
public sealed record TonightListing
{
    public required int Id { get; init; }

    public required string ShowTitle { get; init; }

    public required string RoomName { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime? CancelledAt { get; init; }

    public required int? CheckInOpensMinutesBefore { get; init; }

    public required int? CheckInClosesMinutesAfter { get; init; }

    public required Capacity Capacity { get; init; }

    /// <summary>People in pending reservations that have not expired. They hold no seats.</summary>
    public required int Pending { get; init; }

    /// <summary>People who are checked in.</summary>
    public required int Arrived { get; init; }

    /// <summary>Confirmed people who are not checked in, 0 or more.</summary>
    public int StillToCome => Math.Max(0, Capacity.Confirmed - Arrived);

    public DateTime? DoorsOpenAt(BookingRules rules) => rules.DoorsOpenAt(StartsAt, CheckInOpensMinutesBefore);

    public DateTime? DoorsCloseAt(BookingRules rules) => rules.DoorsCloseAt(StartsAt, CheckInClosesMinutesAfter);

    public DoorState DoorStateAt(DateTime now, BookingRules rules) =>
        now < DoorsOpenAt(rules) ? DoorState.NotYet : now >= DoorsCloseAt(rules) ? DoorState.Closed : DoorState.Open;
}
