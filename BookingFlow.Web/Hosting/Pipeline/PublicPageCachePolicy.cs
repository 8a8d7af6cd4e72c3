using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.AspNetCore.OutputCaching;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// Output cache policy of public pages: a page is cached until this node commits a change to public content, and for at most
/// <see cref="CacheDuration"/>.
/// </summary>
/// <remarks>
/// The version of the content is part of the key (<see cref="PublicContentVersion"/> explains why there is no eviction). The duration bounds how
/// long commits of other nodes are missed, and texts such as "in 3 days" and "booking opens at ten", which become outdated without a commit
/// (docs/decisions/0029). The reason for the cache and the measurement are at <see cref="PublicPageCaching"/>.
/// </remarks>
public sealed class PublicPageCachePolicy(PublicContentVersion content, TimeProvider clock) : IOutputCachePolicy
{
    /// <summary>The age at which a cached page is rendered again.</summary>
    public static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(5);

    private static readonly string[] Encodings = ["br", "gzip"];

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = CacheDuration;
        var vary = context.CacheVaryByRules;
        // Links are built from Booking:PublicBaseUrl, so a page does not depend on the Host header.
        vary.VaryByHost = false;
        vary.QueryKeys = "*";
        vary.VaryByValues["language"] = CultureInfo.CurrentUICulture.Name;
        vary.VaryByValues["encoding"] = NormalizeEncoding(context.HttpContext.Request);
        // A page whose rendering began before a commit is stored under the older version, so it is not served after the commit.
        vary.VaryByValues["version"] = content.Version.ToString(CultureInfo.InvariantCulture);
        vary.VaryByValues["period"] = (clock.GetUtcNow().Ticks / CacheDuration.Ticks).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Allows storage of responses with status 200 that set no cookie.</summary>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage = response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Reduces Accept-Encoding to one of three values (br, gzip or none) in the request; otherwise each browser's spelling of the header would
    /// be cached separately.
    /// </summary>
    /// <returns>The value, which is part of the cache key.</returns>
    private static string NormalizeEncoding(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        var encoding = Array.Find(
            Encodings, name => accepted.Any(value => value.Value.Equals(name, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0))
            ?? "";
        request.Headers.AcceptEncoding = encoding;
        return encoding;
    }
}
