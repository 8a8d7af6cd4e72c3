namespace BookingFlow.Web.Emails.Delivery;

/// <summary>How the conversation with the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: for a server on the same machine or network.</summary>
    None,

    /// <summary>Begins in clear text and must become TLS before anything is said (port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls,
}
