namespace BookingFlow.Web.Api;

/// <summary>Which performances are asked for.</summary>
/// <param name="After">They start later; UTC.</param>
/// <param name="Before">They start earlier; UTC; null for no end.</param>
/// <param name="Show">The present or a former slug of their show; null for all shows.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">The most performances on a page, 1 or more.</param>
public sealed record ProgrammeFilter(DateTime After, DateTime? Before, string? Show, int Page, int PageSize)
{
    public const int DefaultPageSize = 50, MaxPageSize = 100;

    /// <summary>The highest number of a page. Later performances are found by the date.</summary>
    public const int MaxPage = 1000;

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="names">The names of all parameters that were sent.</param>
    /// <param name="now">UTC.</param>
    /// <returns>The filter; or the wrong parameters, each with a sentence that says what would be right.</returns>
    public static (ProgrammeFilter Filter, IDictionary<string, string[]> Problems) Read(
        ProgrammeParameters sent, IEnumerable<string> names, Venue venue, DateTime now)
    {
        var reader = new ParameterReader(names, ProgrammeParameters.Names);
        var (from, to) = reader.Days(sent.From, sent.To);
        if (!string.IsNullOrEmpty(sent.Show) && !(Slug.IsValid(sent.Show) && sent.Show.Length <= Limits.Slug))
        {
            reader.Problems["show"] = ["Enter the last part of the address of a show's page: letters a to z, digits and single hyphens, such as the-tempest."];
        }

        if (!string.IsNullOrEmpty(sent.Language) && !Languages.OfVisitors.Contains(sent.Language, StringComparer.Ordinal))
        {
            reader.Problems["language"] = [$"Enter one of {string.Join(", ", Languages.OfVisitors)}."];
        }

        // The comparison is exclusive; a performance at the very start of the day belongs to it.
        var begins = from is { } first ? venue.StartOfDay(first).AddTicks(-1) : now;
        var filter = new ProgrammeFilter(
            After: begins > now ? begins : now,
            Before: to is { } last ? venue.StartOfDay(last.AddDays(1)) : null,
            Show: string.IsNullOrEmpty(sent.Show) ? null : sent.Show,
            Page: reader.Number("page", sent.Page, MaxPage) ?? 1,
            PageSize: reader.Number("pageSize", sent.PageSize, MaxPageSize) ?? DefaultPageSize);
        return (filter, reader.Problems);
    }
}
