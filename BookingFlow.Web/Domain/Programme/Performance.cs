namespace BookingFlow.Web.Domain.Programme;

/// <summary>
/// One show in one room at one time. It knows how many seats are left and whether a visitor may book;
/// everything that changes either does so under the performance's lock and bumps <see cref="Version"/>.
/// </summary>
public sealed class Performance
{
    public int Id { get; set; }

    public int ShowId { get; set; }

    public Show Show { get; set; } = null!;

    public int RoomId { get; set; }

    public Room Room { get; set; } = null!;

    /// <summary>Curtain up; UTC.</summary>
    public DateTime StartsAt { get; set; }

    /// <summary>Private performances are not listed and not bookable by visitors: for them they do not exist.</summary>
    public bool IsPublic { get; set; } = true;

    public bool BookingEnabled { get; set; } = true;

    /// <summary>From when visitors may book; UTC; null: at once.</summary>
    public DateTime? BookingOpensAt { get; set; }

    /// <summary>Until when visitors may book; UTC; null: until curtain up.</summary>
    public DateTime? BookingClosesAt { get; set; }

    /// <summary>When the house called the performance off; UTC; null: it takes place.</summary>
    public DateTime? CancelledAt { get; set; }

    /// <summary>The most people in one reservation here; null: the house's limit.</summary>
    public int? MaxPartySize { get; set; }

    /// <summary>Chairs put up on top of the room's capacity.</summary>
    public int AdditionalSeats { get; set; }

    /// <summary>Seats that nobody can reserve: sound desk, press, friends of the house.</summary>
    public int ManuallyOccupiedSeats { get; set; }

    /// <summary>Minutes before the start at which the doors open; null: the house's default.</summary>
    public int? CheckInOpensMinutesBefore { get; set; }

    /// <summary>Minutes after the start at which the doors close; null: the house's default.</summary>
    public int? CheckInClosesMinutesAfter { get; set; }

    /// <summary>
    /// Seats of confirmed reservations as last recounted under the lock. Lists read this and never sum.
    /// </summary>
    public int ConfirmedSeats { get; private set; }

    /// <summary>
    /// The second guard: a concurrency token that every locked act bumps, so that a lock that failed to hold
    /// ends in a retry, never in an overbooking.
    /// </summary>
    public int Version { get; private set; }

    public Capacity Capacity => new(Room.Capacity, AdditionalSeats, ManuallyOccupiedSeats, ConfirmedSeats);

    /// <inheritdoc cref="Capacity.SeatsLeft"/>
    public int SeatsLeft => Capacity.SeatsLeft;

    public PerformanceFacts Facts => new(Id, Show.Slug, Show.Title, Room.Name, StartsAt) { Directions = Room.Directions };

    /// <summary>Whether visitors can find it at all.</summary>
    public bool IsVisible => IsPublic && Show.IsPublished;

    /// <summary>
    /// Takes over a count of confirmed seats that was made under this performance's lock, and bumps the version.
    /// </summary>
    public void SetConfirmedSeats(int confirmedSeats)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(confirmedSeats);
        ConfirmedSeats = confirmedSeats;
        Version++;
    }

    /// <summary>Why visitors cannot book at this moment; null when they can.</summary>
    public BookingClosedReason? WhyBookingIsClosed(DateTime now) =>
        BookingState.WhyClosed(now, StartsAt, BookingEnabled, BookingOpensAt, BookingClosesAt, CancelledAt);
}
