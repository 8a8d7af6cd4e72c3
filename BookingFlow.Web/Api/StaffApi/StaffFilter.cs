using System.Globalization;

namespace BookingFlow.Web.Api.StaffApi;

/// <summary>Which figures or reservations are asked for, and how.</summary>
/// <param name="PerformanceId">Null: those of all performances.</param>
/// <param name="From">The performance starts at this time or later; UTC; null for no beginning.</param>
/// <param name="Before">It starts earlier than this; UTC; null for no end.</param>
/// <param name="IsWorkbook">Whether the answer is a workbook.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">The most entries on a page, 1 or more.</param>
public sealed record StaffFilter(int? PerformanceId, DateTime? From, DateTime? Before, bool IsWorkbook, int Page, int PageSize)
{
    public const int DefaultPageSize = 100, MaxPageSize = 500;

    /// <summary>The highest number of a page.</summary>
    public const int MaxPage = 100_000;

    /// <summary>The values of the parameter <c>format</c>.</summary>
    public const string Json = "json", Workbook = "xlsx";

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="names">The names of all parameters that were sent.</param>
    /// <param name="acceptsWorkbook">Whether the header Accept asks for a workbook; the parameter <c>format</c> comes first.</param>
    /// <returns>The filter; or the wrong parameters, each with a sentence that says what would be right.</returns>
    public static (StaffFilter Filter, IDictionary<string, string[]> Problems) Read(
        StaffParameters sent, IEnumerable<string> names, bool acceptsWorkbook, Venue venue)
    {
        var problems = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var unknown in names.Except(StaffParameters.Names, StringComparer.OrdinalIgnoreCase))
        {
            problems[unknown] = [$"There is no such parameter. The parameters are {string.Join(", ", StaffParameters.Names)}."];
        }

        var (from, to) = (ReadDay("from", sent.From, problems), ReadDay("to", sent.To, problems));
        if (from > to)
        {
            problems["to"] = ["The last day must not be before the first day, the parameter from."];
        }

        if (!string.IsNullOrEmpty(sent.Format) && sent.Format is not (Json or Workbook))
        {
            problems["format"] = [$"Enter {Json} or {Workbook}."];
        }

        var filter = new StaffFilter(
            ReadNumber("performance", sent.Performance, int.MaxValue, problems),
            from is { } first ? venue.StartOfDay(first) : null,
            to is { } last ? venue.StartOfDay(last.AddDays(1)) : null,
            string.IsNullOrEmpty(sent.Format) ? acceptsWorkbook : sent.Format == Workbook,
            ReadNumber("page", sent.Page, MaxPage, problems) ?? 1,
            ReadNumber("pageSize", sent.PageSize, MaxPageSize, problems) ?? DefaultPageSize);
        return (filter, problems);
    }

    /// <summary>Selects the performances that are asked for.</summary>
    public IQueryable<Performance> Apply(IQueryable<Performance> performances)
    {
        if (PerformanceId is { } id)
        {
            performances = performances.Where(p => p.Id == id);
        }

        if (From is { } from)
        {
            performances = performances.Where(p => p.StartsAt >= from);
        }

        return Before is { } before ? performances.Where(p => p.StartsAt < before) : performances;
    }

    // The limits keep the arithmetic on the next day within the range of the type.
    private static DateOnly? ReadDay(string name, string? text, Dictionary<string, string[]> problems)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, ProgrammeFilter.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1900 and < 9000)
        {
            return day;
        }

        problems[name] = ["Enter a day as year, month and day, such as 2027-03-01."];
        return null;
    }

    private static int? ReadNumber(string name, string? text, int max, Dictionary<string, string[]> problems)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
        {
            return number;
        }

        problems[name] = [FormattableString.Invariant($"Enter a number from 1 to {max}.")];
        return null;
    }
}
