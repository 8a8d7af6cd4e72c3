using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>A place that shows what was found, under the same three names in every address and form.</summary>
public abstract class ReservationSearchPage(BookingDbContext db) : StaffPage(db)
{
    /// <summary>Name, e-mail address or reference, or fragments of them.</summary>
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>A performance's id; anything else: any performance.</summary>
    [BindProperty(Name = "performance", SupportsGet = true)]
    public string? PerformanceText { get; set; }

    /// <summary>A status as its word; anything else: any status.</summary>
    [BindProperty(Name = "status", SupportsGet = true)]
    public string? StatusText { get; set; }

    public ReservationSearch ReservationSearch => new(
        Text, int.TryParse(PerformanceText, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null, ReservationSearch.StatusOf(StatusText));

    /// <summary>How many people were found in all, and how many of them have confirmed seats.</summary>
    public (int All, int Confirmed) People { get; private set; }

    /// <summary>What was looked for, as the fields of a form or the tail of an address.</summary>
    public Dictionary<string, string?> Kept =>
        new KeyValuePair<string, string?>[] { new("q", Text), new("performance", PerformanceText), new("status", StatusText) }
            .Where(kept => !string.IsNullOrEmpty(kept.Value))
            .ToDictionary(StringComparer.Ordinal);

    protected async Task CountPeopleAsync(IQueryable<Reservation> found, CancellationToken cancellationToken) => People = (
        await found.SumAsync(r => r.PartySize, cancellationToken),
        await found.Where(r => r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize, cancellationToken));
}
