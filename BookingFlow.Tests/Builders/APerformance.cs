namespace BookingFlow.Tests.Builders;

/// <summary>
/// A public performance at <see cref="AMoment.CurtainUp"/>, open for booking, in a room of forty seats of which none is taken.
/// </summary>
public sealed class APerformance
{
    private readonly List<Action<Performance>> _wishes = [];
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

    /// <summary>In a room of its own with so many seats.</summary>
    public APerformance WithCapacity(int seats)
    {
        _capacity = seats;
        return this;
    }

    /// <summary>As if so many seats had been confirmed and counted before; there are no reservations behind them.</summary>
    public APerformance WithConfirmedSeats(int seats)
    {
        _confirmedSeats = seats;
        return this;
    }

    public APerformance WithId(int id) => With(p => p.Id = id);

    public APerformance At(DateTime startsAt) => With(p => p.StartsAt = startsAt);

    public APerformance WithAdditionalSeats(int seats) => With(p => p.AdditionalSeats = seats);

    public APerformance WithManuallyOccupiedSeats(int seats) => With(p => p.ManuallyOccupiedSeats = seats);

    public APerformance Private() => With(p => p.IsPublic = false);

    public APerformance BookingDisabled() => With(p => p.BookingEnabled = false);

    public APerformance BookingOpens(DateTime? at) => With(p => p.BookingOpensAt = at);

    public APerformance BookingCloses(DateTime? at) => With(p => p.BookingClosesAt = at);

    public APerformance CalledOff(DateTime? at = null) => With(p => p.CancelledAt = at ?? AMoment.Now.AddDays(-1));

    public APerformance WithPartiesUpTo(int? people) => With(p => p.MaxPartySize = people);

    public APerformance DoorsOpenMinutesBefore(int? minutes) => With(p => p.CheckInOpensMinutesBefore = minutes);

    public APerformance DoorsCloseMinutesAfter(int? minutes) => With(p => p.CheckInClosesMinutesAfter = minutes);

    public APerformance With(Action<Performance> wish)
    {
        _wishes.Add(wish);
        return this;
    }

    public Performance Build()
    {
        var room = _room ?? new ARoom().Build();
        room.Capacity = _capacity ?? room.Capacity;
        var performance = new Performance { Show = _show ?? new AShow().Build(), Room = room, StartsAt = AMoment.CurtainUp };
        _wishes.ForEach(wish => wish(performance));
        if (_confirmedSeats > 0)
        {
            performance.SetConfirmedSeats(_confirmedSeats);
        }

        return performance;
    }
}
