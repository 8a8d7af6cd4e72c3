using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Searches tonight's parties, for a party that comes without its QR code.</summary>
public sealed class FindModel(BookingDbContext db, DoorCookie cookie, PublicLinks links, TimeProvider clock) : DoorPage(db, cookie, clock)
{
    /// <summary>Query value for all of tonight's performances, whatever the door is assigned to.</summary>
    public const string AllOfTonight = "all";

    /// <summary>Search text: name, e-mail address or reference, or parts of them.</summary>
    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>Id of one of tonight's performances. Absent: the performance assigned to the door; other values: all of tonight's.</summary>
    [FromQuery(Name = "performance")]
    public string? PerformanceText { get; set; }

    [FromQuery(Name = "page")]
    public int? ShownPage { get; set; }

    public Paged<PartyLine> Found { get; private set; } = Paged<PartyLine>.None;

    /// <summary>The performance searched; null: all of tonight's.</summary>
    public int? PerformanceId => string.IsNullOrEmpty(PerformanceText)
        ? Door.PerformanceId
        : Performances.FirstOrDefault(p => p.Id.ToString(CultureInfo.InvariantCulture) == PerformanceText)?.Id;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);

        // A complete reference or a scanned ticket leads to its party on any date; the party's page says which performance it is for.
        if (await Db.FindIdByCodeAsync(Text, links, cancellationToken) is { } id)
        {
            return RedirectToPage("/Staff/CheckIn/Party", new { id });
        }

        var performanceIds = PerformanceId is { } only ? [only] : Performances.Select(p => p.Id).ToList();
        Found = await new ReservationSearch(Text, PerformanceId: null, Status: null)
            .Apply(Db.Reservations.Where(r => performanceIds.Contains(r.PerformanceId)))
            .OrderBy(r => r.Status == ReservationStatus.Confirmed ? 0 : 1).ThenBy(r => r.SearchKey).ThenBy(r => r.Id)
            .Select(PartyLine.Projection(Db))
            .PageAsync(ShownPage, cancellationToken);
        return Page();
    }
}
