using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>
/// The door list for paper, for when the network is gone: the confirmed parties of one performance, all of them, however
/// many. A steward may print those of tonight; whoever sells, any.
/// </summary>
public sealed class ListModel(BookingDbContext db, DoorCookie cookie, TimeProvider clock) : DoorPage(db, cookie, clock)
{
    [FromQuery(Name = "performance")]
    public string? PerformanceText { get; set; }

    /// <summary>Null: there are several tonight, or none, and none was chosen.</summary>
    public PerformanceFacts? Performance { get; private set; }

    public IReadOnlyList<PaperLine> Lines { get; private set; } = [];

    public int People => Lines.Sum(line => line.PartySize);

    public int Inside => Lines.Sum(line => line.Inside);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        if (string.IsNullOrEmpty(PerformanceText))
        {
            return Here is { } here ? await ShowAsync(here, cancellationToken) : Page();
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
            .ByName().OnPaper(Db).ToListAsync(cancellationToken);
        return Page();
    }
}
