using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using MimeKit;

namespace BookingFlow.Web.Pages.Dev;

/// <summary>The mailbox of the folder delivery. Exists in Development only.</summary>
public sealed class MailModel(MailSettings settings, IHostEnvironment environment) : PlacePage
{
    /// <summary>The newest so many; older ones stay in the folder.</summary>
    private const int Most = 100;

    /// <summary>The file that is open; null: the list.</summary>
    [FromRoute]
    public string? Id { get; set; }

    public IReadOnlyList<(string Id, MimeMessage Message)> Messages { get; private set; } = [];

    public MimeMessage? Open { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment() || settings.Delivery != MailDeliveryKind.Folder)
        {
            return NotFound();
        }

        var files = Directory.Exists(settings.Folder)
            ? new DirectoryInfo(settings.Folder).GetFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc).ToArray()
            : [];
        if (Id is null)
        {
            var messages = new List<(string, MimeMessage)>();
            foreach (var file in files.Take(Most))
            {
                messages.Add((Path.GetFileNameWithoutExtension(file.Name), await MimeMessage.LoadAsync(file.FullName, cancellationToken)));
            }

            Messages = messages;
            return Page();
        }

        // Only a name that was listed: what is in the address never becomes a path.
        if (files.FirstOrDefault(f => Path.GetFileNameWithoutExtension(f.Name) == Id) is not { } open)
        {
            return NotFound();
        }

        Open = await MimeMessage.LoadAsync(open.FullName, cancellationToken);
        return Page();
    }

    /// <summary>The links of the plain text, to click.</summary>
    public IEnumerable<string> Links => (Open?.TextBody ?? "").Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word.StartsWith("http", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);

    public IReadOnlyList<MimePart> Attachments => [.. Open?.BodyParts.OfType<MimePart>().Where(part => part.FileName is not null) ?? []];

    /// <summary>The HTML as a mail program would show it: pictures of the mail itself put where they are named.</summary>
    public string Html
    {
        get
        {
            var html = Open?.HtmlBody ?? "";
            foreach (var picture in Open?.BodyParts.OfType<MimePart>().Where(part => part.ContentId is not null) ?? [])
            {
                using var bytes = new MemoryStream();
                picture.Content!.DecodeTo(bytes);
                html = html.Replace(
                    $"cid:{picture.ContentId}", $"data:{picture.ContentType.MimeType};base64,{Convert.ToBase64String(bytes.ToArray())}",
                    StringComparison.Ordinal);
            }

            return html;
        }
    }
}
