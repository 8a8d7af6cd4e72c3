using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>In Development, links lead to the address that the program listens on.</summary>
public static class ListeningAddress
{
    public static Uri Of(IServiceProvider services)
    {
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        // "http://0.0.0.0:8080" and "http://[::]:8080" are where to listen, not where to go.
        return addresses
            .Select(address => address.Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost",
                StringComparison.Ordinal)
                .Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal))
            .Select(address => new Uri(address))
            .FirstOrDefault() ?? new Uri("http://localhost/");
    }
}
