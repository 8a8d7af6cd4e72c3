using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Determines the address that the program listens on, which links use in Development.</summary>
public static class ListeningAddress
{
    /// <summary>Returns the first listening address; <c>http://localhost/</c> if there is none, as in tests.</summary>
    public static Uri Of(IServiceProvider services)
    {
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        // Wildcards such as "http://0.0.0.0:8080" and "http://[::]:8080" cannot be opened in a browser.
        return addresses
            .Select(address => address.Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost",
                StringComparison.Ordinal)
                .Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal))
            .Select(address => new Uri(address))
            .FirstOrDefault() ?? new Uri("http://localhost/");
    }
}
