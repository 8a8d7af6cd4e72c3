namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Submitted form of a show, not yet validated.</summary>
public sealed record ShowInput(string? Title, string? Slug, string? Summary, string? Description, string? RunningMinutes)
{
    /// <inheritdoc cref="Show.Note"/>
    public string? Note { get; init; }

    /// <inheritdoc cref="Show.IsFree"/>
    public bool IsFree { get; init; }

    /// <inheritdoc cref="Show.SeveralAtOnce"/>
    public bool SeveralAtOnce { get; init; }
}
