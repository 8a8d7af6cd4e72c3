namespace BookingFlow.Tests.Races;

/// <summary>What a performance and its parties must be after each step of a random schedule, written as simply as possible.</summary>
/// <remarks>
/// All steps are taken while doors and booking are open and waiting parties get seats; after the curtain release, unclaimed seats are released.
/// </remarks>
public sealed class PerformanceModel(int capacity, bool isAfterCurtainRelease)
{
    private const int MaxPartySize = 10;

    private int _additionalSeats;
    private int _joined;
    private AccessPlaces _places;
    private bool _arePlacesReleased;

    public List<Party> Parties { get; } = [];

    public int ReleasedSeats { get; private set; }

    public int ConfirmedSeats => Parties.Where(party => party.Status == ReservationStatus.Confirmed).Sum(party => party.People!.Value);

    public int WaitingPeople => Parties.Where(party => party.Status == ReservationStatus.Waiting).Sum(party => party.People!.Value);

    public int Inside => Parties.Sum(party => party.Inside);

    private int Seats => capacity + _additionalSeats;

    public int ConfirmedWheelchairs => Confirmed.Sum(party => party.Wheelchair);

    public int ConfirmedCompanions => Confirmed.Sum(party => party.Companion);

    private IEnumerable<Party> Confirmed => Parties.Where(party => party.Status == ReservationStatus.Confirmed);

    private int WheelchairsLeft => Math.Max(0, _places.Wheelchair - ConfirmedWheelchairs);

    private int CompanionsLeft => Math.Max(0, _places.Companion - ConfirmedCompanions);

    private int NotTaken => Seats - ConfirmedSeats + ReleasedSeats;

    // Access places that are neither taken nor released, and never more than the seats that are not taken.
    private int Held => _arePlacesReleased ? 0 : Math.Min(WheelchairsLeft + CompanionsLeft, Math.Max(0, NotTaken));

    private int Left => NotTaken - Held;

    /// <summary>Copies the model with its parties.</summary>
    public PerformanceModel Clone()
    {
        var copy = new PerformanceModel(capacity, isAfterCurtainRelease)
        {
            _additionalSeats = _additionalSeats,
            _joined = _joined,
            _places = _places,
            _arePlacesReleased = _arePlacesReleased,
            ReleasedSeats = ReleasedSeats,
        };
        copy.Parties.AddRange(Parties.Select(party => party with { }));
        return copy;
    }

    /// <summary>Whether another model is in the same state, hidden state included.</summary>
    public bool IsSame(PerformanceModel other) =>
        (_additionalSeats, _joined, ReleasedSeats, _places, _arePlacesReleased)
            == (other._additionalSeats, other._joined, other.ReleasedSeats, other._places, other._arePlacesReleased)
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
            ScheduledActKind.Reserve => Add(new Party
            {
                Status = ReservationStatus.Pending,
                People = act.People,
                Wheelchair = act.PartyAccess.Wheelchair,
                Companion = act.PartyAccess.Companion,
            }),
            ScheduledActKind.ChangeSeats => ChangeSeats(act.People),
            ScheduledActKind.ChangeAccessPlaces => ChangeSeats(act.People) && ChangeAccessPlaces(act.Access, act.IsAccessReleased),
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
        ScheduledActKind.Reserve or ScheduledActKind.ChangeSeats or ScheduledActKind.ChangeAccessPlaces or ScheduledActKind.AdmitWalkIn =>
            throw new InvalidOperationException(),
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

    private bool ChangeAccessPlaces(AccessPlaces places, bool areReleased)
    {
        (_places, _arePlacesReleased) = (places, !places.IsNone && (areReleased || isAfterCurtainRelease));
        return true;
    }

    private bool HasPlacesFor(Party party) => party.Wheelchair <= WheelchairsLeft && party.Companion <= CompanionsLeft;

    private int LeftFor(Party party) => Left + Math.Min(party.Wheelchair + party.Companion, Held);

    private bool Confirm(Party party)
    {
        if (party.Status is not (ReservationStatus.Pending or ReservationStatus.Waiting) || !party.HasLink || !HasPlacesFor(party)
            || party.People > LeftFor(party))
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

        party.SetPeople(people);
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
        var smaller = party with { };
        smaller.SetPeople(seats);
        if (party is not { Status: ReservationStatus.Cancelled, IsReleased: true, WasConfirmed: true } || !HasPlacesFor(smaller)
            || seats > LeftFor(smaller))
        {
            return false;
        }

        party.SetPeople(seats);
        (party.Status, party.IsReleased) = (ReservationStatus.Confirmed, false);
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
        var admitted = party with { };
        admitted.SetPeople(people);
        admitted.Wheelchair = Math.Min(admitted.Wheelchair, WheelchairsLeft);
        admitted.Companion = admitted.Wheelchair == 0 ? 0 : Math.Min(admitted.Companion, CompanionsLeft);
        if (people > (isAfterCurtainRelease ? Seats - Inside : Math.Max(0, LeftFor(admitted))))
        {
            return null;
        }

        _arePlacesReleased |= isAfterCurtainRelease;
        ReleasedSeats += Math.Max(0, people - Math.Max(0, LeftFor(admitted)));
        (party.Wheelchair, party.Companion) = (admitted.Wheelchair, admitted.Companion);
        (party.Status, party.People, party.Inside, party.WasConfirmed) = (ReservationStatus.Confirmed, people, people, true);
        return party;
    }

    private void Free(int seats) => ReleasedSeats -= Math.Min(ReleasedSeats, seats);

    private void GiveSeats()
    {
        foreach (var party in Parties.Where(party => party.Status == ReservationStatus.Waiting).OrderBy(party => party.Joined).ToList())
        {
            var seats = Math.Min(party.People!.Value, LeftFor(party));
            if (seats > 0 && seats >= party.Smallest && HasPlacesFor(party))
            {
                party.SetPeople(seats);
                (party.Status, party.WasConfirmed) = (ReservationStatus.Confirmed, true);
            }
        }
    }

    /// <summary>A party of the model. Status and people are null once it has moved to another performance.</summary>
    public sealed record Party
    {
        public ReservationStatus? Status { get; set; }

        public int? People { get; set; }

        /// <summary>Wheelchair places that it has or asks for, 0 or 1.</summary>
        public int Wheelchair { get; set; }

        /// <summary>Companion places, 0 or 1.</summary>
        public int Companion { get; set; }

        /// <summary>Sets the number of people, who are at least those with a place.</summary>
        public void SetPeople(int people)
        {
            People = people;
            Companion = people < 2 ? 0 : Companion;
        }

        public int Smallest { get; set; } = int.MaxValue;

        public int Joined { get; set; }

        public int Inside { get; set; }

        public bool HasLink { get; set; } = true;

        public bool IsReleased { get; set; }

        public bool WasConfirmed { get; set; }
    }
}
