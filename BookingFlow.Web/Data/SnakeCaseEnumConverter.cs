using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BookingFlow.Web.Data;

/// <summary>Times are stored in UTC; both databases forget that, so it is said again on the way out.</summary>
public sealed class UtcDateTime() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value,
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));

/// <summary>An enum as a lower-case word (<c>check_in</c>), which a person can read in the table.</summary>
public sealed class StoredWord<TEnum>() : ValueConverter<TEnum, string>(
    value => StoredWords.Of(value), word => StoredWords.Read<TEnum>(word))
    where TEnum : struct, Enum;

public static class StoredWords
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static TEnum Read<TEnum>(string word)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().Single(value => string.Equals(Of(value), word, StringComparison.Ordinal));

    /// <summary>All words of an enum as the list of a check constraint.</summary>
    public static string SqlList<TEnum>()
        where TEnum : struct, Enum => string.Join(", ", Enum.GetValues<TEnum>().Select(value => $"'{Of(value)}'"));
}
