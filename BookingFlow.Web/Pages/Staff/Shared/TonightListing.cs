namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A performance of tonight as the house sees it.</summary>
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

    /// <summary>People of reservations that can still be confirmed; they hold no seats.</summary>
    public required int Pending { get; init; }

    /// <summary>People who were let in.</summary>
    public required int Arrived { get; init; }

    /// <summary>Confirmed people who are not inside yet.</summary>
    public int StillToCome => Math.Max(0, Capacity.Confirmed - Arrived);

    public DateTime? DoorsOpenAt(BookingRules house) => house.DoorsOpenAt(StartsAt, CheckInOpensMinutesBefore);

    public DateTime? DoorsCloseAt(BookingRules house) => house.DoorsCloseAt(StartsAt, CheckInClosesMinutesAfter);

    public DoorState DoorsAt(DateTime now, BookingRules house) =>
        now < DoorsOpenAt(house) ? DoorState.NotYet : now >= DoorsCloseAt(house) ? DoorState.Closed : DoorState.Open;
}
