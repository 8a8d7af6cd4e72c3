using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Pages.Staff.Shows;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.VenueSettings;

/// <summary>Uploads or removes the venue's logo.</summary>
public sealed class LogoModel(BookingDbContext db, ChangeVenueLogo change, Venue venue) : StaffPage(db)
{
    /// <summary>The uploaded file.</summary>
    [BindProperty(Name = "Logo")]
    public IFormFile? Upload { get; set; }

    /// <summary>The current logo; null when there is none.</summary>
    public int? LogoId => venue.LogoId;

    // FormReadingMiddleware discards a body that is too large and executes the request as a GET.
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => HttpContext.Items.ContainsKey(PosterModel.WasTooLarge)
        ? await RefuseAsync(Failure.InvalidInput(VenueLogo.TooLarge), cancellationToken)
        : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => await AnswerAsync(
        await change.ChangeAsync(await Upload.ReadBytesAsync(cancellationToken), await ActorAsync(cancellationToken), cancellationToken), Done.Saved,
        cancellationToken);

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken) => await AnswerAsync(
        await change.RemoveAsync(await ActorAsync(cancellationToken), cancellationToken), Done.Removed, cancellationToken);

    private async Task<IActionResult> AnswerAsync(Result<VenueProfile> changed, Done done, CancellationToken cancellationToken) => changed.Succeeded
        ? SeeOtherPage("/Staff/VenueSettings/Logo", done)
        : await RefuseAsync(changed.Failure, cancellationToken);
}
