namespace BookingFlow.Web.Domain.Programme;

/// <summary>The figures of one performance, or their sum: who reserved, came, stayed away and gave seats back. All count people.</summary>
public sealed record AttendanceFigures
{
    /// <summary>Lower limits of the periods but the last (<see cref="ReleasePeriod"/>), in hours before the start.</summary>
    private static readonly int[] PeriodHours = [168, 48, 24, 6, 2];

    public static AttendanceFigures None { get; } = new();

    /// <summary>Seats that could be reserved.</summary>
    public int Seats { get; init; }

    /// <summary>Requested in reservations, whatever became of them; without walk-ins.</summary>
    public int Reserved { get; init; }

    /// <summary>Confirmed at the end, without walk-ins.</summary>
    public int Confirmed { get; init; }

    /// <summary>Confirmed and checked in, without walk-ins.</summary>
    public int Came { get; init; }

    /// <summary>Confirmed and not checked in.</summary>
    public int StayedAway => Confirmed - Came;

    public int WalkIns { get; init; }

    /// <summary>Seats that were not used.</summary>
    public int Empty => Math.Max(0, Seats - Came - WalkIns);

    /// <summary>Checked in after the curtain release; 0 without one.</summary>
    public int Late { get; init; }

    /// <summary>Seats given back in each <see cref="ReleasePeriod"/>.</summary>
    public IReadOnlyList<int> GivenBackByPeriod { get; init; } = new int[Enum.GetValues<ReleasePeriod>().Length];

    public int GivenBack => GivenBackByPeriod.Sum();

    /// <summary>Joined the waiting list.</summary>
    public int Waited { get; init; }

    /// <summary>Got seats from the waiting list, at the door included.</summary>
    public int WaitedAndSeated { get; init; }

    /// <summary>Left the waiting list, or were cancelled.</summary>
    public int WaitedAndLeft { get; init; }

    /// <summary>Got no seats, or still wait.</summary>
    public int WaitedInVain => Waited - WaitedAndSeated - WaitedAndLeft;

    /// <summary>Computes the figures of a performance.</summary>
    /// <param name="seats">Seats that could be reserved.</param>
    /// <param name="curtain">When unclaimed seats were released; UTC; null if they were not.</param>
    public static AttendanceFigures Of(DateTime startsAt, int seats, DateTime? curtain, IReadOnlyCollection<AttendedReservation> reservations)
    {
        var reserved = reservations.Where(r => !r.IsWalkIn).ToList();
        var confirmed = reserved.Where(r => r.Status == ReservationStatus.Confirmed).ToList();
        var waited = reserved.Where(r => r.WaitingSince is not null).ToList();
        var givenBack = new int[PeriodHours.Length + 1];
        foreach (var (at, people) in reserved.SelectMany(GivenBackBy))
        {
            var hours = (startsAt - at).TotalHours;
            givenBack[PeriodHours.TakeWhile(limit => hours < limit).Count()] += people;
        }

        return new AttendanceFigures
        {
            Seats = seats,
            Reserved = reserved.Sum(r => r.PartySize),
            Confirmed = confirmed.Sum(r => r.PartySize),
            Came = confirmed.Sum(r => r.PeopleInside),
            WalkIns = reservations.Where(r => r.IsWalkIn).Sum(r => r.PeopleInside),
            Late = confirmed.Where(r => r.CheckedInAt >= curtain).Sum(r => r.PeopleInside),
            GivenBackByPeriod = givenBack,
            Waited = waited.Sum(r => r.PartySize),
            WaitedAndSeated = waited.Where(r => r.ConfirmedAt is not null).Sum(r => r.PartySize),
            WaitedAndLeft = waited.Where(r => r.Status == ReservationStatus.Cancelled && r.ConfirmedAt is null).Sum(r => r.PartySize),
        };
    }

    public static AttendanceFigures operator +(AttendanceFigures left, AttendanceFigures right) => new()
    {
        Seats = left.Seats + right.Seats,
        Reserved = left.Reserved + right.Reserved,
        Confirmed = left.Confirmed + right.Confirmed,
        Came = left.Came + right.Came,
        WalkIns = left.WalkIns + right.WalkIns,
        Late = left.Late + right.Late,
        GivenBackByPeriod = [.. left.GivenBackByPeriod.Zip(right.GivenBackByPeriod, (a, b) => a + b)],
        Waited = left.Waited + right.Waited,
        WaitedAndSeated = left.WaitedAndSeated + right.WaitedAndSeated,
        WaitedAndLeft = left.WaitedAndLeft + right.WaitedAndLeft,
    };

    public static AttendanceFigures Add(AttendanceFigures left, AttendanceFigures right) => left + right;

    /// <summary>Returns when a confirmed party gave back seats, and how many. What it took back again does not count.</summary>
    private static IEnumerable<(DateTime At, int People)> GivenBackBy(AttendedReservation reservation)
    {
        if (reservation.ConfirmedAt is not { } confirmedAt)
        {
            yield break;
        }

        var changes = reservation.Changes.Where(change => change.At >= confirmedAt).ToList();
        foreach (var (i, change) in changes.Index())
        {
            var takenBack = change.PeopleAfter == 0 && i + 1 < changes.Count ? changes[i + 1].PeopleAfter : 0;
            if (change.PeopleBefore - change.PeopleAfter - takenBack is > 0 and var people)
            {
                yield return (change.At, people);
            }
        }

        // By the box office.
        if (reservation is { Status: ReservationStatus.Cancelled, ReleasedAt: null, CancelledAt: { } cancelledAt })
        {
            yield return (cancelledAt, reservation.PartySize);
        }
    }
}
