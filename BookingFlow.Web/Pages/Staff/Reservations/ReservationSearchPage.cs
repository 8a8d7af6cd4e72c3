using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Base class of pages that show found reservations. All use the same four parameters in addresses and forms.</summary>
/// <remarks>
/// Without a chosen performance they cover what is upcoming and the last month; everything only on request, because it takes longer and is seldom
/// meant (docs/decisions/0064).
/// </remarks>
public abstract class ReservationSearchPage(BookingDbContext db, TimeProvider clock) : StaffPage(db)
{
    /// <summary>How long after its start a performance is covered without a request for everything, in days.</summary>
    public const int RecentDays = 31;

    /// <summary>Search text: name, e-mail address or reference, or parts of them.</summary>
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>Id of a performance; other values: any performance.</summary>
    [BindProperty(Name = "performance", SupportsGet = true)]
    public string? PerformanceText { get; set; }

    /// <summary>Code of a status, or <see cref="ReservationSearch.HeldBackCode"/>; other values: any status.</summary>
    [BindProperty(Name = "status", SupportsGet = true)]
    public string? StatusText { get; set; }

    /// <summary><c>true</c>: also performances of more than <see cref="RecentDays"/> days ago; other values: not.</summary>
    [BindProperty(Name = "past", SupportsGet = true)]
    public string? PastText { get; set; }

    public bool IncludesPast => string.Equals(PastText, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The criteria. A chosen performance is covered at any date, and so are mails that are held back, of which there are few.</summary>
    public ReservationSearch ReservationSearch
    {
        get
        {
            int? performanceId = int.TryParse(PerformanceText, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
            var isHeldBack = StatusText == ReservationSearch.HeldBackCode;
            DateTime? performedFrom = IncludesPast || isHeldBack || performanceId is not null
                ? null
                : clock.GetUtcNow().UtcDateTime.AddDays(-RecentDays);
            return new ReservationSearch(Text, performanceId, ReservationSearch.ParseStatus(StatusText), isHeldBack, performedFrom);
        }
    }

    /// <summary>Whether performances of more than <see cref="RecentDays"/> days ago are left out.</summary>
    public bool IsRecentOnly => ReservationSearch.PerformedFrom is not null;

    /// <summary>The number of found reservations and of people in them.</summary>
    public ReservationTotals Totals { get; protected set; } = ReservationTotals.None;

    /// <summary>The search parameters that are set, for hidden form fields and query strings.</summary>
    public Dictionary<string, string?> SearchValues =>
        new KeyValuePair<string, string?>[] { new("q", Text), new("performance", PerformanceText), new("status", StatusText), new("past", PastText) }
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>The search parameters for the same search among all performances.</summary>
    public Dictionary<string, string?> SearchValuesWithPast => new(SearchValues, StringComparer.Ordinal) { ["past"] = "true" };

    protected TimeProvider Clock => clock;
}
