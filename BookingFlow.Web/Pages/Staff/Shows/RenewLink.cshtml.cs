using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>Renews the link of a show that is open by link, after a confirmation.</summary>
public sealed class RenewLinkModel(BookingDbContext db, RenewInvitation renew) : ShowPage(db)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var renewed = await renew.OfShowAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        return renewed.Succeeded
            ? SeeOtherPage("/Staff/Shows/Edit", Done.Renewed, new { Id })
            : await RefuseAsync(renewed.Failure, cancellationToken);
    }
}
