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
                PageSecurity.Mailbox => selected.ConfiguredPolicies[nameof(PageSecurity.Mailbox)],
                PageSecurity.Jobs => selected.ConfiguredPolicies[nameof(PageSecurity.Jobs)],
                PageSecurity.Camera => selected.ConfiguredPolicies[nameof(PageSecurity.Camera)],
                PageSecurity.Picture when selected.HttpContext.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified =>
                    selected.ConfiguredPolicies[nameof(PageSecurity.Picture)],
                _ => selected.SelectedPolicy,
            });
        return services;
    }

    /// <summary>Adds the content security policy that all Razor pages share; only style sources differ.</summary>
    private static CspBuilder AddPageDirectives(CspBuilder csp)
    {
        csp.AddDefaultSrc().None();
        csp.AddScriptSrc().None();
        csp.AddImgSrc().Self().Data();
        csp.AddFormAction().Self();
        csp.AddBaseUri().None();
        csp.AddFrameAncestors().None();
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

    private static HeaderPolicyCollection AddCommonHeaders(HeaderPolicyCollection headers, bool usesCamera = false) => headers
        .AddContentTypeOptionsNoSniff()
        .AddFrameOptionsDeny()
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
