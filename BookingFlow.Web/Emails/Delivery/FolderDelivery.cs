using MimeKit;

namespace BookingFlow.Web.Emails.Delivery;

/// <summary>
/// Mail as <c>.eml</c> files in a folder: for development, shown at /dev/mail. The same Message-ID is the same file,
/// so a mail that is sent again after a crash does not lie there twice.
/// </summary>
public sealed class FolderDelivery(string folder) : IMailDelivery
{
    public async Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{message.MessageId!.Split('@')[0]}.eml");
        var unfinished = file + ".part";
        await message.WriteToAsync(unfinished, cancellationToken);
        // Whoever watches the folder never sees half a mail.
        File.Move(unfinished, file, overwrite: true);
    }
}
