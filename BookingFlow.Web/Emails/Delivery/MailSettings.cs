namespace BookingFlow.Web.Emails.Delivery;

/// <summary>Where mail goes: a folder to look into, or a mail server.</summary>
public enum MailDeliveryKind
{
    Folder,
    Smtp,
}

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

/// <summary>The settings below <c>Mail</c>.</summary>
public sealed class MailSettings
{
    public MailDeliveryKind Delivery { get; set; } = MailDeliveryKind.Folder;

    /// <summary>For <see cref="MailDeliveryKind.Folder"/>: relative to the content root.</summary>
    public string Folder { get; set; } = "App_Data/mail";

    /// <summary>The sender as it stands in the mail: <c>Name &lt;address&gt;</c> or the bare address.</summary>
    public string From { get; set; } = "";

    /// <summary>Where an answer to a mail goes, written as <see cref="From"/> is; null: to the sender.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>How long whoever claimed a mail may take; longer than <see cref="SmtpSettings.Timeout"/>.</summary>
    public TimeSpan ClaimLease { get; set; } = TimeSpan.FromMinutes(2);

    public SmtpSettings Smtp { get; set; } = new();
}

/// <summary>The settings below <c>Mail:Smtp</c>.</summary>
public sealed class SmtpSettings
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Empty: no authentication.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>For everything that is said about one mail, a new connection included.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
