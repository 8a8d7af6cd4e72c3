namespace BookingFlow.Web.Domain.Programme;

/// <summary>Submitted form for copying a performance to other dates, not yet validated.</summary>
/// <param name="Dates">One or more dates such as 2027-03-14, separated by white space, commas or semicolons.</param>
/// <param name="Occurrence">Which occurrence is meant on dates on which the local time occurs twice.</param>
public sealed record CopiesInput(string? Dates, string? Time, string? Occurrence, string? Room);
