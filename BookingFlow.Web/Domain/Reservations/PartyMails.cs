namespace BookingFlow.Web.Domain.Reservations;

/// <summary>The confirmation mails of a pending party, and the rules for requesting another one.</summary>
/// <remarks>A party has no account, so the number of mails that it can request is limited per reservation.</remarks>
/// <param name="Latest">The latest confirmation mail; null if none has been queued.</param>
/// <param name="RequestCount">How many mails the party has requested after the first, including those sent because it corrected its address.</param>
public sealed record PartyMails(OutboxMail? Latest, int RequestCount)
{
    /// <summary>How many mails a party can request in total, after the first.</summary>
    public const int MaxRequests = 3;

    /// <summary>Minimum time between two mails to the same address.</summary>
    public static readonly TimeSpan ResendInterval = TimeSpan.FromMinutes(1);

    /// <summary>State of the latest mail, for the page that strangers see: a mail that is held back looks like a sent one.</summary>
    /// <remarks>Otherwise they could learn how many were requested for an address, and whether it has confirmed before.</remarks>
    public MailState ShownState => Latest switch
    {
        null => MailState.Waiting,
        { IsHeldBack: true } => ShownSentAt is null ? MailState.Waiting : MailState.Sent,
        _ => MailStates.Of(Latest.SentAt, Latest.GivenUpAt, Latest.FailingSince, Latest.LastError),
    };

    /// <summary>When the latest mail was sent, for the same page; UTC; null if it was not.</summary>
    public DateTime? ShownSentAt => Latest is { IsHeldBack: true } ? Latest.GivenUpAt : Latest?.SentAt;

    public bool IsUnsent => Latest is { IsUnsent: true };

    public bool IsLimitReached => RequestCount >= MaxRequests;

    /// <summary>Checks whether another confirmation link would still be usable.</summary>
    /// <remarks>A reservation whose mail is unsent does not count as expired: the party has not received the link yet.</remarks>
    /// <returns>BookingClosed, ReservationCancelled, ConfirmationTokenUsed, ConfirmationTokenExpired, or null.</returns>
    public Failure? CheckNewLink(Reservation reservation, DateTime now) =>
        ConfirmationRules.CheckNewLink(reservation, IsUnsent ? null : reservation.ExpiresAt, reservation.Performance, now);

    /// <summary>Checks whether the link can be mailed to a corrected address.</summary>
    public Failure? CheckAddressChange(Reservation reservation, DateTime now) =>
        CheckNewLink(reservation, now) ?? (IsLimitReached ? Failure.NotPossible(Obstacle.MailedOftenEnough) : null);

    /// <summary>Checks whether the link can be mailed to the same address again.</summary>
    public Failure? CheckResend(Reservation reservation, DateTime now)
    {
        if (CheckAddressChange(reservation, now) is { } refusal)
        {
            return refusal;
        }

        return Latest is { CreatedAt: var createdAt } && createdAt + ResendInterval > now
            ? Failure.TooManyRequests(createdAt + ResendInterval - now)
            : null;
    }
}
