using System.Globalization;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Reads one setting at a time; what is missing or out of range stops the start with a sentence that names it.</summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    public string Text(string key) =>
        Optional(key) ?? throw new SettingException($"The setting {key} is missing.");

    public string? Optional(string key) => string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();

    public int Number(string key, int least, int most) =>
        int.TryParse(Text(key), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingException($"The setting {key} must be a whole number from {least} to {most}.");

    public bool Flag(string key) => bool.TryParse(Text(key), out var flag)
        ? flag
        : throw new SettingException($"The setting {key} must be true or false.");

    public TEnum Choice<TEnum>(string key)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(Text(key), ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? choice
            : throw new SettingException($"The setting {key} must be one of: {string.Join(", ", Enum.GetNames<TEnum>())}.");

    /// <summary>A span above zero, written as hours:minutes:seconds; null when the setting is empty. 24:00:00 is one day.</summary>
    public TimeSpan? OptionalSpan(string key) => Optional(key) is { } text ? Parse(key, text) : null;

    public TimeSpan Span(string key) => Parse(key, Text(key));

    public IReadOnlyList<string> List(string key) =>
        [.. configuration.GetSection(key).GetChildren().Select(child => child.Value?.Trim()).OfType<string>().Where(value => value.Length > 0)];

    private static TimeSpan Parse(string key, string text)
    {
        // TimeSpan reads "24:00:00" as 24 days; people mean hours.
        var parts = text.Split(':');
        return parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours <= 24 * 366
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 60
            && new TimeSpan(hours, minutes, seconds) is var span && span > TimeSpan.Zero
                ? span
                : throw new SettingException($"The setting {key} must be a span above zero written as hours:minutes:seconds, such as 24:00:00.");
    }
}
