using System.Globalization;

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

    public const string DateFormat = "yyyy-MM-dd";

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="names">The names of all parameters that were sent.</param>
    /// <param name="now">UTC.</param>
    /// <returns>The filter; or the wrong parameters, each with a sentence that says what would be right.</returns>
    public static (ProgrammeFilter Filter, IDictionary<string, string[]> Problems) Read(
        ProgrammeParameters sent, IEnumerable<string> names, Venue venue, DateTime now)
    {
        var problems = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var unknown in names.Except(ProgrammeParameters.Names, StringComparer.OrdinalIgnoreCase))
        {
            problems[unknown] = [$"There is no such parameter. The parameters are {string.Join(", ", ProgrammeParameters.Names)}."];
        }

        var (from, to) = (ReadDay("from", sent.From, problems), ReadDay("to", sent.To, problems));
        if (from > to)
        {
            problems["to"] = ["The last day must not be before the first day, the parameter from."];
        }

        if (!string.IsNullOrEmpty(sent.Show) && !(Slug.IsValid(sent.Show) && sent.Show.Length <= Limits.Slug))
        {
            problems["show"] = ["Enter the last part of the address of a show's page: letters a to z, digits and single hyphens, such as the-tempest."];
        }

        if (!string.IsNullOrEmpty(sent.Language) && !Languages.OfVisitors.Contains(sent.Language, StringComparer.Ordinal))
        {
            problems["language"] = [$"Enter one of {string.Join(", ", Languages.OfVisitors)}."];
        }

        // The comparison is exclusive; a performance at the very start of the day belongs to it.
        var begins = from is { } first ? venue.StartOfDay(first).AddTicks(-1) : now;
        var filter = new ProgrammeFilter(
            After: begins > now ? begins : now,
            Before: to is { } last ? venue.StartOfDay(last.AddDays(1)) : null,
            Show: string.IsNullOrEmpty(sent.Show) ? null : sent.Show,
            Page: ReadNumber("page", sent.Page, MaxPage, missing: 1, problems),
            PageSize: ReadNumber("pageSize", sent.PageSize, MaxPageSize, missing: DefaultPageSize, problems));
        return (filter, problems);
    }

    // The limits keep the arithmetic on the next day within the range of the type.
    private static DateOnly? ReadDay(string name, string? text, Dictionary<string, string[]> problems)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1900 and < 9000)
        {
            return day;
        }

        problems[name] = ["Enter a day as year, month and day, such as 2027-03-01."];
        return null;
    }

    private static int ReadNumber(string name, string? text, int max, int missing, Dictionary<string, string[]> problems)
    {
        if (string.IsNullOrEmpty(text))
        {
            return missing;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
        {
            return number;
        }

        problems[name] = [FormattableString.Invariant($"Enter a number from 1 to {max}.")];
        return missing;
    }
}
