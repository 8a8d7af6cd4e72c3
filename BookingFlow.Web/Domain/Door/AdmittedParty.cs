namespace BookingFlow.Web.Domain.Door;

/// <summary>A party that was let in, as the steward reads it at arm's length. The time is UTC.</summary>
/// <param name="People">How many came in now.</param>
/// <param name="Inside">How many of the party are inside with them.</param>
/// <param name="PartySize">How many are expected in all.</param>
public sealed record AdmittedParty(string Name, int People, int Inside, int PartySize, string Reference, PerformanceFacts Performance, DateTime At)
{
    public int ReservationId { get; init; }

    public int StillToCome => Math.Max(0, PartySize - Inside);

    /// <param name="people">How many came in now.</param>
    /// <param name="inside">How many of the party are inside with them.</param>
    /// <param name="at">UTC.</param>
    public static AdmittedParty Of(Reservation party, int people, int inside, DateTime at) =>
        new(party.Name, people, inside, party.PartySize, party.Reference, party.Performance.Facts, at) { ReservationId = party.Id };
}
