using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Base class of pages that show found reservations. All use the same three parameters in addresses and forms.</summary>
public abstract class ReservationSearchPage(BookingDbContext db) : StaffPage(db)
{
    /// <summary>Search text: name, e-mail address or reference, or parts of them.</summary>
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>Id of a performance; other values: any performance.</summary>
    [BindProperty(Name = "performance", SupportsGet = true)]
    public string? PerformanceText { get; set; }

    /// <summary>Code of a status, or <see cref="ReservationSearch.HeldBackCode"/>; other values: any status.</summary>
    [BindProperty(Name = "status", SupportsGet = true)]
    public string? StatusText { get; set; }

    public ReservationSearch ReservationSearch => new(
        Text, int.TryParse(PerformanceText, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null, ReservationSearch.ParseStatus(StatusText), StatusText == ReservationSearch.HeldBackCode);

    /// <summary>Number of people in the found reservations, and how many of them are confirmed.</summary>
    public (int All, int Confirmed) People { get; private set; }

    /// <summary>The search parameters that are set, for hidden form fields and query strings.</summary>
    public Dictionary<string, string?> SearchValues =>
        new KeyValuePair<string, string?>[] { new("q", Text), new("performance", PerformanceText), new("status", StatusText) }
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
            .ToDictionary(StringComparer.Ordinal);

    protected async Task CountPeopleAsync(IQueryable<Reservation> found, CancellationToken cancellationToken) => People = (
        await found.SumAsync(r => r.PartySize, cancellationToken),
        await found.Where(r => r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize, cancellationToken));
}
