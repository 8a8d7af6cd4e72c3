namespace BookingFlow.Web.UseCases.Mail;

/// <summary>How many mails were requested for the mailboxes and by the clients of one transaction, its own included.</summary>
/// <param name="toMailboxes">For each counted mail, its <see cref="OutboxMail.MailboxKey"/>.</param>
/// <param name="fromClients">For each counted mail, its <see cref="OutboxMail.ClientKey"/>.</param>
/// <param name="known">Mailboxes that have confirmed before.</param>
internal sealed class MailRequestCounts(RequestedMailLimits limits, List<Guid> toMailboxes, List<int> fromClients, HashSet<Guid> known)
{
    /// <summary>Counts one more request, or holds its mail back.</summary>
    public void Apply(OutboxMail mail, MailRequest request)
    {
        if (!limits.IsEnabled)
        {
            return;
        }

        var mailbox = MailboxKey.Of(request.Email);
        var (sent, requested) = (toMailboxes.Count(key => key == mailbox), fromClients.Count(key => key == request.ClientKey));
        if (limits.Check(sent, requested, request.IsKnown || known.Contains(mailbox)) is { } reason)
        {
            mail.HoldBack(reason);
            return;
        }

        mail.CountRequest(mailbox, request.ClientKey);
        toMailboxes.Add(mailbox);
        fromClients.Add(request.ClientKey);
    }
}
