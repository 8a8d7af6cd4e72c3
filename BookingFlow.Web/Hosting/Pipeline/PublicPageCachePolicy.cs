using System.Globalization;
using System.IO.Compression;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data.Writing;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// How long, and for whom: until this node commits something that shows on such pages, and never longer than a moment,
/// because other nodes commit as well, and because "in 3 days" and "booking opens at ten" grow old by themselves.
/// </summary>
public sealed class PublicPageCachePolicy(PublicContentVersion facts, TimeProvider clock) : IOutputCachePolicy
{
    /// <summary>How old a page may be that another node has made wrong.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private static readonly string[] Encodings = ["br", "gzip"];

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Moment;
        var vary = context.CacheVaryByRules;
        // Addresses are built from the settings, never from what a request calls the house.
        vary.VaryByHost = false;
        vary.QueryKeys = "*";
        vary.VaryByValues["language"] = CultureInfo.CurrentUICulture.Name;
        vary.VaryByValues["encoding"] = Encoding(context.HttpContext.Request);
        // A page that was begun before a commit is never shown after it: it is kept under the older version.
        vary.VaryByValues["facts"] = facts.Version.ToString(CultureInfo.InvariantCulture);
        vary.VaryByValues["moment"] = (clock.GetUtcNow().Ticks / Moment.Ticks).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Only what was found, and what sets no cookie.</summary>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage = response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }

    /// <summary>Browsers write this header in a hundred ways; it is brought to the three that there are answers for.</summary>
    private static string Encoding(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        var encoding = Array.Find(Encodings, name => accepted.Any(one => one.Value.Equals(name, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0)) ?? "";
        request.Headers.AcceptEncoding = encoding;
        return encoding;
    }
}
