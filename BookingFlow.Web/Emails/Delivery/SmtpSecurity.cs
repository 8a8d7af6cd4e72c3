namespace BookingFlow.Web.Emails.Delivery;

/// <summary>How the connection to the mail server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>Not encrypted; for a server on the same machine or network.</summary>
    None,

    /// <summary>Begins in clear text and must change to TLS before signing in and sending (port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls,
}
