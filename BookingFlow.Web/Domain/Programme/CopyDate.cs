namespace BookingFlow.Web.Domain.Programme;

/// <summary>The validated start of a copy.</summary>
/// <param name="At">UTC.</param>
/// <param name="Typed">The date as submitted.</param>
public sealed record CopyDate(DateTime At, string Typed);
