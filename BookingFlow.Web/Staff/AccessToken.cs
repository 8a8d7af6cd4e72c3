namespace BookingFlow.Web.Staff;

/// <summary>A personal access token: lets a program read what its owner may read, until a day, with a role of its own.</summary>
/// <remarks>
/// Only the hash of the secret is stored. It works while the owner's account is enabled and has at least the token's role (docs/decisions/0066).
/// </remarks>
public sealed class AccessToken
{
    /// <summary>Beginning of every token, by which people and programs that search for leaked secrets recognise one.</summary>
    public const string Prefix = "bft_";

    /// <summary>The longest time for which a token can be made, in days.</summary>
    public const int MaxDays = 365;

    /// <summary>How exactly the last use is stored: within this time a token's use is written once.</summary>
    public static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    /// <summary>How often the reading of reservations is recorded in the audit log: once within this time, for each token.</summary>
    public static readonly TimeSpan AuditPeriod = TimeSpan.FromDays(1);

    public int Id { get; private set; }

    public int StaffId { get; private set; }

    /// <summary>What the owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="StaffRoles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>SHA-256 of the secret; 32 bytes; unique.</summary>
    public required byte[] Hash { get; init; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime ExpiresAt { get; private set; }

    /// <summary>UTC, to within <see cref="UsePrecision"/>; null if it was never used.</summary>
    public DateTime? LastUsedAt { get; private set; }

    /// <summary>When the audit log last recorded that reservations were read; UTC; null if none were.</summary>
    public DateTime? LastAuditedAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public static AccessToken Of(Token secret, int staffId, ValidAccessToken details, DateTime now) => new()
    {
        StaffId = staffId,
        Name = details.Name,
        Role = details.Role,
        Hash = secret.Hash,
        CreatedAt = now,
        ExpiresAt = now.AddDays(details.Days),
    };

    /// <summary>Returns the text of a secret, such as <c>bft_…</c>, which is shown once.</summary>
    public static string Format(Token secret) => Prefix + secret.Text;

    /// <summary>Parses the text of a secret.</summary>
    public static bool TryParse(string? text, out Token secret)
    {
        secret = default;
        return text?.StartsWith(Prefix, StringComparison.Ordinal) == true && Token.TryParse(text[Prefix.Length..], out secret);
    }

    public bool IsUsable(DateTime now) => RevokedAt is null && now < ExpiresAt;

    public void Revoke(DateTime now) => RevokedAt ??= now;

    /// <summary>Whether a use has to be written.</summary>
    /// <param name="lastUsedAt">See <see cref="LastUsedAt"/>.</param>
    public static bool HasToBeWritten(DateTime? lastUsedAt, DateTime now) => lastUsedAt is null || now - lastUsedAt >= UsePrecision;

    public void Use(DateTime now) => LastUsedAt = now;

    /// <summary>Notes that reservations are read.</summary>
    /// <returns>Whether the audit log has to record it.</returns>
    public bool ReadReservations(DateTime now)
    {
        if (LastAuditedAt is { } last && now - last < AuditPeriod)
        {
            return false;
        }

        LastAuditedAt = now;
        return true;
    }
}
