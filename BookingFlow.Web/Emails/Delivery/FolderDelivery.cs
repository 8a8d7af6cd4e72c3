using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>Writes mail as <c>.eml</c> files to a folder, for development; the page <c>/dev/mail</c> shows them.</summary>
/// <remarks>The file is named after the Message-ID, so that a mail that is sent again after a crash replaces its first file.</remarks>
/// <param name="folder">Full path; created if it does not exist.</param>
public sealed class FolderDelivery(string folder, IMailFiles files) : IMailDelivery
{
    public FolderDelivery(string folder)
        : this(folder, new MailFiles())
    {
    }

    public async Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        files.CreateFolder(folder);
        var file = Path.Combine(folder, $"{message.MessageId!.Split('@')[0]}.eml");
        var partial = file + ".part";
        await using (var stream = files.Create(partial))
        {
            await message.WriteToAsync(stream, cancellationToken);
        }

        // Written under another name first, so that readers of the folder never see an incomplete file.
        files.Move(partial, file);
    }
}
