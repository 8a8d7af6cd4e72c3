namespace BookingFlow.Web.Pages.Staff.Mail;

/// <summary>Summary of mail that has been failing for a while, for the banner.</summary>
/// <param name="Since">First failure of the mail that has been failing longest; UTC.</param>
/// <param name="Unsent">Number of unsent mails, 1 or more.</param>
public sealed record FailingMail(DateTime Since, int Unsent);
