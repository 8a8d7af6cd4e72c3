using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>Allows other websites to show or to read the responses that are declared for it (<see cref="CrossOriginUse"/>), and no others.</summary>
/// <remarks>
/// The framework's CORS middleware sends its headers only to requests that name an origin, so that a cache could keep a response without them. These
/// are the same for everybody. Credentials are never allowed, so a script reads what a stranger would.
/// </remarks>
public static class CrossOriginHeaders
{
    /// <summary>To be used after routing and before the middleware that sets the security headers, which sends its headers first.</summary>
    public static IApplicationBuilder UseCrossOriginHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (PageDeclaration.Of(http) is { CrossOrigin: not CrossOriginUse.None and var use })
        {
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                headers["Cross-Origin-Resource-Policy"] = "cross-origin";
                if (use == CrossOriginUse.Read)
                {
                    headers.AccessControlAllowOrigin = "*";
                    headers.AccessControlExposeHeaders = "Content-Language, ETag, Retry-After";
                }

                return Task.CompletedTask;
            });
        }

        return next(http);
    });
}
