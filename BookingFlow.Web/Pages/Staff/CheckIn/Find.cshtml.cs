using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>How many letters or digits a word must have for stewards, who may find a party but not browse all of them.</summary>
    public const int MinLetters = 2;

    /// <summary>How many parties a steward is shown at most.</summary>
    public const int MaxFound = 20;

    [FromQuery(Name = "page")]
    public int? ShownPage { get; set; }

    public Paged<PartyLine> Found { get; private set; } = Paged<PartyLine>.None;

    /// <summary>Whether a steward has typed too little to search.</summary>
    public bool IsTooShort { get; private set; }

    /// <summary>Whether there is nothing to search for yet: only the box office is shown all parties.</summary>
    public bool IsEmpty => !MaySell && string.IsNullOrWhiteSpace(Text);

    /// <summary>Whether a steward is shown only the first of the parties that were found.</summary>
    public bool HasMore { get; private set; }

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

        if (IsEmpty)
        {
            return Page();
        }

        if (!MaySell && !SearchText.Words(Text).Any(word => word.Count(char.IsLetterOrDigit) >= MinLetters))
        {
            IsTooShort = true;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var performanceIds = PerformanceId is { } only ? [only] : Performances.Select(p => p.Id).ToList();
        var found = new ReservationSearch(Text, PerformanceId: null, Status: null)
            .Apply(Db.Reservations.Where(r => performanceIds.Contains(r.PerformanceId)))
            .OrderBy(r => r.Status == ReservationStatus.Confirmed ? 0 : 1).ThenBy(r => r.SearchKey).ThenBy(r => r.Id)
            .Select(PartyLine.Projection(Db));
        if (MaySell)
        {
            Found = await found.PageAsync(ShownPage, cancellationToken);
            return Page();
        }

        var first = await found.Take(MaxFound + 1).ToListAsync(cancellationToken);
        HasMore = first.Count > MaxFound;
        Found = new([.. first.Take(MaxFound)], Page: 1, Math.Min(first.Count, MaxFound));
        return Page();
    }
}
