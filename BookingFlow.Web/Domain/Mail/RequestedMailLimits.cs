namespace BookingFlow.Web.Domain.Mail;

/// <summary>How many mails strangers can request, before further ones are held back for the box office (docs/decisions/0056).</summary>
/// <remarks>
/// Only requests that were not confirmed count: whoever confirms can go on. A mailbox that has confirmed a reservation before has higher limits.
/// </remarks>
/// <param name="ToMailbox">The most to one mailbox within <see cref="MailboxWindow"/>; 1 or more.</param>
/// <param name="ToKnownMailbox">The same for a mailbox that has confirmed before.</param>
/// <param name="FromNetwork">The most from one client network within <see cref="NetworkWindow"/>; 1 or more.</param>
/// <param name="FromNetworkToKnown">The same for requests to a mailbox that has confirmed before.</param>
public sealed record RequestedMailLimits(int ToMailbox, int ToKnownMailbox, int FromNetwork, int FromNetworkToKnown)
{
    public static readonly TimeSpan MailboxWindow = TimeSpan.FromDays(1), NetworkWindow = TimeSpan.FromHours(1);

    /// <summary>No limits; nothing is counted.</summary>
    public static RequestedMailLimits None { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue);

    public bool IsEnabled => this != None;

    /// <summary>Decides whether one more mail is held back.</summary>
    /// <param name="toMailbox">How many that were not confirmed were sent to the mailbox within <see cref="MailboxWindow"/>.</param>
    /// <param name="fromNetwork">How many the client network requested within <see cref="NetworkWindow"/> that were not confirmed.</param>
    /// <param name="isKnown">Whether the mailbox has confirmed before.</param>
    /// <returns><see cref="OutboxMail.TooManyToMailbox"/>, <see cref="OutboxMail.TooManyFromNetwork"/>, or null to send it.</returns>
    public string? Check(int toMailbox, int fromNetwork, bool isKnown)
    {
        if (toMailbox >= (isKnown ? ToKnownMailbox : ToMailbox))
        {
            return OutboxMail.TooManyToMailbox;
        }

        return fromNetwork >= (isKnown ? FromNetworkToKnown : FromNetwork) ? OutboxMail.TooManyFromNetwork : null;
    }
}
