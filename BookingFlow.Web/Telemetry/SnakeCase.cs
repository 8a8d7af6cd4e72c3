using System.Text.Json;

namespace BookingFlow.Web.Telemetry;

/// <summary>Names of enums in snake case: how they are stored in the database and written into metrics and traces.</summary>
public static class SnakeCase
{
    /// <summary>The name of an enum's value in snake case, such as <c>check_in</c>.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <exception cref="InvalidOperationException">The word is none of the enum's.</exception>
    public static TEnum Read<TEnum>(string word)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Single(value => string.Equals(Of(value), word, StringComparison.Ordinal));

    /// <summary>All names of an enum, quoted, for the list of a check constraint.</summary>
    public static string SqlList<TEnum>()
        where TEnum : struct, Enum => string.Join(", ", Enum.GetValues<TEnum>().Select(value => $"'{Of(value)}'"));
}
