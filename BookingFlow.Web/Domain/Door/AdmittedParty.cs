namespace BookingFlow.Web.Domain.Door;

/// <summary>An admitted party, as shown to the steward.</summary>
/// <param name="People">How many people were admitted by this check-in.</param>
/// <param name="Inside">How many people of the party are inside now, these included.</param>
/// <param name="PartySize">How many people the reservation is for.</param>
/// <param name="At">When they were admitted; UTC.</param>
public sealed record AdmittedParty(string Name, int People, int Inside, int PartySize, string Reference, PerformanceFacts Performance, DateTime At)
{
    public int ReservationId { get; init; }

    /// <inheritdoc cref="Reservation.StaffNote"/>
    public string? StaffNote { get; init; }

    /// <summary>What the party asked for of the room.</summary>
    public AccessNeeds Access { get; init; }

    public int StillToCome => Math.Max(0, PartySize - Inside);

    /// <param name="people">How many people were admitted by this check-in.</param>
    /// <param name="inside">How many people of the party are inside now, these included.</param>
    /// <param name="at">When they were admitted; UTC.</param>
    public static AdmittedParty Of(Reservation party, int people, int inside, DateTime at) =>
        new(party.Name, people, inside, party.PartySize, party.Reference, party.Performance.Facts, at)
        {
            ReservationId = party.Id,
            StaffNote = party.StaffNote,
            Access = party.Access,
        };
}
