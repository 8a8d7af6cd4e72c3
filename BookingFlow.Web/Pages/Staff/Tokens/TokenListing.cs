namespace BookingFlow.Web.Pages.Staff.Tokens;

/// <summary>An access token in the staff's list. Times are UTC.</summary>
public sealed record TokenListing
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The owner's name.</summary>
    public required string Owner { get; init; }

    public required string Role { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public required DateTime? LastUsedAt { get; init; }
}
