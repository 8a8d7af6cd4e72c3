using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Where a steward looks for a party that has no code with it, among those of tonight.</summary>
public sealed class FindModel(BookingDbContext db, DoorCookie cookie, TimeProvider clock) : DoorPage(db, cookie, clock)
{
    /// <summary>In the address: all of tonight's, whatever the door is set to.</summary>
    public const string AllOfTonight = "all";

    /// <summary>Name, e-mail address or reference, or fragments of them.</summary>
    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>One of tonight's performances; absent: what the door is set to; anything else: all of tonight's.</summary>
    [FromQuery(Name = "performance")]
    public string? PerformanceText { get; set; }

    [FromQuery(Name = "page")]
    public int? ShownPage { get; set; }

    public Paged<PartyLine> Found { get; private set; } = Paged<PartyLine>.None;

    /// <summary>Among whose parties it is looked; null: all of tonight's.</summary>
    public int? PerformanceId => string.IsNullOrEmpty(PerformanceText)
        ? Door.PerformanceId
        : Performances.FirstOrDefault(p => p.Id.ToString(CultureInfo.InvariantCulture) == PerformanceText)?.Id;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);

        // Whoever reads a whole reference aloud means that party, and on another evening it is told there which.
        if (await Db.IdOfReferenceAsync(Text, cancellationToken) is { } id)
        {
            return RedirectToPage("/Staff/CheckIn/Party", new { id });
        }

        var tonight = PerformanceId is { } one ? [one] : Performances.Select(p => p.Id).ToList();
        Found = await new ReservationSearch(Text, PerformanceId: null, Status: null)
            .In(Db.Reservations.Where(r => tonight.Contains(r.PerformanceId)))
            .OrderBy(r => r.Status == ReservationStatus.Confirmed ? 0 : 1).ThenBy(r => r.SearchKey).ThenBy(r => r.Id)
            .Select(PartyLine.Of(Db))
            .PageAsync(ShownPage, cancellationToken);
        return Page();
    }
}
