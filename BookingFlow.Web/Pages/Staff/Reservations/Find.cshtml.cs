using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Where the desk looks for a reservation.</summary>
public sealed class FindModel(BookingDbContext db, TimeProvider clock) : ReservationSearchPage(db)
{
    [FromQuery(Name = "page")]
    public int? ShownPage { get; set; }

    public Paged<ReservationLine> Found { get; private set; } = Paged<ReservationLine>.None;

    public IReadOnlyList<PerformanceChoice> Performances { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        // A reference typed alone leads straight to its reservation.
        if (ReservationSearch is { PerformanceId: null, Status: null } && await Db.IdOfReferenceAsync(Text, cancellationToken) is { } id)
        {
            return RedirectToPage("/Staff/Reservations/Reservation", new { id });
        }

        var finding = ReservationSearch;
        Performances = await Db.ChoicesAsync(clock.GetUtcNow().UtcDateTime, finding.PerformanceId, cancellationToken);
        var found = finding.In(Db);
        await CountPeopleAsync(found, cancellationToken);
        Found = await found.NewestFirst().Select(ReservationLine.Of).PageAsync(ShownPage, cancellationToken);
        return Page();
    }
}
