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
        var reader = new ParameterReader(names, StaffParameters.Names);
        var (from, to) = reader.Days(sent.From, sent.To);
        if (!string.IsNullOrEmpty(sent.Format) && sent.Format is not (Json or Workbook))
        {
            reader.Problems["format"] = [$"Enter {Json} or {Workbook}."];
        }

        var filter = new StaffFilter(
            reader.Number("performance", sent.Performance, int.MaxValue),
            from is { } first ? venue.StartOfDay(first) : null,
            to is { } last ? venue.StartOfDay(last.AddDays(1)) : null,
            string.IsNullOrEmpty(sent.Format) ? acceptsWorkbook : sent.Format == Workbook,
            reader.Number("page", sent.Page, MaxPage) ?? 1,
            reader.Number("pageSize", sent.PageSize, MaxPageSize) ?? DefaultPageSize);
        return (filter, reader.Problems);
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
}
