using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>A show's picture: upload one, say what it shows.</summary>
public sealed class PosterModel(BookingDbContext db, ChangePoster change) : ShowPage(db)
{
    /// <summary>
    /// Marks a request whose body was larger than any picture: it was thrown away unread, and what is left of the request
    /// only shows this page (Hosting/FormReadingMiddleware).
    /// </summary>
    public static readonly object WasTooLarge = new();

    /// <summary>The file as the browser sent it.</summary>
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
            Id, await PictureAsync(cancellationToken), PosterAlt, await PersonAsync(cancellationToken), cancellationToken);
        return changed.Succeeded
            ? SeeOtherPage("/Staff/Shows/Poster", Done.Saved, new { Id })
            : await RefuseAsync(changed.Failure, cancellationToken);
    }

    private async Task<byte[]?> PictureAsync(CancellationToken cancellationToken)
    {
        if (Upload is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await Upload.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
