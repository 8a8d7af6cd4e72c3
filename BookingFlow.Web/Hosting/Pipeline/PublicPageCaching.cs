using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// Pages that everybody sees alike, kept ready for a moment: a thousand people who open the list when booking opens are
/// one reading of the database (docs/decisions/0029). None of them has a form that is sent, a token, or a name in it.
/// </summary>
public static class PublicPageCaching
{
    private static readonly string[] Places = ["/shows", "/privacy", "/imprint", "/calendar.ics", "/sitemap.xml", "/robots.txt"];

    /// <summary>What an address of the list may ask for and still be kept; a search is everybody's own.</summary>
    private static readonly HashSet<string> KeptQuery = new(["month", "page", "language"], StringComparer.Ordinal);

    public static IServiceCollection AddPublicPageCaching(this IServiceCollection services) => services
        .AddOutputCache(options =>
        {
            options.AddBasePolicy(policy => policy.AddPolicy<PublicPageCachePolicy>(), excludeDefaultPolicy: true);
            options.SizeLimit = 64 * 1024 * 1024;
        })
        .AddResponseCompression(options =>
        {
            // Nothing secret is in them, so their length tells nobody anything.
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "text/calendar"];
        })
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);

    /// <summary>Stands where the language is known and nothing has been read yet.</summary>
    public static IApplicationBuilder UsePublicPageCaching(this IApplicationBuilder app, bool isKept)
    {
        if (isKept)
        {
            app.UseWhen(http => IsKept(http.Request), kept => kept.UseOutputCache());
        }

        return app.UseWhen(http => IsKept(http.Request) || http.Request.Path == "/site.css", small => small.UseResponseCompression());
    }

    /// <summary>What may be kept by anyone and found; every other page is about somebody, or holds a token or a form.</summary>
    public static bool IsPublic(PathString path) => path == "/" || Array.Exists(Places, place => path.StartsWithSegments(place, StringComparison.OrdinalIgnoreCase));

    private static bool IsKept(HttpRequest request) => HttpMethods.IsGet(request.Method) && IsPublic(request.Path) && request.Query.Keys.All(KeptQuery.Contains);
}
