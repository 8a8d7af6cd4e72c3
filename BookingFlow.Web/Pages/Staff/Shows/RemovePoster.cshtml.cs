using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>Removes a show's poster after a confirmation.</summary>
public sealed class RemovePosterModel(BookingDbContext db, ChangePoster change) : ShowPage(db)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var removed = await change.RemoveAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        return removed.Succeeded
            ? SeeOtherPage("/Staff/Shows/Poster", Done.Removed, new { Id })
            : await RefuseAsync(removed.Failure, cancellationToken);
    }
}
