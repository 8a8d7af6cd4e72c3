using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.AspNetCore.OutputCaching;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// Caches a page until this node commits something that it shows (<see cref="PublicContentVersion"/>), and for <see cref="Moment"/> at most.
/// </summary>
/// <remarks>
/// The bound is for the commits of other nodes, and for texts such as "in 3 days" and "booking opens at ten", which expire without a commit.
/// </remarks>
public sealed class PublicPageCachePolicy(PublicContentVersion facts, TimeProvider clock) : IOutputCachePolicy
{
    /// <summary>How old a page may be that shows less than another node has committed.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private static readonly string[] Encodings = ["br", "gzip"];

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Moment;
        var vary = context.CacheVaryByRules;
        // Links are built from the settings, not from the Host header.
        vary.VaryByHost = false;
        vary.QueryKeys = "*";
        vary.VaryByValues["language"] = CultureInfo.CurrentUICulture.Name;
        vary.VaryByValues["encoding"] = Encoding(context.HttpContext.Request);
        // A page that was begun before a commit is stored under the older version, so it is not served after the commit.
        vary.VaryByValues["facts"] = facts.Version.ToString(CultureInfo.InvariantCulture);
        vary.VaryByValues["moment"] = (clock.GetUtcNow().Ticks / Moment.Ticks).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Stores answers with status 200 that set no cookie.</summary>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage = response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Normalizes Accept-Encoding to the three values that answers differ by; browsers write it in many ways, each of which would be cached.
    /// </summary>
    private static string Encoding(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        var encoding = Array.Find(
            Encodings, name => accepted.Any(one => one.Value.Equals(name, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0))
            ?? "";
        request.Headers.AcceptEncoding = encoding;
        return encoding;
    }
}
