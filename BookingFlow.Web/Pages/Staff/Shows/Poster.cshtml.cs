using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>Uploads a show's poster and its alternative text.</summary>
public sealed class PosterModel(BookingDbContext db, ChangePoster change) : ShowPage(db)
{
    /// <summary>
    /// Key in <c>HttpContext.Items</c> that marks a request with a too large body. FormReadingMiddleware discards such a body
    /// unread and executes the request as a GET of this page.
    /// </summary>
    public static readonly object WasTooLarge = new();

    /// <summary>The uploaded file.</summary>
    [BindProperty(Name = "Poster")]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string? PosterAlt { get; set; }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        PosterAlt = Poster?.AltText;
        return Show is not null && HttpContext.Items.ContainsKey(WasTooLarge)
            ? await RefuseAsync(Failure.InvalidInput(ValidPoster.TooLarge), cancellationToken)
            : page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var changed = await change.ChangeAsync(
            Id, await Upload.ReadBytesAsync(cancellationToken), PosterAlt, await ActorAsync(cancellationToken), cancellationToken);
        return changed.Succeeded
            ? SeeOtherPage("/Staff/Shows/Poster", Done.Saved, new { Id })
            : await RefuseAsync(changed.Failure, cancellationToken);
    }
}
