using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>Another website with one page, of another origin than the program.</summary>
public sealed class Website : IAsyncDisposable
{
    private readonly WebApplication _server;

    private Website(WebApplication server) => _server = server;

    /// <summary>Its origin, at which the page is.</summary>
    public string Address => _server.Urls.Single();

    /// <param name="html">The page.</param>
    public static async Task<Website> StartAsync(string html)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.MapGet("/", () => TypedResults.Content(html, "text/html; charset=utf-8"));
        await server.StartAsync();
        return new Website(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
