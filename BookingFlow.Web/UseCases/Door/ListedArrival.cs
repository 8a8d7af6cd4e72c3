namespace BookingFlow.Web.UseCases.Door;

/// <summary>The result of one line of a paper check-in list.</summary>
/// <param name="Line">As submitted.</param>
public sealed record ListedArrival(string Line, Result<AdmittedParty> Result);
