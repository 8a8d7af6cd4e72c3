namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>The mail with a message, as a party that uses a language would get it.</summary>
/// <param name="Html">A whole HTML document.</param>
public sealed record MessagePreview(string Language, string Html);
