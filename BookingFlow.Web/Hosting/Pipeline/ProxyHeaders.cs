using BookingFlow.Web.Hosting.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Takes the client's address and scheme from the headers of the known proxies.</summary>
public static class ProxyHeaders
{
    public static IServiceCollection AddProxyHeaders(this IServiceCollection services)
    {
        services.AddOptions<ForwardedHeadersOptions>().Configure<ProxySettings>((options, proxies) =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // From right to left, as long as the address that sent the entry is a known proxy: the client is the first that is none. With a limit,
            // all visitors behind two proxies would be one client.
            options.ForwardLimit = null;
            // The framework trusts loopback by default; here only the proxies in the settings are trusted.
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in proxies.Networks())
            {
                options.KnownIPNetworks.Add(network);
            }
        });
        return services;
    }

    /// <summary>Replaces the client's address, if any proxy is known.</summary>
    public static IApplicationBuilder UseProxyHeaders(this IApplicationBuilder app, ProxySettings proxies)
    {
        if (!proxies.Networks().Any())
        {
            return app;
        }

        app.Use((http, next) =>
        {
            NormalizeAddresses(http.Request.Headers);
            return next(http);
        });
        return app.UseForwardedHeaders();
    }

    /// <summary>Rewrites each address in the form in which the framework's parser can read it in one way only.</summary>
    /// <remarks>The framework stops at an entry that is no address, so the client is then whoever sent it.</remarks>
    private static void NormalizeAddresses(IHeaderDictionary headers)
    {
        var entries = headers.GetCommaSeparatedValues(ForwardedHeadersDefaults.XForwardedForHeaderName);
        if (entries.Length > 0)
        {
            headers[ForwardedHeadersDefaults.XForwardedForHeaderName] =
                string.Join(", ", entries.Select(entry => ClientAddress.ParseWithPort(entry)?.ToString() ?? "unknown"));
        }
    }
}
