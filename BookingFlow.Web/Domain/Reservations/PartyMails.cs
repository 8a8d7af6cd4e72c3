namespace BookingFlow.Web.Domain.Reservations;

/// <summary>
/// What a pending party was mailed, and what it may ask for from the browser that made the reservation: it has no
/// account, so what it can set off is bounded by the reservation itself.
/// </summary>
/// <param name="Newest">The newest mail with the link; null: none was owed yet.</param>
/// <param name="AskedFor">How many mails the party has asked for after the first, also by correcting its address.</param>
public sealed record PartyMails(OutboxMail? Newest, int AskedFor)
{
    /// <summary>How many mails a party may ask for in all, after the first.</summary>
    public const int Most = 3;

    /// <summary>How long it waits before it asks for the same mail again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public bool IsUnsent => Newest is { IsUnsent: true };

    public bool IsUsedUp => AskedFor >= Most;

    /// <summary>
    /// Against any further mail: the reservation is settled, its time has run out, or booking is closed. While a mail
    /// is owed nobody has had the link, and its time has not begun.
    /// </summary>
    public Failure? WhySettled(Reservation reservation, DateTime now) =>
        ConfirmationRules.WhyLinkWouldNotConfirm(reservation, IsUnsent ? null : reservation.ExpiresAt, reservation.Performance, now);

    /// <summary>Against one to another address.</summary>
    public Failure? WhyNotElsewhere(Reservation reservation, DateTime now) =>
        WhySettled(reservation, now) ?? (IsUsedUp ? Failure.NotPossible(Obstacle.MailedOftenEnough) : null);

    /// <summary>Against the same once more.</summary>
    public Failure? WhyNotAgain(Reservation reservation, DateTime now)
    {
        if (WhyNotElsewhere(reservation, now) is { } refusal)
        {
            return refusal;
        }

        return Newest is { CreatedAt: var last } && last + Pause > now ? Failure.TooManyRequests(last + Pause - now) : null;
    }
}
