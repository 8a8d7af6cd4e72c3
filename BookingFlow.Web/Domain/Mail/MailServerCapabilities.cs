namespace BookingFlow.Web.Domain.Mail;

/// <summary>What the mail server can do, as it announced in the latest session of this process.</summary>
/// <remarks>
/// Kept in memory: a process that has not connected yet does not know, accepts every address, and learns with the first mail
/// (docs/decisions/0042). Thread-safe.
/// </remarks>
public sealed class MailServerCapabilities
{
    private volatile bool _isSmtpUtf8Absent;

    /// <summary>False if the mail server cannot send to addresses with letters beyond ASCII before the @; true if it can or is not known.</summary>
    public bool AllowsNonAsciiEmail => !_isSmtpUtf8Absent;

    /// <summary>Stores whether the mail server announced SMTPUTF8 (RFC 6531).</summary>
    public void LearnSmtpUtf8(bool isPresent) => _isSmtpUtf8Absent = !isPresent;
}
