namespace BookingFlow.Web.Pages.Staff.Mail;

/// <param name="Since">UTC.</param>
/// <param name="Waiting">Mails that are owed, 1 or more.</param>
public sealed record FailingMail(DateTime Since, int Waiting);
