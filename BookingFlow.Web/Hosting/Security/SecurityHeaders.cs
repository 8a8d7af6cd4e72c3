using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>What browsers are told to refuse, and what nobody may keep.</summary>
public static class SecurityHeaders
{
    public static IServiceCollection AddBookingSecurityHeaders(this IServiceCollection services)
    {
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(Common(new HeaderPolicyCollection()).AddContentSecurityPolicy(csp => Places(csp).AddStyleSrc().Self()))
            // A mail in a frame obeys the page that shows it, and mails carry their styles inline.
            .AddPolicy(
                nameof(PageSecurity.Mailbox),
                Common(new HeaderPolicyCollection()).AddContentSecurityPolicy(csp => Places(csp).AddStyleSrc().Self().UnsafeInline()))
            // Hangfire's dashboard brings scripts of its own; nobody but Administrators sees it.
            .AddPolicy(nameof(PageSecurity.Jobs), Common(new HeaderPolicyCollection()).AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().Self();
                csp.AddScriptSrc().Self().UnsafeInline();
                csp.AddStyleSrc().Self().UnsafeInline();
                csp.AddImgSrc().Self().Data();
                csp.AddFontSrc().Self().Data();
                csp.AddFrameAncestors().None();
            }))
            // A picture opened by itself is a page of its own: whatever a browser might find in it does nothing.
            .AddPolicy(nameof(PageSecurity.Picture), Common(new HeaderPolicyCollection()).AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddFrameAncestors().None();
                csp.AddSandbox();
            }))
            .SetPolicySelector(selected => PageDeclaration.Of(selected.HttpContext)?.Security switch
            {
                PageSecurity.Mailbox => selected.ConfiguredPolicies[nameof(PageSecurity.Mailbox)],
                PageSecurity.Jobs => selected.ConfiguredPolicies[nameof(PageSecurity.Jobs)],
                PageSecurity.Picture when selected.HttpContext.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified =>
                    selected.ConfiguredPolicies[nameof(PageSecurity.Picture)],
                _ => selected.SelectedPolicy,
            });
        return services;
    }

    /// <summary>What holds for every page of our own, whatever styles it may have.</summary>
    private static CspBuilder Places(CspBuilder csp)
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
    /// Only what is public may be kept by anyone and found, and is asked for again each time; every other page is about
    /// somebody, or holds a token or a form.
    /// </summary>
    public static IApplicationBuilder UseNoStore(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var isPublic = PageDeclaration.Of(http) is { IsPublic: true };
        http.Response.OnStarting(() =>
        {
            // Antiforgery writes a weaker "no-cache, no-store" of its own; everything else that was set stays.
            if (http.Response.Headers.CacheControl.Count == 0 || http.Response.Headers.CacheControl.ToString().Contains(
                "no-store", StringComparison.Ordinal))
            {
                http.Response.Headers.CacheControl = isPublic ? "no-cache" : "no-store";
                http.Response.Headers.Remove("Pragma");
            }

            // What everybody may keep, such as the picture of a published show, may be found too.
            if (!isPublic && !http.Response.Headers.CacheControl.ToString().StartsWith("public", StringComparison.Ordinal))
            {
                http.Response.Headers["X-Robots-Tag"] = "noindex";
            }

            return Task.CompletedTask;
        });
        return next(http);
    });

    private static HeaderPolicyCollection Common(HeaderPolicyCollection headers) => headers
        .AddContentTypeOptionsNoSniff()
        .AddFrameOptionsDeny()
        // Not even to ourselves: a Referer would carry a token from one page's address into the next request.
        .AddReferrerPolicyNoReferrer()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddPermissionsPolicy(policy =>
        {
            policy.AddCamera().None();
            policy.AddGeolocation().None();
            policy.AddMicrophone().None();
        })
        .RemoveServerHeader();
}
