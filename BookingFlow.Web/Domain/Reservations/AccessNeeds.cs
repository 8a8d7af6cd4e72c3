namespace BookingFlow.Web.Domain.Reservations;

/// <summary>What a party asks for of the room: the ticks of the form. It never says why (docs/decisions/0069).</summary>
/// <param name="WheelchairPlace">A wheelchair place.</param>
/// <param name="CompanionPlace">A place for a companion, beside the wheelchair place.</param>
/// <param name="StepFreeAccess">The step-free way.</param>
/// <param name="InductionLoop">The induction loop.</param>
public readonly record struct AccessNeeds(bool WheelchairPlace, bool CompanionPlace, bool StepFreeAccess = false, bool InductionLoop = false)
{
    public bool IsNone => this == default;

    public AccessPlaces Places => new(WheelchairPlace ? 1 : 0, CompanionPlace ? 1 : 0);

    /// <summary>Leaves out what the performance and its room do not offer, which no form shows.</summary>
    /// <param name="performance">With its room.</param>
    public AccessNeeds OfferedBy(Performance performance) => new(
        WheelchairPlace && performance.WheelchairPlaces > 0, CompanionPlace && performance is { WheelchairPlaces: > 0, CompanionPlaces: > 0 },
        StepFreeAccess && performance.Room.StepFreeAccess, InductionLoop && performance.Room.InductionLoop);

    /// <summary>Validates the ticks against each other and against the party size.</summary>
    /// <param name="partySize">Null if it is not valid itself.</param>
    /// <returns>The problem, or null.</returns>
    public InvalidField? Check(int? partySize)
    {
        if (CompanionPlace && !WheelchairPlace)
        {
            return new InvalidField(FormField.WheelchairPlace, FieldProblem.Missing);
        }

        return partySize < Places.Total ? new InvalidField(FormField.PartySize, FieldProblem.TooFew, Places.Total) : null;
    }
}
