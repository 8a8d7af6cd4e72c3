using System.Linq.Expressions;

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

    /// <summary>
    /// How many seats there are and how many are taken. Needs <see cref="Room"/>; a query may name it without (see <see cref="CapacityOf"/>).
    /// </summary>
    public Capacity Capacity => Compute(this);

    /// <summary>The terms of <see cref="Capacity"/>, as a query translates them where it names that property.</summary>
    public static Expression<Func<Performance, Capacity>> CapacityOf { get; } =
        p => new Capacity(p.Room.Capacity, p.AdditionalSeats, p.ManuallyOccupiedSeats, p.ConfirmedSeats);

    // Below the expression, because static members are initialised in the order in which they stand.
    private static Func<Performance, Capacity> Compute { get; } = CapacityOf.Compile();

    /// <inheritdoc cref="Capacity.SeatsLeft"/>
    public int SeatsLeft => Capacity.SeatsLeft;

    public PerformanceFacts Facts => new(Id, Show.Slug, Show.Title, Room.Name, StartsAt) { Directions = Room.Directions };

    /// <summary>Whether visitors can find it at all.</summary>
    public bool IsVisible => IsPublic && Show.IsPublished;

    /// <summary>A new performance as it was planned, with its first seats.</summary>
    public static Performance Planned(ValidPerformance plan)
    {
        var performance = new Performance
        {
            ShowId = plan.ShowId,
            RoomId = plan.RoomId,
            AdditionalSeats = plan.AdditionalSeats,
            ManuallyOccupiedSeats = plan.ManuallyOccupiedSeats,
        };
        performance.Apply(plan);
        return performance;
    }

    /// <summary>Takes over when it is, who may book until when, and when the doors open; not its show, its room and its seats.</summary>
    public void Apply(ValidPerformance plan)
    {
        StartsAt = plan.StartsAt;
        IsPublic = plan.IsPublic;
        BookingEnabled = plan.BookingEnabled;
        BookingOpensAt = plan.BookingOpensAt;
        BookingClosesAt = plan.BookingClosesAt;
        MaxPartySize = plan.MaxPartySize;
        CheckInOpensMinutesBefore = plan.CheckInOpensMinutesBefore;
        CheckInClosesMinutesAfter = plan.CheckInClosesMinutesAfter;
    }

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
