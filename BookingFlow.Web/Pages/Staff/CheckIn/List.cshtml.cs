using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>
/// Printable door list with all confirmed parties of one performance, for work without a network. Stewards have no list of
/// everybody; the box office prints it for them.
/// </summary>
public sealed class ListModel(BookingDbContext db, DoorCookie cookie, TimeProvider clock) : DoorPage(db, cookie, clock)
{
    [FromQuery(Name = "performance")]
    public string? PerformanceText { get; set; }

    /// <summary>The listed performance; null when none was chosen and tonight has none or several.</summary>
    public PerformanceFacts? Performance { get; private set; }

    public IReadOnlyList<PrintedListLine> Lines { get; private set; } = [];

    /// <summary>Parties that devices let in although the server would have refused them.</summary>
    public IReadOnlyList<FlaggedParty> Flagged { get; private set; } = [];

    public int People => Lines.Sum(line => line.PartySize);

    /// <summary>Wheelchair and companion places of the listed parties.</summary>
    public AccessPlaces AccessPlaces => Lines.Aggregate(AccessPlaces.None, (sum, line) => sum + line.Access.Places);

    public int Inside => Lines.Sum(line => line.Inside);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        if (string.IsNullOrEmpty(PerformanceText))
        {
            return DefaultPerformanceId is { } performanceId ? await ShowAsync(performanceId, cancellationToken) : Page();
        }

        return int.TryParse(PerformanceText, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && (MaySell || Performances.Any(p => p.Id == id))
            ? await ShowAsync(id, cancellationToken)
            : await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(int id, CancellationToken cancellationToken)
    {
        Performance = await Db.Performances.Where(p => p.Id == id)
            .Select(p => new PerformanceFacts(p.Id, p.Show.Slug, p.Show.Title, p.Room.Name, p.StartsAt))
            .SingleOrDefaultAsync(cancellationToken);
        if (Performance is null)
        {
            return await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken);
        }

        Lines = await Db.Reservations.Where(r => r.PerformanceId == id && r.Status == ReservationStatus.Confirmed)
            .ByName().SelectPrintedLines(Db).ToListAsync(cancellationToken);
        Flagged = await Db.FlaggedPartiesAsync([id], cancellationToken);
        return Page();
    }
}
