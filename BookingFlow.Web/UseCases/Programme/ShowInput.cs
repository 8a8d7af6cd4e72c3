namespace BookingFlow.Web.UseCases.Programme;

/// <summary>What was typed of a show, as it came.</summary>
public sealed record ShowInput(string? Title, string? Slug, string? Summary, string? Description, string? RunningMinutes);
