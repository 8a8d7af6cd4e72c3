namespace BookingFlow.Web.Staff;

/// <summary>Submitted form of an access token, not yet validated. The property names are those of <see cref="FormField"/>.</summary>
public sealed record AccessTokenInput
{
    public string? TokenName { get; init; }

    public string? Role { get; init; }

    /// <summary>In how many days it expires.</summary>
    public string? TokenDays { get; init; }
}
