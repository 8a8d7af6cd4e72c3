namespace BookingFlow.Web.Emails;

/// <summary>Counts of mail that is neither sent nor given up.</summary>
/// <param name="Unsent">All unsent mail, 0 or more.</param>
/// <param name="Late">The unsent mail that has been due, or failing, for at least <see cref="MailBacklog.LateAfter"/>.</param>
public sealed record UnsentMailCounts(int Unsent, int Late);
