using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.House;

/// <summary>Removes one of the venue's texts after a confirmation.</summary>
public sealed class RemoveModel(BookingDbContext db, ChangeVenueText change) : StaffVenueTextPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        Kind is null || await FindTextAsync(cancellationToken) is null ? await NotFoundAsync(cancellationToken) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Kind is not { } kind)
        {
            return await NotFoundAsync(cancellationToken);
        }

        var removed = await change.RemoveAsync(kind, await ActorAsync(cancellationToken), cancellationToken);
        return removed.Succeeded ? SeeOtherPage("/Staff/House/Index", Done.Removed) : await RefuseAsync(removed.Failure, cancellationToken);
    }
}
