using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.House;

/// <summary>Takes a page in the house's own words away, after asking once more.</summary>
public sealed class RemoveModel(BookingDbContext db, ChangeVenueText change) : OneTextPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        Kind is null || await WrittenAsync(cancellationToken) is null ? await NotThereAsync(cancellationToken) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Kind is not { } kind)
        {
            return await NotThereAsync(cancellationToken);
        }

        var removed = await change.RemoveAsync(kind, await PersonAsync(cancellationToken), cancellationToken);
        return removed.Succeeded ? SeeOtherPage("/Staff/House/Index", Done.Removed) : await RefuseAsync(removed.Failure, cancellationToken);
    }
}
