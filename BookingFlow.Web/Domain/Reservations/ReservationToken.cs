namespace BookingFlow.Web.Domain.Reservations;

/// <summary>The stored form of a <see cref="Token"/>: its hash, purpose, expiry and use.</summary>
public sealed class ReservationToken
{
    public int Id { get; set; }

    public int ReservationId { get; set; }

    public Reservation Reservation { get; set; } = null!;

    public TokenPurpose Purpose { get; set; }

    /// <summary>SHA-256 of the raw token; 32 bytes; unique.</summary>
    public required byte[] Hash { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>UTC; null if the token is valid as long as the reservation.</summary>
    public DateTime? ExpiresAt { get; set; }

    public DateTime? UsedAt { get; private set; }

    /// <summary>Id of the form submission that used the token, so that a repeated submission gets the same answer.</summary>
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
