using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>Takes a show away from visitors, after asking once more and saying whom that concerns.</summary>
public sealed class UnpublishModel(BookingDbContext db, PublishShow publish, TimeProvider clock) : ShowPage(db)
{
    /// <summary>Performances that are still to come and were not called off.</summary>
    public int Upcoming { get; private set; }

    /// <summary>Confirmed people in them.</summary>
    public int Confirmed { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var unpublished = await publish.UnpublishAsync(Id, await PersonAsync(cancellationToken), cancellationToken);
        return unpublished.Succeeded
            ? SeeOtherPage("/Staff/Shows/Edit", Done.Unpublished, new { Id })
            : await RefuseAsync(unpublished.Failure, cancellationToken);
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var upcoming = Db.Performances.Where(p => p.ShowId == Id && p.StartsAt > now && p.CancelledAt == null);
        Upcoming = await upcoming.CountAsync(cancellationToken);
        Confirmed = await upcoming.SumAsync(p => p.ConfirmedSeats, cancellationToken);
    }
}
