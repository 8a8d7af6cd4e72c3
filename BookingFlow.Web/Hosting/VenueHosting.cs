using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.UseCases.Administration;

namespace BookingFlow.Web.Hosting;

/// <summary>Registers the venue and its booking rules, and reads them from the database before the first request.</summary>
public static class VenueHosting
{
    public static IServiceCollection AddVenue(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var first = provider.CreateVenueProfile();
            return new CurrentVenue(first.ToVenue(), first.ToBookingRules(), provider.GetRequiredService<PublicContentVersion>());
        });
        // Scoped, so that a request sees one venue from its beginning to its end, and a singleton that would keep a stale one fails at the start.
        services.AddScoped(provider => provider.GetRequiredService<CurrentVenue>().Venue);
        services.AddScoped(provider => provider.GetRequiredService<CurrentVenue>().Rules);
        services.AddHostedService<VenueProfileWatch>();
        return services;
    }

    /// <summary>Reads the venue's profile; at the first start, creates it from the settings.</summary>
    /// <exception cref="SettingException">This machine does not know the time zone in the database.</exception>
    /// <exception cref="DatabaseBusyException">The profile could not be stored.</exception>
    public static async Task LoadVenueAsync(this WebApplication app)
    {
        try
        {
            var loaded = await app.Services.GetRequiredService<LoadVenueProfile>()
                .LoadAsync(app.Services.CreateVenueProfile(), CancellationToken.None);
            if (!loaded.Succeeded)
            {
                throw new DatabaseBusyException("The venue's profile could not be stored, because the database is busy. Start again.");
            }
        }
        catch (TimeZoneNotFoundException unknown)
        {
            throw new SettingException(
                $"The venue's time zone in the database is not known to this machine; install its time zone data. {unknown.Message}", unknown);
        }
    }
}
