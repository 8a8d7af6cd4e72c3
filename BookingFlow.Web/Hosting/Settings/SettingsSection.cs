using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Binds a section of the configuration to its settings class and reports each invalid value as a sentence that names the setting.</summary>
/// <remarks>
/// It calls the framework's binder property by property, because <c>BindConfiguration</c> stops at the first invalid value with an exception text
/// for developers, accepts numbers for enum names, and reads 24:00:00 as 24 days (docs/decisions/0037).
/// </remarks>
public static class SettingsSection
{
    /// <summary>Adds the options of a section, validated at the start, and registers their value as a service of its own.</summary>
    /// <remarks>
    /// A property must have a value in the configuration unless it is nullable, or a string without <see cref="RequiredAttribute"/>. An empty
    /// value leaves the property's default.
    /// </remarks>
    /// <param name="path">The path of the section, such as <c>Booking</c>.</param>
    public static OptionsBuilder<TSettings> AddSection<TSettings>(this IServiceCollection services, string path)
        where TSettings : class
    {
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<TSettings>>().Value);
        return services.AddOptions<TSettings>()
            .Configure<IConfiguration>((settings, configuration) =>
            {
                string[] failures = [.. Bind(configuration.GetSection(path), settings)];
                if (failures.Length > 0)
                {
                    throw new OptionsValidationException(Options.DefaultName, typeof(TSettings), failures);
                }
            })
            .ValidateOnStart();
    }

    /// <returns>A sentence for each missing or invalid value.</returns>
    private static IEnumerable<string> Bind(IConfigurationSection section, object settings)
    {
        // A property without a setter is a nested section. A property with a setter that is not public is not bound.
        foreach (var property in settings.GetType().GetProperties().Where(p => p.SetMethod is null or { IsPublic: true }))
        {
            var setting = section.GetSection(property.Name);
            if (!property.CanWrite)
            {
                foreach (var failure in Bind(setting, property.GetValue(settings)!))
                {
                    yield return failure;
                }
            }
            else if (string.IsNullOrWhiteSpace(setting.Value) && !setting.GetChildren().Any())
            {
                if (IsRequired(property))
                {
                    yield return $"The setting {setting.Path} is missing.";
                }
            }
            else if (Read(setting, property) is { } value)
            {
                property.SetValue(settings, value);
            }
            else
            {
                yield return $"The setting {setting.Path} must be {Expected(property)}.";
            }
        }
    }

    private static bool IsRequired(PropertyInfo property) =>
        property.IsDefined(typeof(RequiredAttribute)) || (property.PropertyType.IsValueType && property.PropertyType == TypeOf(property));

    private static Type TypeOf(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    /// <returns>The value; null if the text cannot be converted or a validation attribute of the property rejects it.</returns>
    private static object? Read(IConfigurationSection setting, PropertyInfo property)
    {
        var type = TypeOf(property);
        try
        {
            var value = type switch
            {
                _ when type == typeof(TimeSpan) => ParseTimeSpan(setting.Value),
                _ when type == typeof(TimeOnly) => ParseTimeOfDay(setting.Value),
                _ when type == typeof(string) => setting.Value?.Trim(),
                _ => setting.Get(type),
            };
            var isValid = !type.IsEnum || Enum.IsDefined(type, value!);
            return isValid && property.GetCustomAttributes<ValidationAttribute>().All(rule => rule.IsValid(value)) ? value : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Parses hours:minutes:seconds above zero, up to 366 days. <see cref="TimeSpan.Parse(string)"/> would read 24:00:00 as 24 days.</summary>
    private static TimeSpan? ParseTimeSpan(string? text) =>
        text?.Trim().Split(':') is [var first, var second, var third]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours <= 24 * 366
        && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60
        && int.TryParse(third, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 60
        && new TimeSpan(hours, minutes, seconds) is var span && span > TimeSpan.Zero
            ? span
            : null;

    /// <summary>Parses hours:minutes. The framework's converter would also accept the notation of twelve hours and fractions of a second.</summary>
    private static TimeOnly? ParseTimeOfDay(string? text) =>
        TimeOnly.TryParseExact(text?.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Expected(PropertyInfo property) => TypeOf(property) switch
    {
        _ when property.GetCustomAttribute<RangeAttribute>() is { } range => $"a whole number from {range.Minimum} to {range.Maximum}",
        _ when property.GetCustomAttribute<MinLengthAttribute>() is { } text => $"a text of {text.Length} or more characters",
        _ when property.GetCustomAttribute<WebAddressAttribute>() is { } address => address.Expected,
        { IsEnum: true } type => $"one of: {string.Join(", ", Enum.GetNames(type))}",
        var type when type == typeof(bool) => "true or false",
        var type when type == typeof(TimeSpan) => "a span above zero written as hours:minutes:seconds, such as 24:00:00",
        var type when type == typeof(TimeOnly) => "a time of day written as hours:minutes, such as 03:30",
        _ => "a list, whose entries are numbered from 0",
    };
}
