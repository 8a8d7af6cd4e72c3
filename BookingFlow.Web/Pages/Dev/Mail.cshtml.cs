using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using MimeKit;

namespace BookingFlow.Web.Pages.Dev;

/// <summary>The mailbox of the folder delivery. Exists in Development only.</summary>
public sealed class MailModel(MailSettings settings, IHostEnvironment environment) : BasePage
{
    /// <summary>Number of newest mails that are listed.</summary>
    private const int MaxListed = 100;

    /// <summary>File name without extension of the mail to show; null for the list.</summary>
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
            foreach (var file in files.Take(MaxListed))
            {
                messages.Add((Path.GetFileNameWithoutExtension(file.Name), await MimeMessage.LoadAsync(file.FullName, cancellationToken)));
            }

            Messages = messages;
            return Page();
        }

        // Look the name up in the listing, so that the address is never used as a path.
        if (files.FirstOrDefault(f => Path.GetFileNameWithoutExtension(f.Name) == Id) is not { } selected)
        {
            return NotFound();
        }

        Open = await MimeMessage.LoadAsync(selected.FullName, cancellationToken);
        return Page();
    }

    /// <summary>The links in the plain text.</summary>
    public IEnumerable<string> Links => (Open?.TextBody ?? "").Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word.StartsWith("http", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);

    public IReadOnlyList<MimePart> Attachments => [.. Open?.BodyParts.OfType<MimePart>().Where(part => part.FileName is not null) ?? []];

    /// <summary>The HTML body with <c>cid:</c> images replaced by data addresses.</summary>
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
