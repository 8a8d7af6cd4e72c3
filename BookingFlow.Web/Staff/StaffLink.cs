namespace BookingFlow.Web.Staff;

/// <summary>What the database knows of a link for staff: the hash of its token, never the token.</summary>
public sealed class StaffLink
{
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7), PasswordResetLifetime = TimeSpan.FromHours(4);

    public int Id { get; set; }

    public StaffLinkPurpose Purpose { get; set; }

    /// <summary>Whose password it sets; null for <see cref="StaffLinkPurpose.Setup"/>.</summary>
    public int? StaffId { get; set; }

    /// <summary>SHA-256 of the raw token; 32 bytes; unique.</summary>
    public required byte[] Hash { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>UTC; null: until it is used.</summary>
    public DateTime? ExpiresAt { get; set; }

    public DateTime? UsedAt { get; private set; }

    public static StaffLink Of(Token token, StaffLinkPurpose purpose, int? staffId, DateTime now, DateTime? expiresAt) =>
        new() { Purpose = purpose, StaffId = staffId, Hash = token.Hash, CreatedAt = now, ExpiresAt = expiresAt };

    /// <summary>Whether it still does what it was made for.</summary>
    public bool IsUsable(DateTime now) => UsedAt is null && (ExpiresAt is null || now < ExpiresAt);

    public void Use(DateTime now) => UsedAt = now;
}
