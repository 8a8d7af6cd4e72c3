namespace BookingFlow.Web.Domain.Programme;

/// <summary>What was typed to play a performance again, as it came.</summary>
/// <param name="Dates">One or several, such as 2027-03-14, apart by line ends, spaces or commas.</param>
/// <param name="Occurrence">Which is meant on the dates on which the clock shows the time twice.</param>
public sealed record CopiesInput(string? Dates, string? Time, string? Occurrence, string? Room);
