namespace BookingFlow.Web.Emails;

/// <summary>Mail that is neither sent nor given up at one moment.</summary>
/// <param name="Owed">All of it, 0 or more.</param>
/// <param name="Late">What of it has been due, or failing, for longer than <see cref="MailBacklog.Patience"/>.</param>
public sealed record OwedMail(int Owed, int Late);
