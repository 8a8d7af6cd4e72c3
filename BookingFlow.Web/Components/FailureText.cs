namespace BookingFlow.Web.Components;

/// <summary>The text of a failure: a title, one sentence of what happened, the next step, and a link to it.</summary>
/// <param name="Link">Null when the next step has no page.</param>
public sealed record FailureText(string Title, Phrase Happened, Phrase Next, Link? Link = null);
