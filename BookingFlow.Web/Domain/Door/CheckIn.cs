namespace BookingFlow.Web.Domain.Door;

/// <summary>
/// The record that a party was let in: when, by whom, how many. One per reservation, by the database; whoever follows
/// later is added to it. Each arrival stands in the door's history (<see cref="ScanEvent"/>).
/// </summary>
public sealed class CheckIn
{
    public int Id { get; set; }

    /// <summary>Unique: a reservation is checked in once.</summary>
    public int ReservationId { get; set; }

    public Reservation Reservation { get; set; } = null!;

    /// <summary>How many people of the party are inside, 1 to the party size.</summary>
    public int People { get; set; }

    /// <summary>When the first of them came in; UTC.</summary>
    public DateTime At { get; set; }

    public int StaffId { get; set; }

    /// <summary>The name of the person at the door as it was then.</summary>
    public required string StaffName { get; set; }

    /// <summary>What the door was called; null: it had no name.</summary>
    public string? Door { get; set; }

    /// <summary>The submission that let the first of them in.</summary>
    public Guid RequestId { get; set; }

    public static CheckIn Of(Reservation party, int people, Steward by, Guid request, DateTime now)
    {
        RequireWithin(party, people);
        return new CheckIn
        {
            Reservation = party,
            People = people,
            At = now,
            StaffId = by.StaffId,
            StaffName = by.Name,
            Door = by.Door,
            RequestId = request,
        };
    }

    /// <summary>How many of the party are not inside yet.</summary>
    public int StillToCome(Reservation party) => Math.Max(0, party.PartySize - People);

    public CheckInFacts FactsOf(Reservation party) => new(At, StaffName, People) { Door = Door, StillToCome = StillToCome(party) };

    /// <summary>Some of the party, or all of the rest, follow. Never above the party size.</summary>
    public void LetInMore(Reservation party, int people)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        Correct(party, People + people);
    }

    /// <summary>Puts a miscount right: so many are inside, 1 to the party size.</summary>
    public void Correct(Reservation party, int people)
    {
        RequireWithin(party, people);
        People = people;
    }

    private static void RequireWithin(Reservation party, int people)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people, party.PartySize);
    }
}
