using System.ComponentModel.DataAnnotations;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>The section <c>Mail:Smtp</c>.</summary>
public sealed class SmtpSettings
{
    public string Host { get; set; } = "";

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Empty: no authentication.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>How long sending one mail may take, including a new connection.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
