using System.ComponentModel.DataAnnotations;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>The section <c>Mail</c>.</summary>
public sealed class MailSettings
{
    public MailDeliveryKind Delivery { get; set; } = MailDeliveryKind.Folder;

    /// <summary>
    /// The folder for <see cref="MailDeliveryKind.Folder"/>. Relative to the content root in the configuration; a full path after binding.
    /// </summary>
    public string Folder { get; set; } = "App_Data/mail";

    /// <summary>The sender of all mail: <c>Name &lt;address&gt;</c> or only the address.</summary>
    [Required]
    public string From { get; set; } = "";

    /// <summary>The address for replies, in the format of <see cref="From"/>; null: replies go to the sender.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>
    /// How long a job may take to send a mail that it has claimed, before another may claim it. Longer than <see cref="SmtpSettings.Timeout"/>.
    /// </summary>
    public TimeSpan ClaimLease { get; set; } = TimeSpan.FromMinutes(2);

    public SmtpSettings Smtp { get; } = new();
}
