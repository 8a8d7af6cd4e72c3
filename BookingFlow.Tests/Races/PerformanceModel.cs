namespace BookingFlow.Tests.Races;

/// <summary>What a performance and its parties must be after each step of a random schedule, written as simply as possible.</summary>
/// <remarks>All steps are taken while doors and booking are open, waiting parties get seats, and unclaimed seats are released.</remarks>
public sealed class PerformanceModel(int capacity)
{
    private const int MaxPartySize = 10;

    private int _additionalSeats;
    private int _joined;

    public List<Party> Parties { get; } = [];

    public int ReleasedSeats { get; private set; }

    public int ConfirmedSeats => Parties.Where(party => party.Status == ReservationStatus.Confirmed).Sum(party => party.People!.Value);

    public int WaitingPeople => Parties.Where(party => party.Status == ReservationStatus.Waiting).Sum(party => party.People!.Value);

    public int Inside => Parties.Sum(party => party.Inside);

    private int Seats => capacity + _additionalSeats;

    private int Left => Seats - ConfirmedSeats + ReleasedSeats;

    /// <summary>Copies the model with its parties.</summary>
    public PerformanceModel Clone()
    {
        var copy = new PerformanceModel(capacity) { _additionalSeats = _additionalSeats, _joined = _joined, ReleasedSeats = ReleasedSeats };
        copy.Parties.AddRange(Parties.Select(party => party with { }));
        return copy;
    }

    /// <summary>Whether another model is in the same state, hidden state included.</summary>
    public bool IsSame(PerformanceModel other) =>
        (_additionalSeats, _joined, ReleasedSeats) == (other._additionalSeats, other._joined, other.ReleasedSeats)
        && Parties.SequenceEqual(other.Parties);

    /// <summary>Takes steps in an order. Parties that they add stand in the order of <paramref name="acts"/> afterwards, whatever the order.</summary>
    /// <param name="order">Indexes of the acts.</param>
    /// <returns>Whether the program must allow each act, in the order of <paramref name="acts"/>.</returns>
    public bool[] Apply(IReadOnlyList<ScheduledAct> acts, IReadOnlyList<int> order)
    {
        var before = Parties.Count;
        var outcomes = new bool[acts.Count];
        var added = new Party?[acts.Count];
        foreach (var act in order)
        {
            var count = Parties.Count;
            outcomes[act] = Apply(acts[act]);
            added[act] = Parties.Count > count ? Parties[^1] : null;
        }

        Parties.RemoveRange(before, Parties.Count - before);
        Parties.AddRange(added.OfType<Party>());
        return outcomes;
    }

    /// <summary>Takes one step.</summary>
    /// <returns>Whether the program must allow it.</returns>
    public bool Apply(ScheduledAct act)
    {
        var succeeded = act.Kind switch
        {
            ScheduledActKind.Reserve => Add(new Party { Status = ReservationStatus.Pending, People = act.People }),
            ScheduledActKind.ChangeSeats => ChangeSeats(act.People),
            ScheduledActKind.AdmitWalkIn => AdmitWalkIn(act.People),
            _ => act.Who < Parties.Count && Apply(act, Parties[act.Who]),
        };
        if (succeeded)
        {
            GiveSeats();
        }

        return succeeded;
    }

    private bool Apply(ScheduledAct act, Party party) => act.Kind switch
    {
        ScheduledActKind.Confirm => Confirm(party),
        ScheduledActKind.JoinWaitingList => Join(party, act.Smallest),
        ScheduledActKind.ChangeParty => Change(party, act.People, act.Smallest),
        ScheduledActKind.Release => IsChangeable(party) && Cancel(party, byParty: true),
        ScheduledActKind.TakeBack => TakeBack(party, act.People),
        ScheduledActKind.Cancel => IsChangeable(party) && Cancel(party, byParty: false),
        ScheduledActKind.Move => Move(party),
        ScheduledActKind.CheckIn => CheckIn(party, act.People),
        ScheduledActKind.AdmitWaiting => AdmitWaiting(party, act.People),
        ScheduledActKind.Reserve or ScheduledActKind.ChangeSeats or ScheduledActKind.AdmitWalkIn => throw new InvalidOperationException(),
    };

    private static bool IsChangeable(Party party) =>
        party is { Inside: 0, Status: ReservationStatus.Pending or ReservationStatus.Waiting or ReservationStatus.Confirmed };

