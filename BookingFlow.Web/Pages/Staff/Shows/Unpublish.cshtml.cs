using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>Unpublishes a show after a confirmation that names the performances and people concerned.</summary>
public sealed class UnpublishModel(BookingDbContext db, PublishShow publish, TimeProvider clock) : ShowPage(db)
{
    /// <summary>Number of upcoming performances that are not cancelled.</summary>
    public int Upcoming { get; private set; }

    /// <summary>Confirmed people in those performances.</summary>
    public int Confirmed { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var unpublished = await publish.UnpublishAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
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
