using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Validates that the machine knows the time zone and that the program has the language.</summary>
public sealed class VenueSettingsValidator : IValidateOptions<VenueSettings>
{
    public ValidateOptionsResult Validate(string? name, VenueSettings options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            result.AddError(
                TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Rome", out _)
                    ? $"The setting Venue:TimeZone is '{options.TimeZone}', which this machine does not know; use a name such as Europe/Rome."
                    : $"The setting Venue:TimeZone is '{options.TimeZone}', but this machine has no time zone data; install it, such as the package tzdata.");
        }

        if (!Languages.OfVisitors.Contains(options.Language, StringComparer.Ordinal))
        {
            result.AddError(
                $"The setting Venue:Language is '{options.Language}', which the program does not speak; "
                + $"use one of {string.Join(", ", Languages.OfVisitors)}.");
        }

        return result.Build();
    }
}
