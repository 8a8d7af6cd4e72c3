namespace BookingFlow.Web.Components;

/// <summary>What a person is told of a failure: a title, one sentence of what happened, the next step, and the way there.</summary>
public sealed record FailureText(string Title, Phrase Happened, Phrase Next, Link? Way = null);
