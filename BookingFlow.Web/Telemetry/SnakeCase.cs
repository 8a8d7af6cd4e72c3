using System.Text.Json;

namespace BookingFlow.Web.Telemetry;

/// <summary>Converts enum members to snake case, for the database, metrics and traces.</summary>
public static class SnakeCase
{
    /// <summary>Returns the name of an enum member in snake case, such as <c>check_in</c>.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Parses an enum member from snake case.</summary>
    /// <exception cref="InvalidOperationException">The text is not a member of the enum.</exception>
    public static TEnum Read<TEnum>(string word)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Single(value => string.Equals(Of(value), word, StringComparison.Ordinal));

    /// <summary>Returns all members of an enum in snake case, quoted and separated by commas, for a check constraint.</summary>
    public static string SqlList<TEnum>()
        where TEnum : struct, Enum => string.Join(", ", Enum.GetValues<TEnum>().Select(value => $"'{Of(value)}'"));
}
