using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Renews the link of a performance that is open by link, after a confirmation.</summary>
public sealed class RenewLinkModel(BookingDbContext db, RenewInvitation renew) : PerformancePage(db)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var renewed = await renew.OfPerformanceAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        return renewed.Succeeded
            ? SeeOtherPage("/Staff/Performances/Performance", Done.Renewed, new { Id })
            : await RefuseAsync(renewed.Failure, cancellationToken);
    }
}
