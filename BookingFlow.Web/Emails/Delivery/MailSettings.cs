using System.ComponentModel.DataAnnotations;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>The settings below <c>Mail</c>.</summary>
public sealed class MailSettings
{
    public MailDeliveryKind Delivery { get; set; } = MailDeliveryKind.Folder;

    /// <summary>For <see cref="MailDeliveryKind.Folder"/>: relative to the content root in the configuration, a full path when bound.</summary>
    public string Folder { get; set; } = "App_Data/mail";

    /// <summary>The sender as it stands in the mail: <c>Name &lt;address&gt;</c> or the bare address.</summary>
    [Required]
    public string From { get; set; } = "";

    /// <summary>Where an answer to a mail goes, written as <see cref="From"/> is; null: to the sender.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>How long whoever claimed a mail may take; longer than <see cref="SmtpSettings.Timeout"/>.</summary>
    public TimeSpan ClaimLease { get; set; } = TimeSpan.FromMinutes(2);

    public SmtpSettings Smtp { get; } = new();
}
