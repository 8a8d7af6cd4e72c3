using System.Linq.Expressions;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>One show in one room at one time, with its seats and its booking settings.</summary>
/// <remarks>Changes of the seats left happen under the performance's lock and increment <see cref="Version"/> (docs/decisions/0004).</remarks>
public sealed class Performance
{
    public int Id { get; set; }

    public int ShowId { get; set; }

    public Show Show { get; set; } = null!;

    public int RoomId { get; set; }

    public Room Room { get; set; } = null!;

    /// <summary>Start of the performance; UTC.</summary>
    public DateTime StartsAt { get; set; }

    /// <summary>How often show, room or time have changed: the SEQUENCE of calendar files, by which calendars recognise the newer one.</summary>
    public int ScheduleVersion { get; private set; }

    /// <summary>Whether visitors can see it. A private performance is neither listed nor bookable for them.</summary>
    public bool IsPublic { get; set; } = true;

    public bool BookingEnabled { get; set; } = true;

    /// <summary>From when visitors can book; UTC; null if at once.</summary>
    public DateTime? BookingOpensAt { get; set; }

    /// <summary>Until when visitors can book; UTC; null if until the start.</summary>
    public DateTime? BookingClosesAt { get; set; }

    /// <summary>When the performance was cancelled; UTC; null if it was not.</summary>
    public DateTime? CancelledAt { get; set; }

    /// <summary>Maximum people in one reservation; null for the venue's setting.</summary>
    public int? MaxPartySize { get; set; }

    /// <summary>Seats added to the room's capacity, 0 or more.</summary>
    public int AdditionalSeats { get; set; }

    /// <summary>Seats that cannot be reserved, such as for the sound desk, the press or guests; 0 or more.</summary>
    public int ManuallyOccupiedSeats { get; set; }

    /// <summary>Minutes before the start at which the doors open; null for the venue's setting.</summary>
    public int? CheckInOpensMinutesBefore { get; set; }

    /// <summary>Minutes after the start at which the doors close; null for the venue's setting.</summary>
    public int? CheckInClosesMinutesAfter { get; set; }

    /// <summary>Hours before the start at which confirmed parties are reminded; 0 for not at all; null for the venue's setting.</summary>
    public int? ReminderHours { get; set; }

    /// <summary>
    /// Minutes before the start at which seats that are not claimed are released to the waiting list at the door and to walk-ins; null for never.
    /// </summary>
    public int? CurtainReleaseMinutes { get; set; }

    /// <summary>Seats of confirmed parties that had not come by the curtain release and were given to others at the door.</summary>
    public int ReleasedSeats { get; private set; }

    /// <summary>Seats of confirmed reservations as last recounted under the lock. Lists read this column and never sum.</summary>
    public int ConfirmedSeats { get; private set; }

    /// <summary>People on the waiting list: the sum of the party sizes of waiting reservations. Lists read this column and never sum.</summary>
    public int WaitingPeople { get; private set; }

    /// <summary>Concurrency token, incremented by every change under the lock.</summary>
    /// <remarks>A second guard beside the lock: should the lock fail, the result is a retry and never an overbooking.</remarks>
    public int Version { get; private set; }

    /// <summary>The performance's seat count. Needs a loaded <see cref="Room"/>; queries translate it (see <see cref="CapacityOf"/>).</summary>
    public Capacity Capacity => Compute(this);

    /// <summary>The expression that replaces <see cref="Capacity"/> in queries.</summary>
    public static Expression<Func<Performance, Capacity>> CapacityOf { get; } =
        p => new Capacity(p.Room.Capacity, p.AdditionalSeats, p.ManuallyOccupiedSeats, p.ConfirmedSeats, p.ReleasedSeats);

    // Must follow the expression: static members are initialized in textual order.
    private static Func<Performance, Capacity> Compute { get; } = CapacityOf.Compile();

    /// <inheritdoc cref="Capacity.SeatsLeft"/>
    public int SeatsLeft => Capacity.SeatsLeft;

    public PerformanceFacts Facts => new(Id, Show.Slug, Show.Title, Room.Name, StartsAt)
    {
        Directions = Room.Directions,
        CheckInOpensMinutesBefore = CheckInOpensMinutesBefore,
        IsFree = Show.IsFree,
        ScheduleVersion = ScheduleVersion,
    };

    /// <summary>Whether visitors can see it: it is public and its show is published.</summary>
    public bool IsVisible => IsPublic && Show.IsPublished;

    /// <summary>Creates a performance, with its initial seats.</summary>
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

    /// <summary>Applies times, visibility and booking settings; not show, room and seats.</summary>
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
        ReminderHours = plan.ReminderHours;
        CurtainReleaseMinutes = plan.CurtainReleaseMinutes;
    }

    /// <summary>Changes show, room and the rest of the plan; increments <see cref="ScheduleVersion"/> if show, room or start change.</summary>
    /// <returns>What it was before; null if show, room and start stay.</returns>
    public PerformanceChange? Reschedule(ValidPerformance plan, Show show, Room room, DateTime now)
    {
        var before = plan.MovesFrom(this) ? PerformanceChange.From(this, now) : null;
        (Show, Room) = (show, room);
        Apply(plan);
        if (before is not null)
        {
            ScheduleVersion++;
        }

        return before;
    }

    /// <summary>Sets the number of confirmed seats, counted under this performance's lock, and increments <see cref="Version"/>.</summary>
    /// <param name="confirmedSeats">0 or more.</param>
    public void SetConfirmedSeats(int confirmedSeats)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(confirmedSeats);
        ConfirmedSeats = confirmedSeats;
        Version++;
    }

    /// <summary>Frees seats of a confirmed reservation. Those that were given to others at the door before do not come free again.</summary>
    /// <param name="seats">0 or more.</param>
    public void FreeSeats(int seats)
    {
        SetConfirmedSeats(ConfirmedSeats - seats);
        ReleasedSeats -= Math.Min(ReleasedSeats, seats);
    }

    /// <summary>Gives seats that are not claimed to others at the door. Call under the lock.</summary>
    /// <param name="seats">0 or more.</param>
    public void ReleaseSeats(int seats)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seats);
        ReleasedSeats += seats;
    }

    /// <summary>Adds people to the waiting list, or removes them. Call under the lock.</summary>
    /// <param name="people">Negative to remove.</param>
    public void AddWaitingPeople(int people)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(WaitingPeople + people, nameof(people));
        WaitingPeople += people;
    }

    /// <summary>Returns why visitors cannot book now; null if they can.</summary>
    public BookingClosedReason? GetBookingClosedReason(DateTime now) =>
        BookingState.GetClosedReason(now, StartsAt, BookingEnabled, BookingOpensAt, BookingClosesAt, CancelledAt);
}
