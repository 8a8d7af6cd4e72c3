namespace BookingFlow.Web.UseCases.Door;

/// <summary>What came of one line of the ticked list.</summary>
/// <param name="Line">As it was typed.</param>
public sealed record ListedArrival(string Line, Result<AdmittedParty> Result);