    private bool Add(Party party)
    {
        Parties.Add(party);
        return true;
    }

    private bool ChangeSeats(int additional)
    {
        _additionalSeats = additional;
        return true;
    }

    private bool Confirm(Party party)
    {
        if (party.Status is not (ReservationStatus.Pending or ReservationStatus.Waiting) || !party.HasLink || party.People > Left)
        {
            return false;
        }

        (party.Status, party.WasConfirmed) = (ReservationStatus.Confirmed, true);
        return true;
    }

    private bool Join(Party party, int smallest)
    {
        if (party.Status == ReservationStatus.Waiting)
        {
            return true;
        }

        if (party.Status != ReservationStatus.Pending || smallest > party.People)
        {
            return false;
        }

        (party.Status, party.Smallest, party.Joined) = (ReservationStatus.Waiting, smallest, _joined++);
        return true;
    }

    private bool Change(Party party, int people, int smallest)
    {
        var additional = people - party.People;
        if (!party.HasLink || !IsChangeable(party) || people > MaxPartySize
            || (party.Status == ReservationStatus.Confirmed && additional > 0 && additional > Left))
        {
            return false;
        }

        if (party.Status == ReservationStatus.Confirmed && additional < 0)
        {
            Free(-additional.Value);
        }

        party.People = people;
        party.Smallest = party.Status == ReservationStatus.Waiting ? smallest : Math.Min(party.Smallest, people);
        return true;
    }

    private bool Cancel(Party party, bool byParty)
    {
        if (byParty && !party.HasLink)
        {
            return false;
        }

        if (party.Status == ReservationStatus.Confirmed)
        {
            Free(party.People!.Value);
        }

        (party.Status, party.IsReleased) = (ReservationStatus.Cancelled, byParty);
        return true;
    }

    private bool TakeBack(Party party, int people)
    {
        var seats = Math.Min(people, party.People ?? 0);
        if (party is not { Status: ReservationStatus.Cancelled, IsReleased: true, WasConfirmed: true } || seats > Left)
        {
            return false;
        }

        (party.Status, party.People, party.IsReleased) = (ReservationStatus.Confirmed, seats, false);
        return true;
    }

    private bool Move(Party party)
    {
        if (party.Status != ReservationStatus.Confirmed || party.Inside > 0)
        {
            return false;
        }

        Free(party.People!.Value);
        (party.Status, party.People) = (null, null);
        return true;
    }

    private bool CheckIn(Party party, int people)
    {
        if (party.Status != ReservationStatus.Confirmed || party.Inside > 0 || people > party.People
            || (ReleasedSeats > 0 && people > Seats - Inside))
        {
            return false;
        }

        party.Inside = people;
        return true;
    }

    private bool AdmitWalkIn(int people) =>
        AdmitAtDoor(people, new Party { HasLink = false, WasConfirmed = true }) is { } party && Add(party);

    private bool AdmitWaiting(Party party, int people) =>
        party.Status == ReservationStatus.Waiting && people <= party.People && AdmitAtDoor(people, party) is not null;

    private Party? AdmitAtDoor(int people, Party party)
    {
        if (people > Seats - Inside)
        {
            return null;
        }

        ReleasedSeats += Math.Max(0, people - Math.Max(0, Left));
        (party.Status, party.People, party.Inside, party.WasConfirmed) = (ReservationStatus.Confirmed, people, people, true);
        return party;
    }

    private void Free(int seats) => ReleasedSeats -= Math.Min(ReleasedSeats, seats);

    private void GiveSeats()
    {
        foreach (var party in Parties.Where(party => party.Status == ReservationStatus.Waiting).OrderBy(party => party.Joined).ToList())
        {
            var seats = Math.Min(party.People!.Value, Left);
            if (seats > 0 && seats >= party.Smallest)
            {
                (party.Status, party.People, party.WasConfirmed) = (ReservationStatus.Confirmed, seats, true);
            }
        }
    }

    /// <summary>A party of the model. Status and people are null once it has moved to another performance.</summary>
    public sealed record Party
    {
        public ReservationStatus? Status { get; set; }

        public int? People { get; set; }

        public int Smallest { get; set; } = int.MaxValue;

        public int Joined { get; set; }

        public int Inside { get; set; }

        public bool HasLink { get; set; } = true;

        public bool IsReleased { get; set; }

        public bool WasConfirmed { get; set; }
    }
}
