namespace BookingFlow.Web.Domain.Reservations;

/// <summary>What the database knows of a token: its hash, what it opens, until when, and whether it was used.</summary>
public sealed class ReservationToken
{
    public int Id { get; set; }

    public int ReservationId { get; set; }

    public Reservation Reservation { get; set; } = null!;

    public TokenPurpose Purpose { get; set; }

    /// <summary>SHA-256 of the raw token; 32 bytes; unique.</summary>
    public required byte[] Hash { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>UTC; null: works as long as the reservation does.</summary>
    public DateTime? ExpiresAt { get; set; }

    public DateTime? UsedAt { get; private set; }

    /// <summary>The submission that used it: the same one sent again is answered as the first time.</summary>
    public Guid? UsedByRequest { get; private set; }

    public static ReservationToken Of(Token token, TokenPurpose purpose, Reservation reservation, DateTime now, DateTime? expiresAt = null) => new()
    {
        Reservation = reservation,
        Purpose = purpose,
        Hash = token.Hash,
        CreatedAt = now,
        ExpiresAt = expiresAt,
    };

    public void Use(Guid request, DateTime now) => (UsedByRequest, UsedAt) = (request, now);
}
