namespace BookingFlow.Web.Domain.Door;

/// <summary>The record that a party was admitted: when, by whom and how many people.</summary>
/// <remarks>
/// A unique index allows one per reservation; people of the party who arrive later are added to it. Each arrival is also recorded in
/// the scan history (<see cref="ScanEvent"/>).
/// </remarks>
public sealed class CheckIn
{
    public int Id { get; set; }

    /// <summary>Unique.</summary>
    public int ReservationId { get; set; }

    public Reservation Reservation { get; set; } = null!;

    /// <summary>How many people of the party are inside: 1 to the party size.</summary>
    public int People { get; set; }

    /// <summary>When the first people of the party were admitted; UTC.</summary>
    public DateTime At { get; set; }

    public int StaffId { get; set; }

    /// <summary>The steward's name at the time of the check-in.</summary>
    public required string StaffName { get; set; }

    /// <summary>Name of the door; null if it had none.</summary>
    public string? Door { get; set; }

    /// <summary>Id of the form submission that admitted the first people of the party.</summary>
    public Guid RequestId { get; set; }

    public static CheckIn Of(Reservation party, int people, Steward by, Guid request, DateTime now)
    {
        ThrowIfOutOfRange(party, people);
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

    /// <summary>Sets the admission that makes the check-in, and how many people are inside, after <see cref="AdmissionTimeline"/>.</summary>
    /// <param name="first">The earliest admission.</param>
    /// <param name="people">1 to the party size.</param>
    public void Resolve(Reservation party, ScanEvent first, int people)
    {
        Correct(party, people);
        (At, StaffId, StaffName, Door, RequestId) = (first.At, first.StaffId, first.StaffName, first.Door, first.RequestId);
    }

    /// <inheritdoc cref="Resolve"/>
    public static CheckIn Of(Reservation party, ScanEvent first, int people)
    {
        var checkIn = new CheckIn { Reservation = party, StaffName = first.StaffName };
        checkIn.Resolve(party, first, people);
        return checkIn;
    }

    /// <summary>How many people of the party are not inside yet, 0 or more.</summary>
    public int StillToCome(Reservation party) => Math.Max(0, party.PartySize - People);

    public CheckInFacts FactsOf(Reservation party) => new(At, StaffName, People) { Door = Door, StillToCome = StillToCome(party) };

    /// <summary>Adds people of the party who arrive later.</summary>
    /// <param name="people">1 to the number still to come.</param>
    public void AdmitMore(Reservation party, int people)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        Correct(party, People + people);
    }

    /// <summary>Corrects the number of people inside.</summary>
    /// <param name="people">1 to the party size.</param>
    public void Correct(Reservation party, int people)
    {
        ThrowIfOutOfRange(party, people);
        People = people;
    }

    private static void ThrowIfOutOfRange(Reservation party, int people)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people, party.PartySize);
    }
}
