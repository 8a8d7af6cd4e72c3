using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Searches reservations, for the box office.</summary>
public sealed class FindModel(BookingDbContext db, PublicLinks links, TimeProvider clock) : ReservationSearchPage(db, clock)
{
    [FromQuery(Name = "page")]
    public int? ShownPage { get; set; }

    public Paged<ReservationLine> Found { get; private set; } = Paged<ReservationLine>.None;

    /// <summary>Number of pending reservations whose confirmation mail is held back, whatever is searched.</summary>
    public int HeldBack { get; private set; }

    public IReadOnlyList<PerformanceChoice> Performances { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        // A complete reference or a scanned ticket without other filters leads directly to its reservation.
        if (ReservationSearch is { PerformanceId: null, Status: null, IsHeldBack: false }
            && await Db.FindIdByCodeAsync(Text, links, cancellationToken) is { } id)
        {
            return RedirectToPage("/Staff/Reservations/Reservation", new { id });
        }

        var search = ReservationSearch;
        Performances = await Db.ChoicesAsync(Clock.GetUtcNow().UtcDateTime, search.PerformanceId, cancellationToken);
        HeldBack = await Db.HeldBack().CountAsync(cancellationToken);
        (Found, Totals) = await Db.NewestPageAsync(search, ShownPage, cancellationToken);
        return Page();
    }
}
