namespace BookingFlow.Web.Staff;

/// <summary>A link for the initial setup or for setting a password. Only the hash of its token is stored.</summary>
public sealed class StaffLink
{
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7), PasswordResetLifetime = TimeSpan.FromHours(4);

    public int Id { get; set; }

    public StaffLinkPurpose Purpose { get; set; }

    /// <summary>The account whose password the link sets; null for <see cref="StaffLinkPurpose.Setup"/>.</summary>
    public int? StaffId { get; set; }

    /// <summary>SHA-256 of the raw token; 32 bytes; unique.</summary>
    public required byte[] Hash { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>UTC; null if the link is valid until it is used.</summary>
    public DateTime? ExpiresAt { get; set; }

    public DateTime? UsedAt { get; private set; }

    public static StaffLink Of(Token token, StaffLinkPurpose purpose, int? staffId, DateTime now, DateTime? expiresAt) =>
        new() { Purpose = purpose, StaffId = staffId, Hash = token.Hash, CreatedAt = now, ExpiresAt = expiresAt };

    /// <summary>Whether the link is neither used nor expired.</summary>
    public bool IsUsable(DateTime now) => UsedAt is null && (ExpiresAt is null || now < ExpiresAt);

    public void Use(DateTime now) => UsedAt = now;
}
