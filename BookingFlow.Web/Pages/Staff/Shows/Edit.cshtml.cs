using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>Edits a show's texts, publishes it, and links to everything else about it.</summary>
public sealed class EditModel(BookingDbContext db, EditShow edit, PublishShow publish) : ShowPage(db)
{
    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Slug { get; set; }

    [BindProperty]
    public string? Summary { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public string? RunningMinutes { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public bool IsFree { get; set; }

    [BindProperty]
    public bool SeveralAtOnce { get; set; }

    public ShowInput Input => new(Title, Slug, Summary, Description, RunningMinutes)
    {
        Note = Note,
        IsFree = IsFree,
        SeveralAtOnce = SeveralAtOnce,
    };

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        FillFromShow();
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var edited = await edit.EditAsync(Id, Input, await ActorAsync(cancellationToken), cancellationToken);
        return edited.Succeeded ? SeeOtherPage("/Staff/Shows/Edit", Done.Saved, new { Id }) : await RefuseAsync(edited.Failure, cancellationToken);
    }

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken cancellationToken)
    {
        var published = await publish.PublishAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        return published.Succeeded
            ? SeeOtherPage("/Staff/Shows/Edit", Done.Published, new { Id })
            : await RefuseAsync(published.Failure, cancellationToken);
    }

    public async Task<IActionResult> OnPostShareAsync(CancellationToken cancellationToken)
    {
        var shared = await publish.ShareAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        return shared.Succeeded
            ? SeeOtherPage("/Staff/Shows/Edit", Done.Shared, new { Id })
            : await RefuseAsync(shared.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        var page = await base.RefuseAsync(failure, cancellationToken);
        // The publish button posts no fields of the form: show the stored values instead of empty ones.
        if (!Request.HasFormContentType || !Request.Form.ContainsKey(nameof(Title)))
        {
            FillFromShow();
        }

        return page;
    }

    private void FillFromShow() => (Title, Slug, Summary, Description, RunningMinutes, Note, IsFree, SeveralAtOnce) =
        (Show?.Title, Show?.Slug, Show?.Summary, Show?.Description, Show?.RunningMinutes?.ToString(CultureInfo.InvariantCulture), Show?.Note,
            Show?.IsFree == true, Show?.SeveralAtOnce == true);
}
