using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Where the desk looks for a reservation.</summary>
public sealed class FindModel(BookingDbContext db, TimeProvider clock) : FindingPage(db)
{
    [FromQuery(Name = "page")]
    public int? ShownPage { get; set; }

    public Paged<ReservationLine> Found { get; private set; } = Paged<ReservationLine>.None;

    public IReadOnlyList<PerformanceChoice> Performances { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await WhoseReferenceAsync(cancellationToken) is { } id)
        {
            return Redirect(string.Create(CultureInfo.InvariantCulture, $"/staff/reservations/{id}"));
        }

        var finding = Finding;
        Performances = await Db.ChoicesAsync(clock.GetUtcNow().UtcDateTime, finding.PerformanceId, cancellationToken);
        var found = finding.In(Db);
        await CountPeopleAsync(found, cancellationToken);
        Found = await found.NewestFirst().Select(ReservationLine.Of).PageAsync(ShownPage, cancellationToken);
        return Page();
    }

    // A reference typed alone leads straight to its reservation. A name that looks like one does not, unless it is one.
    private async Task<int?> WhoseReferenceAsync(CancellationToken cancellationToken) =>
        Finding is { PerformanceId: null, Status: null } && Reference.Read(Text) is { } reference
            ? await Db.Reservations.Where(r => r.Reference == reference).Select(r => (int?)r.Id).SingleOrDefaultAsync(cancellationToken)
            : null;
}
