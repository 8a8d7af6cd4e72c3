using System.Globalization;

namespace BookingFlow.Web.Api;

/// <summary>Reads query parameters that are sent as text, and collects what is wrong with them.</summary>
public sealed class ParameterReader
{
    private const string DateFormat = "yyyy-MM-dd";

    /// <param name="names">The names of all parameters that were sent.</param>
    /// <param name="known">The names of all parameters that there are.</param>
    public ParameterReader(IEnumerable<string> names, IReadOnlyList<string> known)
    {
        foreach (var unknown in names.Except(known, StringComparer.OrdinalIgnoreCase))
        {
            Problems[unknown] = [$"There is no such parameter. The parameters are {string.Join(", ", known)}."];
        }
    }

    /// <summary>The wrong parameters by name, each with a sentence that says what would be right.</summary>
    public Dictionary<string, string[]> Problems { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the parameters <c>from</c> and <c>to</c>, of which neither is needed.</summary>
    /// <returns>First and last day; null where the parameter is missing or wrong.</returns>
    public (DateOnly? From, DateOnly? To) Days(string? from, string? to)
    {
        var (first, last) = (Day("from", from), Day("to", to));
        if (first > last)
        {
            Problems["to"] = ["The last day must not be before the first day, the parameter from."];
        }

        return (first, last);
    }

    /// <summary>Reads a number from 1.</summary>
    /// <returns>Null if it is missing or wrong.</returns>
    public int? Number(string name, string? text, int max)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
        {
            return number;
        }

        Problems[name] = [FormattableString.Invariant($"Enter a number from 1 to {max}.")];
        return null;
    }

    // The limits keep the arithmetic on the next day within the range of the type.
    private DateOnly? Day(string name, string? text)
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

        Problems[name] = ["Enter a day as year, month and day, such as 2027-03-01."];
        return null;
    }
}
