using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Emails.Composition;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Writes a message to the parties of a performance: the form, the preview in each language, a test to the author, sending.</summary>
public sealed class MessageModel(
    BookingDbContext db,
    SendPartyMessage send,
    MailComposer composer,
    PublicLinks links,
    Venue venue,
    IStringLocalizer<Words> words,
    TimeProvider clock) : PerformancePage(db)
{
    /// <summary>Recipient of the mails of the preview, which are not sent.</summary>
    private const string PreviewAddress = "preview@example.org";

    /// <summary>Whether to fill in the message that thanks those who came.</summary>
    [FromQuery(Name = "thanks")]
    public bool IsThanks { get; set; }

    [BindProperty]
    public string? Recipients { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    /// <summary>Markdown.</summary>
    [BindProperty]
    public string? MessageText { get; set; }

    /// <summary>Idempotency key of the form, kept from step to step, so that a double click sends once.</summary>
    [BindProperty]
    public string? SubmissionId { get; set; }

    /// <summary>The selected recipients; null if none are.</summary>
    public PartyMessageRecipients? SelectedRecipients => ValidPartyMessage.ReadRecipients(Recipients);

    /// <summary>Number of parties that each choice reaches.</summary>
    public IReadOnlyDictionary<PartyMessageRecipients, int> Counts { get; private set; } = new Dictionary<PartyMessageRecipients, int>();

    /// <summary>The mail in each language, the venue's language first; empty if the form is shown instead.</summary>
    public IReadOnlyList<MessagePreview> Previews { get; private set; } = [];

    /// <summary>Whether a test has just been sent to the signed-in staff member.</summary>
    public bool IsTestSent { get; private set; }

    /// <summary>The messages to the parties of this performance, newest first.</summary>
    public IReadOnlyList<PartyMessageListing> Messages { get; private set; } = [];

    /// <summary>Whether the performance has begun, so that it can be known who came.</summary>
    public bool HasBegun => Performance!.StartsAt <= Now;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private PartyMessageInput Input => new(Recipients, Subject, MessageText);

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        if (IsThanks && Performance is { } performance)
        {
            FillInThanks(performance.Show.Title);
        }

        return page;
    }

    /// <summary>Sends the message.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var sent = await send.SendAsync(Id, Input, Submission(SubmissionId), await ActorAsync(cancellationToken), cancellationToken);
        return sent.Succeeded
            ? SeeOtherPage("/Staff/Performances/SentMessage", Done.MessageSent, new { Id, messageId = sent.Value.Id })
            : await RefuseAsync(sent.Failure, cancellationToken);
    }

    /// <summary>Shows the preview; sends nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellationToken)
    {
        var check = ValidPartyMessage.Check(Input);
        if (!check.Succeeded)
        {
            return await RefuseAsync(check.Failure, cancellationToken);
        }

        var page = await base.OnGetAsync(cancellationToken);
        if (Performance is { } performance)
        {
            Previews = await ComposeAsync(check.Value, performance.Facts, cancellationToken);
        }

        return page;
    }

    /// <summary>Sends a test to the signed-in staff member and shows the preview.</summary>
    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellationToken)
    {
        var sent = await send.SendTestAsync(Id, Input, await ActorAsync(cancellationToken), cancellationToken);
        IsTestSent = sent.Succeeded;
        return sent.Succeeded ? await OnPostPreviewAsync(cancellationToken) : await RefuseAsync(sent.Failure, cancellationToken);
    }

    /// <summary>Returns from the preview to the form with what was typed.</summary>
    public Task<IActionResult> OnPostBackAsync(CancellationToken cancellationToken) => base.OnGetAsync(cancellationToken);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        // A form shown again keeps its key: it is still the same submission.
        SubmissionId ??= Guid.NewGuid().ToString();
        var counts = new Dictionary<PartyMessageRecipients, int>();
        foreach (var recipients in Enum.GetValues<PartyMessageRecipients>())
        {
            counts[recipients] = await Db.CountRecipientsAsync(Id, recipients, Now, cancellationToken);
        }

        Counts = counts;
        Messages = await Db.PartyMessages.Where(m => m.PerformanceId == Id && m.RecipientCount > 0)
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Select(m => new PartyMessageListing(m.Id, m.CreatedAt, m.StaffName, m.Subject, m.Recipients, m.RecipientCount))
            .ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<MessagePreview>> ComposeAsync(
        ValidPartyMessage text, PerformanceFacts performance, CancellationToken cancellationToken)
    {
        var author = await ActorAsync(cancellationToken);
        var message = PartyMessage.Test(Id, text, author, Now);
        List<MessagePreview> previews = [];
        foreach (var language in Languages.OfVisitors.OrderByDescending(language => language == venue.Language))
        {
            var mail = MailToSend.SampleOf(message, performance, mail: null, PreviewAddress, author.Name, language);
            previews.Add(new MessagePreview(language, (await composer.ComposeAsync(mail)).HtmlBody!));
        }

        return previews;
    }

    /// <summary>Fills in a thank-you in the venue's language, which is that of its texts.</summary>
    private void FillInThanks(string showTitle)
    {
        var language = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(venue.Language);
        try
        {
            Recipients = nameof(PartyMessageRecipients.Came);
            Subject = words["Mail.Thanks.Subject", showTitle].Value.Truncate(Limits.MessageSubject);
            MessageText = $"{words["Mail.Thanks.Text", showTitle]}\n\n{words["Mail.Home", $"<{links.Home}>"]}";
        }
        finally
        {
            CultureInfo.CurrentUICulture = language;
        }
    }
}
