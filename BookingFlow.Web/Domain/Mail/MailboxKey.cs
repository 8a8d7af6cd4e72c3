namespace BookingFlow.Web.Domain.Mail;

/// <summary>Identifies the mailbox of an address for limits, however the address is written.</summary>
/// <remarks>
/// Ignores the case before the @, and what follows a + there: most mail servers deliver both to one mailbox. The key is a hash, so that counts do
/// not store addresses. It is not for deciding whose data something is (docs/decisions/0056).
/// </remarks>
public static class MailboxKey
{
    /// <param name="email">In any form; need not be valid.</param>
    public static Guid Of(string email)
    {
        var address = EmailAddress.Canonical(email);
        var at = address.LastIndexOf('@');
        var (user, host) = at < 0 ? (address, "") : (address[..at], EmailHost.ToAscii(address[(at + 1)..]) ?? address[(at + 1)..]);
        var tag = user.IndexOf('+', StringComparison.Ordinal);
        return SubmissionId.Of("mailbox", (tag > 0 ? user[..tag] : user).ToUpperInvariant(), host.ToUpperInvariant());
    }
}
