namespace BookingFlow.Web.UseCases.Mail;

/// <summary>A stranger's request that causes a mail.</summary>
/// <param name="Email">Address that the mail would be sent to.</param>
/// <param name="ClientKey">From <see cref="ClientNetwork.KeyOf"/>.</param>
/// <param name="IsKnown">Whether the mailbox counts as known without having confirmed a reservation: that of a staff member.</param>
public sealed record MailRequest(string Email, int ClientKey, bool IsKnown = false);
