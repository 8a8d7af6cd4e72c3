using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Shows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Invitations;

/// <summary>The page of a show or performance that is not listed, for those who have its link (docs/decisions/0070).</summary>
public sealed class InvitationModel(BookingDbContext db, TimeProvider clock) : BasePage
{
    /// <summary>Null when the link leads nowhere.</summary>
    public ShowView? Show { get; private set; }

    /// <summary>Upcoming performances, offered when the link leads nowhere.</summary>
    public IReadOnlyList<PerformanceListing> Others { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string invitation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Show = await db.InvitedShowAsync(invitation, now, cancellationToken);
        if (Show is not null)
        {
            return Page();
        }

        Others = await db.Upcoming(now).Take(PublicPerformances.SuggestionCount).ToListAsync(cancellationToken);
        return await RefuseAsync(new Failure(FailureKind.ShowNotFound), cancellationToken);
    }
}
