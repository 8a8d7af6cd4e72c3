namespace BookingFlow.Web.Components;

/// <summary>A link to the next step.</summary>
public sealed record Link(string Href, string Text);
