namespace BookingFlow.Web.Components;

/// <summary>Address and text of a link.</summary>
public sealed record Link(string Href, string Text);
