using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Shows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages;

/// <summary>The home page: published shows with their next public performances, by month or by search.</summary>
/// <remarks>Query values that cannot be parsed are ignored.</remarks>
public sealed class IndexModel(BookingDbContext db, Venue venue, TimeProvider clock) : BasePage
{
    /// <summary>Maximum length of a search text in characters; the rest is ignored.</summary>
    public const int MaxSearchLength = 100;

    private const string MonthFormat = "yyyy-MM";

    /// <summary>Highest page number that is accepted.</summary>
    private const int MaxPage = 10_000;

    /// <summary>The search text.</summary>
    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>Such as 2027-03.</summary>
    [FromQuery(Name = "month")]
    public string? MonthText { get; set; }

    [FromQuery(Name = "page")]
    public string? PageText { get; set; }

    public IReadOnlyList<ShowListing> Shows { get; private set; } = [];

    /// <summary>From 1.</summary>
    public int ShownPage { get; private set; } = 1;

    public bool HasMore { get; private set; }

    public bool IsSearch { get; private set; }

    /// <summary>First day of the month shown; null for all dates. A search always covers all dates.</summary>
    public DateOnly? Month { get; private set; }

    /// <summary>First day of the nearest earlier month with performances; null when there is none.</summary>
    public DateOnly? EarlierMonth { get; private set; }

    /// <summary>First day of the nearest later month with performances; null when there is none.</summary>
    public DateOnly? LaterMonth { get; private set; }

    /// <summary>Whether the page has its search and months: only when the programme is longer than one page, or part of it is shown.</summary>
    public bool OffersSearch => IsSearch || Month is not null || ShownPage > 1 || HasMore;

    /// <summary>Whether the venue has no upcoming performance at all.</summary>
    public bool IsEmptySeason => Shows.Count == 0 && ShownPage == 1 && !IsSearch && Month is null;

    /// <summary>Upcoming performances, offered when nothing was found.</summary>
    public IReadOnlyList<PerformanceListing> Others { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Text = Text?.Truncate(MaxSearchLength);
        var words = SearchText.Words(Text);
        IsSearch = words.Count > 0;
        Month = IsSearch ? null : ReadMonth(MonthText);
        ShownPage = int.TryParse(PageText, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, MaxPage) : 1;

        (DateTime Begins, DateTime Ends)? period = Month is { } month ? (venue.StartOfDay(month), venue.StartOfDay(month.AddMonths(1))) : null;
        var found = await db.ShowListAsync(now, period, words, ShownPage, cancellationToken);
        (Shows, HasMore) = (found.Shows, found.HasMore);
        if (period is { } shown)
        {
            var (before, from) = await db.AdjacentStartsAsync(now, shown.Begins, shown.Ends, cancellationToken);
            (EarlierMonth, LaterMonth) = (MonthOf(before), MonthOf(from));
        }
        else if (Shows.Count > 0 && !IsSearch)
        {
            LaterMonth = MonthOf(Shows[0].Next[0].StartsAt);
        }

        if (Shows.Count == 0 && !IsEmptySeason)
        {
            Others = await db.Upcoming(now).Take(PublicPerformances.SuggestionCount).ToListAsync(cancellationToken);
        }
    }

    /// <summary>Returns the address of another page of the current list.</summary>
    /// <remarks>The route value <c>page</c> is reserved by Razor Pages, so the number is added to the query string here.</remarks>
    public string PageAddress(int page)
    {
        var first = PathOf("/Index", new { q = IsSearch ? Text : null, month = Month is { } month ? MonthValue(month) : null });
        return page > 1 ? QueryHelpers.AddQueryString(first, "page", page.ToString(CultureInfo.InvariantCulture)) : first;
    }

    /// <summary>Formats a month for the query string: 2027-03.</summary>
    public static string MonthValue(DateOnly month) => month.ToString(MonthFormat, CultureInfo.InvariantCulture);

    private DateOnly? MonthOf(DateTime? utc) => utc is { } at && venue.Local(at) is var local ? new DateOnly(local.Year, local.Month, 1) : null;

    // The limits keep the arithmetic on the next month within DateOnly's range.
    private static DateOnly? ReadMonth(string? text) =>
        DateOnly.TryParseExact(text, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            && month.Year is >= 1900 and < 9000
            ? month
            : null;
}
