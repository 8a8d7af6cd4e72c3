using System.IO.Compression;
using BookingFlow.Web.Api;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.ResponseCompression;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Caches and compresses the public pages, which are the same for all visitors.</summary>
/// <remarks>
/// <para>
/// Why: when booking opens, a thousand visitors load the list at the same time. Without the cache, each of them causes its four queries
/// (docs/decisions/0029).
/// </para>
/// <para>
/// Measured (docs/performance.md, rows 1 and 2): the list from the cache is served 43,000 times a second instead of 1,300, with 0.03 ms of
/// processor time instead of 1.43.
/// </para>
/// <para>A public page contains no form that is posted, no token and no name. <see cref="PageConventions"/> declares which pages are public.</para>
/// </remarks>
public static class PublicPageCaching
{
    /// <summary>Files that are compressed, and folders of such files.</summary>
    private static readonly PathString[] CompressedFiles = ["/site.css", "/staff.css", "/camera-station.css", "/camera-station"];

    /// <summary>The query parameters with which a page is cached. With any other, such as a search text, it is rendered for each request.</summary>
    private static readonly HashSet<string> CacheableQueryKeys = new(
        ["month", "page", "language", "performance", .. ProgrammeParameters.Names], StringComparer.Ordinal);

    public static IServiceCollection AddPublicPageCaching(this IServiceCollection services) => services
        .AddOutputCache(options =>
        {
            options.AddBasePolicy(policy => policy.AddPolicy<PublicPageCachePolicy>(), excludeDefaultPolicy: true);
            options.SizeLimit = 64 * 1024 * 1024;
        })
        .AddResponseCompression(options =>
        {
            // Public pages contain no secret that their compressed length could disclose (BREACH).
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "text/calendar", "application/atom+xml"];
        })
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);

    /// <summary>To be used after routing and the middleware that sets the language, and before any that reads the database.</summary>
    /// <param name="isCacheEnabled">False disables the cache but not the compression.</param>
    public static IApplicationBuilder UsePublicPageCaching(this IApplicationBuilder app, bool isCacheEnabled)
    {
        if (isCacheEnabled)
        {
            app.UseWhen(IsCacheable, branch => branch.UseOutputCache());
        }

        return app.UseWhen(http => IsCacheable(http) || IsCompressedFile(http.Request.Path), branch => branch.UseResponseCompression());
    }

    private static bool IsCompressedFile(PathString path) => CompressedFiles.Any(file => path.StartsWithSegments(file, StringComparison.Ordinal));

    private static bool IsCacheable(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
        && PageDeclaration.Of(http) is { IsPublic: true }
        && http.Request.Query.Keys.All(CacheableQueryKeys.Contains);
}
