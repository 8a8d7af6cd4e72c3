using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>Sets the security headers of all responses, such as Content-Security-Policy, and prevents caching of pages that are not public.</summary>
public static class SecurityHeaders
{
    public static IServiceCollection AddBookingSecurityHeaders(this IServiceCollection services)
    {
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(
                AddCommonHeaders(new HeaderPolicyCollection()).AddContentSecurityPolicy(csp => AddPageDirectives(csp).AddStyleSrc().Self()))
            // A mail in a frame inherits the policy of the page that shows it, and mails have inline styles.
            .AddPolicy(
                nameof(PageSecurity.Mailbox),
                AddCommonHeaders(new HeaderPolicyCollection()).AddContentSecurityPolicy(
                    csp => AddPageDirectives(csp).AddStyleSrc().Self().UnsafeInline()))
            // Hangfire's dashboard has inline scripts and styles; only Administrators can open it.
            .AddPolicy(nameof(PageSecurity.Jobs), AddCommonHeaders(new HeaderPolicyCollection()).AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().Self();
                csp.AddScriptSrc().Self().UnsafeInline();
                csp.AddStyleSrc().Self().UnsafeInline();
                csp.AddImgSrc().Self().Data();
                csp.AddFontSrc().Self().Data();
                csp.AddFrameAncestors().None();
            }))
            // An uploaded picture can be opened directly. The sandbox prevents anything in the file from being executed.
            .AddPolicy(nameof(PageSecurity.Picture), AddCommonHeaders(new HeaderPolicyCollection()).AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddFrameAncestors().None();
                csp.AddSandbox();
            }))
            // The nonce also covers the modules that the page's script imports. WebAssembly reads the codes where the browser cannot.
            .AddPolicy(
                nameof(PageSecurity.Camera),
                AddCommonHeaders(new HeaderPolicyCollection(), usesCamera: true).AddContentSecurityPolicy(csp =>
                {
                    csp.AddDefaultSrc().None();
                    csp.AddScriptSrc().WithNonce().WasmUnsafeEval();
                    csp.AddConnectSrc().Self();
                    csp.AddWorkerSrc().Self();
                    csp.AddManifestSrc().Self();
                    csp.AddStyleSrc().Self();
                    csp.AddImgSrc().Self().Data();
                    csp.AddFormAction().Self();
                    csp.AddBaseUri().None();
                    csp.AddFrameAncestors().None();
                }))
            .SetPolicySelector(selected => PageDeclaration.Of(selected.HttpContext)?.Security switch
            {
                PageSecurity.Frame when FrameOrigins(selected.HttpContext) is { Count: > 0 } origins => FramePolicy(origins),
                PageSecurity.Mailbox => selected.ConfiguredPolicies[nameof(PageSecurity.Mailbox)],
                PageSecurity.Jobs => selected.ConfiguredPolicies[nameof(PageSecurity.Jobs)],
                PageSecurity.Camera => selected.ConfiguredPolicies[nameof(PageSecurity.Camera)],
                PageSecurity.Picture when selected.HttpContext.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified =>
                    selected.ConfiguredPolicies[nameof(PageSecurity.Picture)],
                _ => selected.SelectedPolicy,
            });
        return services;
    }

    private static IReadOnlyList<string> FrameOrigins(HttpContext http) =>
        http.RequestServices.GetRequiredService<CurrentVenue>().Venue.FrameOrigins;

    /// <summary>The policy of a page that some websites may show in a frame. Made for each response, because an Administrator names them.</summary>
    private static HeaderPolicyCollection FramePolicy(IReadOnlyList<string> origins) =>
        AddCommonHeaders(new HeaderPolicyCollection(), isFramed: true)
            .AddContentSecurityPolicy(csp => AddPageDirectives(csp, origins).AddStyleSrc().Self());

    /// <summary>Adds the content security policy that all Razor pages share; only style sources and frames differ.</summary>
    /// <param name="frameOrigins">The websites that may show the page in a frame; null for none.</param>
    private static CspBuilder AddPageDirectives(CspBuilder csp, IReadOnlyList<string>? frameOrigins = null)
    {
        csp.AddDefaultSrc().None();
        csp.AddScriptSrc().None();
        csp.AddImgSrc().Self().Data();
        csp.AddFormAction().Self();
        csp.AddBaseUri().None();
        if (frameOrigins is null)
        {
            csp.AddFrameAncestors().None();
        }
        else
        {
            csp.AddFrameAncestors().From(frameOrigins);
        }

        csp.AddFrameSrc().Self();
        return csp;
    }

    /// <summary>
    /// Sets Cache-Control to no-cache on public pages, so that caches revalidate them, and to no-store and X-Robots-Tag to noindex on all others,
    /// which contain personal data, a token or a form.
    /// </summary>
    public static IApplicationBuilder UseNoStore(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var isPublic = PageDeclaration.Of(http) is { IsPublic: true };
        http.Response.OnStarting(() =>
        {
            // Antiforgery sets its own "no-cache, no-store", which is replaced too. Any other value was set on purpose and is kept.
            if (http.Response.Headers.CacheControl.Count == 0 || http.Response.Headers.CacheControl.ToString().Contains(
                "no-store", StringComparison.Ordinal))
            {
                http.Response.Headers.CacheControl = isPublic ? "no-cache" : "no-store";
                http.Response.Headers.Remove("Pragma");
            }

            // A response that is publicly cacheable, such as the picture of a published show, may be indexed too.
            if (!isPublic && !http.Response.Headers.CacheControl.ToString().StartsWith("public", StringComparison.Ordinal))
            {
                http.Response.Headers["X-Robots-Tag"] = "noindex";
            }

            return Task.CompletedTask;
        });
        return next(http);
    });

    // X-Frame-Options has no list of websites, and browsers that know frame-ancestors ignore it.
    private static HeaderPolicyCollection AddCommonHeaders(HeaderPolicyCollection headers, bool usesCamera = false, bool isFramed = false) =>
        (isFramed ? headers : headers.AddFrameOptionsDeny())
        .AddContentTypeOptionsNoSniff()
        // Not same-origin either: a Referer would contain the token of the previous page's address.
        .AddReferrerPolicyNoReferrer()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddPermissionsPolicy(policy =>
        {
            if (usesCamera)
            {
                policy.AddCamera().Self();
            }
            else
            {
                policy.AddCamera().None();
            }

            policy.AddGeolocation().None();
            policy.AddMicrophone().None();
        })
        .RemoveServerHeader();
}
