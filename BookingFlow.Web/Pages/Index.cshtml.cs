using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Shows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages;

/// <summary>
/// The published shows with their next public performances: all of them, those of one month, or those that were looked
/// for. What is asked for and cannot be understood is not asked for.
/// </summary>
public sealed class IndexModel(BookingDbContext db, Venue venue, TimeProvider clock) : PlacePage
{
    /// <summary>The longest search that the form takes, in characters; what comes behind is not looked for.</summary>
    public const int LongestSearch = 100;

    private const string MonthFormat = "yyyy-MM";

    /// <summary>The last page that can be asked for: nobody turns over so many.</summary>
    private const int LastPage = 10_000;

    /// <summary>What was typed into the search.</summary>
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

    /// <summary>The first day of the month that is shown; null: all dates. A search goes through all of them.</summary>
    public DateOnly? Month { get; private set; }

    /// <summary>The nearest months with something in them before and after the one that is shown; null: there is none.</summary>
    public DateOnly? EarlierMonth { get; private set; }

    public DateOnly? LaterMonth { get; private set; }

    /// <summary>Whether the page has its search and months: only when the programme is longer than one page, or part of it is shown.</summary>
    public bool OffersSearch => IsSearch || Month is not null || ShownPage > 1 || HasMore;

    /// <summary>Nothing at all is announced.</summary>
    public bool IsEmptySeason => Shows.Count == 0 && ShownPage == 1 && !IsSearch && Month is null;

    /// <summary>What to see instead, where nothing was found.</summary>
    public IReadOnlyList<PerformanceListing> Others { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Text = Text?.Cut(LongestSearch);
        var words = SearchText.Words(Text);
        IsSearch = words.Count > 0;
        Month = IsSearch ? null : ReadMonth(MonthText);
        ShownPage = int.TryParse(PageText, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1;

        (DateTime Begins, DateTime Ends)? stretch = Month is { } month ? (venue.BeginningOf(month), venue.BeginningOf(month.AddMonths(1))) : null;
        var found = await db.ProgrammeAsync(now, stretch, words, ShownPage, cancellationToken);
        (Shows, HasMore) = (found.Shows, found.HasMore);
        if (stretch is { } shown)
        {
            var (before, from) = await db.NeighboursAsync(now, shown.Begins, shown.Ends, cancellationToken);
            (EarlierMonth, LaterMonth) = (MonthOf(before), MonthOf(from));
        }
        else if (Shows.Count > 0 && !IsSearch)
        {
            LaterMonth = MonthOf(Shows[0].Next[0].StartsAt);
        }

        if (Shows.Count == 0 && !IsEmptySeason)
        {
            Others = await db.Upcoming(now).Take(PublicPerformances.Few).ToListAsync(cancellationToken);
        }
    }

    /// <summary>The address of another page of what is shown.</summary>
    /// <remarks>The route value <c>page</c> is Razor's own, so that the number is added to the query by hand.</remarks>
    public string PageAddress(int page)
    {
        var first = PathOf("/Index", new { q = IsSearch ? Text : null, month = Month is { } month ? Machine(month) : null });
        return page > 1 ? QueryHelpers.AddQueryString(first, "page", page.ToString(CultureInfo.InvariantCulture)) : first;
    }

    /// <summary>A month as it stands in an address.</summary>
    public static string Machine(DateOnly month) => month.ToString(MonthFormat, CultureInfo.InvariantCulture);

    private DateOnly? MonthOf(DateTime? utc) => utc is { } at && venue.Local(at) is var local ? new DateOnly(local.Year, local.Month, 1) : null;

    // No house was there before 1900, and a month at the end of the calendar has no next one.
    private static DateOnly? ReadMonth(string? text) =>
        DateOnly.TryParseExact(text, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            && month.Year is >= 1900 and < 9000
            ? month
            : null;
}
