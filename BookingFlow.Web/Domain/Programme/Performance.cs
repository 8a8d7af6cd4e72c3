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

    /// <summary>Whether it is listed, if its show is published. Another one is bookable by its link, or by staff only.</summary>
    public bool IsPublic { get; set; } = true;

    /// <summary>The key of its link (<see cref="InvitationKey"/>); null if it has none. A link stays valid when the performance becomes public.</summary>
    public byte[]? Invitation { get; private set; }

    public Visibility Visibility => IsPublic ? Visibility.Public : Invitation is null ? Visibility.Private : Visibility.ByLink;

    public bool BookingEnabled { get; set; } = true;

    /// <summary>Whether visitors can have one reservation only for each e-mail address. Staff can add more (docs/decisions/0072).</summary>
    public bool OnePerAddress { get; set; }

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

    /// <summary>Wheelchair places among the seats, 0 or more.</summary>
    public int WheelchairPlaces { get; private set; }

    /// <summary>Places for companions of wheelchair users among the seats, 0 or more.</summary>
    public int CompanionPlaces { get; private set; }

    /// <summary>Hours before the start at which access places that are not taken are released, 0 or more.</summary>
    public int AccessReleaseHours { get; private set; } = DefaultAccessReleaseHours;

    /// <summary><see cref="AccessReleaseHours"/> unless staff set another number.</summary>
    public const int DefaultAccessReleaseHours = 24;

    /// <summary>Whether access places that are not taken are released, so that they count as seats left (docs/decisions/0069).</summary>
    public bool AccessPlacesReleased { get; private set; }

    /// <summary>Wheelchair places of confirmed reservations as last recounted under the lock.</summary>
    public int ConfirmedWheelchairPlaces { get; private set; }

    /// <summary>Companion places of confirmed reservations as last recounted under the lock.</summary>
    public int ConfirmedCompanionPlaces { get; private set; }

    /// <summary>Wheelchair and companion places, taken or not.</summary>
    public AccessPlaces AccessPlaces => new(WheelchairPlaces, CompanionPlaces);

    /// <summary>Wheelchair and companion places of confirmed reservations.</summary>
    public AccessPlaces ConfirmedAccessPlaces => new(ConfirmedWheelchairPlaces, ConfirmedCompanionPlaces);

    /// <summary>Whether access places exist or are taken, so that they have to be counted.</summary>
    public bool HasAccessPlaces => !AccessPlaces.IsNone || !ConfirmedAccessPlaces.IsNone;

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
        p => new Capacity(p.Room.Capacity, p.AdditionalSeats, p.ManuallyOccupiedSeats, p.ConfirmedSeats, p.ReleasedSeats)
        {
            AccessPlaces = new AccessPlaces(p.WheelchairPlaces, p.CompanionPlaces),
            AccessPlacesTaken = new AccessPlaces(p.ConfirmedWheelchairPlaces, p.ConfirmedCompanionPlaces),
            AccessPlacesReleased = p.AccessPlacesReleased,
        };

    // Must follow the expression: static members are initialized in textual order.
    private static Func<Performance, Capacity> Compute { get; } = CapacityOf.Compile();

    /// <inheritdoc cref="Capacity.SeatsLeft"/>
    public int SeatsLeft => Capacity.SeatsLeft;

    public PerformanceFacts Facts => new(Id, Show.Slug, Show.Title, Room.Name, StartsAt)
    {
        Directions = Room.Directions,
        StepFreeAccess = Room.StepFreeAccess,
        InductionLoop = Room.InductionLoop,
        CheckInOpensMinutesBefore = CheckInOpensMinutesBefore,
        IsFree = Show.IsFree,
        ScheduleVersion = ScheduleVersion,
        Note = Show.Note,
        IsListed = IsVisible,
        ShowIsListed = Show.IsPublished,
    };

    /// <summary>Whether visitors can see it: it is public and its show is published.</summary>
    public bool IsVisible => IsPublic && Show.IsPublished;

    /// <summary>Whether the link with this key leads to it: its own link, unless its show is private, or its show's, if it is public.</summary>
    /// <remarks>The same rule in queries: <c>PublicPerformances.Invited</c>.</remarks>
    public bool IsInvitedBy(byte[] key) =>
        (IsKey(Invitation, key) && Show.Visibility != Visibility.Private) || (IsPublic && IsKey(Show.Invitation, key));

    /// <summary>Creates a performance, with its initial seats.</summary>
    public static Performance Planned(ValidPerformance plan)
    {
        var performance = new Performance
        {
            ShowId = plan.ShowId,
            RoomId = plan.RoomId,
            AdditionalSeats = plan.AdditionalSeats,
            ManuallyOccupiedSeats = plan.ManuallyOccupiedSeats,
            WheelchairPlaces = plan.AccessPlaces.Wheelchair,
            CompanionPlaces = plan.AccessPlaces.Companion,
            AccessReleaseHours = plan.AccessReleaseHours,
        };
        performance.Apply(plan);
        return performance;
    }

    /// <summary>Applies times, visibility and booking settings; not show, room and seats.</summary>
    public void Apply(ValidPerformance plan)
    {
        StartsAt = plan.StartsAt;
        SetVisibility(plan.Visibility);
        BookingEnabled = plan.BookingEnabled;
        OnePerAddress = plan.OnePerAddress;
        BookingOpensAt = plan.BookingOpensAt;
        BookingClosesAt = plan.BookingClosesAt;
        MaxPartySize = plan.MaxPartySize;
        CheckInOpensMinutesBefore = plan.CheckInOpensMinutesBefore;
        CheckInClosesMinutesAfter = plan.CheckInClosesMinutesAfter;
        ReminderHours = plan.ReminderHours;
        CurtainReleaseMinutes = plan.CurtainReleaseMinutes;
    }

    /// <summary>Sets who can find and book it. By link only, it gets a link if it has none; private, it loses its link.</summary>
    public void SetVisibility(Visibility visibility)
    {
        IsPublic = visibility == Visibility.Public;
        Invitation = visibility switch
        {
            Visibility.Public => Invitation,
            Visibility.ByLink => Invitation ?? InvitationKey.New(),
            Visibility.Private => null,
        };
    }

    /// <summary>Replaces the key of its link, so that the earlier link leads nowhere.</summary>
    public void RenewInvitation() => Invitation = InvitationKey.New();

    /// <summary>Changes show, room and the rest of the plan; increments <see cref="ScheduleVersion"/> if show, room or start change.</summary>
    /// <returns>What it was before; null if show, room and start stay.</returns>
    public PerformanceChange? Reschedule(ValidPerformance plan, Show show, Room room, DateTime now)
    {
        var before = plan.MovesFrom(this) ? PerformanceChange.From(this, now) : null;
        (Show, Room) = (show, room);
        Apply(plan);
        SetAccessPlaces(AccessPlaces, AccessReleaseHours, now);
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

    /// <summary>Sets the numbers of access places of confirmed reservations, counted under this performance's lock.</summary>
    /// <param name="places">0 or more of each.</param>
    public void SetConfirmedAccessPlaces(AccessPlaces places) =>
        (ConfirmedWheelchairPlaces, ConfirmedCompanionPlaces) = (places.Wheelchair, places.Companion);

    /// <summary>Sets the access places and when they are released. They are held back again if that is later than now.</summary>
    /// <remarks>Call under the lock.</remarks>
    /// <param name="releaseHours">See <see cref="AccessReleaseHours"/>.</param>
    public void SetAccessPlaces(AccessPlaces places, int releaseHours, DateTime now)
    {
        (WheelchairPlaces, CompanionPlaces, AccessReleaseHours) = (places.Wheelchair, places.Companion, releaseHours);
        AccessPlacesReleased = AccessPlacesAreDue(now);
    }

    /// <summary>When access places that are not taken are released: at the latest with the curtain release; UTC.</summary>
    public DateTime AccessPlacesReleaseAt
    {
        get
        {
            var at = StartsAt.AddHours(-AccessReleaseHours);
            return CurtainRelease.At(this) is { } curtain && curtain < at ? curtain : at;
        }
    }

    /// <summary>Whether there are access places, and it is time to release those that are not taken.</summary>
    public bool AccessPlacesAreDue(DateTime now) => !AccessPlaces.IsNone && now >= AccessPlacesReleaseAt;

    /// <summary>Releases the access places that are not taken, so that they count as seats left. Call under the lock.</summary>
    public void ReleaseAccessPlaces() => AccessPlacesReleased = true;

    /// <summary>Takes seats for a reservation that is confirmed. Call under the lock, after they were found to be left.</summary>
    /// <param name="seats">For all people, those with <paramref name="places"/> included; 0 or more.</param>
    public void TakeSeats(int seats, AccessPlaces places)
    {
        SetConfirmedSeats(ConfirmedSeats + seats);
        SetConfirmedAccessPlaces(ConfirmedAccessPlaces + places);
    }

    /// <summary>Frees seats of a confirmed reservation. Those that were given to others at the door before do not come free again.</summary>
    /// <param name="seats">For all people, those with <paramref name="places"/> included; 0 or more.</param>
    public void FreeSeats(int seats, AccessPlaces places)
    {
        SetConfirmedSeats(ConfirmedSeats - seats);
        SetConfirmedAccessPlaces(ConfirmedAccessPlaces - places);
        ReleasedSeats -= Math.Min(ReleasedSeats, seats);
    }

    /// <summary>Checks whether seats are left for a party, or for people that it adds.</summary>
    /// <param name="seats">For all people, those with <paramref name="places"/> included; 0 or more.</param>
    /// <returns>NotEnoughSeats, or null.</returns>
    public Failure? CheckSeats(int seats, AccessPlaces places)
    {
        var capacity = Capacity;
        if (!capacity.Has(places))
        {
            return Failure.NoAccessPlace(capacity.SeatsLeft, capacity.AccessPlacesLeft, Facts);
        }

        return seats > 0 && capacity.SeatsLeftFor(places) is var left && seats > left ? Failure.NotEnoughSeats(left, Facts) : null;
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

    /// <summary>Checks whether visitors can book now.</summary>
    /// <returns>BookingClosed, or null.</returns>
    public Failure? CheckBooking(DateTime now) =>
        GetBookingClosedReason(now) is { } reason ? Failure.BookingClosed(reason, BookingOpensAt, Facts) : null;

    private static bool IsKey(byte[]? stored, byte[] key) => stored is not null && stored.AsSpan().SequenceEqual(key);
}
