namespace BookingFlow.Tests.Builders;

/// <summary>
/// Builds a public performance at <see cref="TestTimes.StartsAt"/> that is open for booking in a room of forty seats, none of them taken.
/// </summary>
public sealed class APerformance
{
    private readonly List<Action<Performance>> _changes = [];
    private Show? _show;
    private Room? _room;
    private int? _capacity;
    private int _confirmedSeats;

    public APerformance Of(Show show)
    {
        _show = show;
        return this;
    }

    public APerformance In(Room room)
    {
        _room = room;
        return this;
    }

    /// <summary>Sets the capacity of the room.</summary>
    public APerformance WithCapacity(int seats)
    {
        _capacity = seats;
        return this;
    }

    /// <summary>Sets the stored count of confirmed seats without adding reservations.</summary>
    public APerformance WithConfirmedSeats(int seats)
    {
        _confirmedSeats = seats;
        return this;
    }

    public APerformance WithId(int id) => With(p => p.Id = id);

    public APerformance At(DateTime startsAt) => With(p => p.StartsAt = startsAt);

    public APerformance WithAdditionalSeats(int seats) => With(p => p.AdditionalSeats = seats);

    public APerformance WithManuallyOccupiedSeats(int seats) => With(p => p.ManuallyOccupiedSeats = seats);

    /// <summary>Sets wheelchair and companion places, held back until some hours before the start.</summary>
    public APerformance WithAccessPlaces(int wheelchair, int companion, int releaseHours = Performance.DefaultAccessReleaseHours) =>
        With(p => p.SetAccessPlaces(new AccessPlaces(wheelchair, companion), releaseHours, DateTime.MinValue));

    public APerformance Private() => With(p => p.IsPublic = false);

    /// <summary>Not listed; bookable by its link.</summary>
    public APerformance ByLink() => With(p => p.SetVisibility(Visibility.ByLink));

    public APerformance BookingDisabled() => With(p => p.BookingEnabled = false);

    public APerformance BookingOpens(DateTime? at) => With(p => p.BookingOpensAt = at);

    public APerformance BookingCloses(DateTime? at) => With(p => p.BookingClosesAt = at);

    public APerformance Cancelled(DateTime? at = null) => With(p => p.CancelledAt = at ?? TestTimes.Now.AddDays(-1));

    public APerformance WithMaxPartySize(int? people) => With(p => p.MaxPartySize = people);

    public APerformance DoorsOpenMinutesBefore(int? minutes) => With(p => p.CheckInOpensMinutesBefore = minutes);

    public APerformance DoorsCloseMinutesAfter(int? minutes) => With(p => p.CheckInClosesMinutesAfter = minutes);

    public APerformance RemindedHoursBefore(int? hours) => With(p => p.ReminderHours = hours);

    public APerformance With(Action<Performance> change)
    {
        _changes.Add(change);
        return this;
    }

    public Performance Build()
    {
        var room = _room ?? new ARoom().Build();
        room.Capacity = _capacity ?? room.Capacity;
        var performance = new Performance { Show = _show ?? new AShow().Build(), Room = room, StartsAt = TestTimes.StartsAt };
        _changes.ForEach(change => change(performance));
        if (_confirmedSeats > 0)
        {
            performance.SetConfirmedSeats(_confirmedSeats);
        }

        return performance;
    }
}
