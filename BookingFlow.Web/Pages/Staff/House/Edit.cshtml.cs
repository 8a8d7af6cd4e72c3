using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.House;

/// <summary>Edits one of the venue's texts (legal pages), with a preview as visitors will see it.</summary>
public sealed class EditModel(BookingDbContext db, ChangeVenueText change) : StaffVenueTextPage(db)
{
    /// <summary>Largest accepted form, in bytes: a text of maximum length with three bytes per character, each percent-encoded.</summary>
    public const int MaxFormBytes = 9 * Limits.VenueText + 16 * 1024;

    /// <summary>The text in Markdown, as submitted.</summary>
    [BindProperty(Name = "HouseText")]
    public string? Text { get; set; }

    /// <summary>Whether the submitted text is shown as a preview instead of the form.</summary>
    public bool IsPreview { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Kind is null)
        {
            return await NotFoundAsync(cancellationToken);
        }

        Text = await FindTextAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Kind is not { } kind)
        {
            return await NotFoundAsync(cancellationToken);
        }

        var changed = await change.WriteAsync(kind, Text, await ActorAsync(cancellationToken), cancellationToken);
        return changed.Succeeded ? SeeOtherPage("/Staff/House/Index", Done.Saved) : await RefuseAsync(changed.Failure, cancellationToken);
    }

    /// <summary>Shows the preview; saves nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellationToken)
    {
        if (Kind is null)
        {
            return await NotFoundAsync(cancellationToken);
        }

        if (VenueText.Check(Text) is { Succeeded: false, Failure: var failure })
        {
            return await RefuseAsync(failure, cancellationToken);
        }

        IsPreview = true;
        return Page();
    }

    /// <summary>Returns from the preview to the form with the submitted text; saves nothing.</summary>
    public async Task<IActionResult> OnPostBackAsync(CancellationToken cancellationToken) =>
        Kind is null ? await NotFoundAsync(cancellationToken) : Page();
}
