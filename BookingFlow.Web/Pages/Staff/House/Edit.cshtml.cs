using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.House;

/// <summary>A page in the house's own words is written, looked at as visitors will see it, and saved.</summary>
public sealed class EditModel(BookingDbContext db, ChangeVenueText change) : OneTextPage(db)
{
    /// <summary>The most that a form with a whole page takes: every character of it as three bytes, each of them escaped.</summary>
    public const int LargestForm = 9 * Limits.VenueText + 16 * 1024;

    /// <summary>Markdown, as it is typed.</summary>
    [BindProperty(Name = "HouseText")]
    public string? Text { get; set; }

    /// <summary>What was typed is shown as visitors will see it.</summary>
    public bool IsPreview { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Kind is null)
        {
            return await NotThereAsync(cancellationToken);
        }

        Text = await WrittenAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Kind is not { } kind)
        {
            return await NotThereAsync(cancellationToken);
        }

        var changed = await change.WriteAsync(kind, Text, await PersonAsync(cancellationToken), cancellationToken);
        return changed.Succeeded ? SeeOtherPage("/Staff/House/Index", Done.Saved) : await RefuseAsync(changed.Failure, cancellationToken);
    }

    /// <summary>Saves nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellationToken)
    {
        if (Kind is null)
        {
            return await NotThereAsync(cancellationToken);
        }

        if (VenueText.Check(Text) is { Succeeded: false, Failure: var failure })
        {
            return await RefuseAsync(failure, cancellationToken);
        }

        IsPreview = true;
        return Page();
    }

    /// <summary>Back from the preview, with what was typed; saves nothing.</summary>
    public async Task<IActionResult> OnPostBackAsync(CancellationToken cancellationToken) =>
        Kind is null ? await NotThereAsync(cancellationToken) : Page();
}
