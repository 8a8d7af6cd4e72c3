namespace BookingFlow.Web.Domain.Programme;

/// <summary>When, checked: UTC, with the date as it was typed.</summary>
public sealed record CopyDate(DateTime At, string Typed);
