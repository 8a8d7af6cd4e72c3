using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.Shows;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Middleware that reads the form of a request, up to the size that the page declares, and answers 400 if it is malformed.</summary>
/// <remarks>
/// Without it, the form would be read first by antiforgery or model binding, each of which wraps the fault in its own exception, so that a
/// malformed request would be answered and logged as a fault of the program.
/// </remarks>
public static class FormReadingMiddleware
{
    public static IApplicationBuilder UseFormReading(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.HasFormContentType)
        {
            try
            {
                if (HttpMethods.IsPost(http.Request.Method)
                    && PageDeclaration.Of(http) is { MaxFormBytes: { } maxBytes, MaxDiscardedFormBytes: var maxDiscardedBytes }
                    && await IsAdministratorAsync(http))
                {
                    await AcceptLargeFormAsync(http, maxBytes, maxDiscardedBytes);
                }

                if (http.Request.HasFormContentType)
                {
                    await http.Request.ReadFormAsync(http.RequestAborted);
                }
            }
            catch (Exception unreadable) when (unreadable is (InvalidDataException or IOException or NotSupportedException or ArgumentException)
                and not BadHttpRequestException)
            {
                throw new BadHttpRequestException("The form could not be read.", unreadable);
            }
        }

        await next(http);
    });

    // Authenticates here already, because the authentication middleware runs later and the body size depends on the role.
    private static async Task<bool> IsAdministratorAsync(HttpContext http) =>
        (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal?.IsInRole(StaffRoles.Administrator) == true;

    /// <param name="maxBytes">The largest form that is read.</param>
    /// <param name="maxDiscardedBytes">
    /// The largest form that is discarded, so that the page can explain the limit; null: a form above <paramref name="maxBytes"/> is refused.
    /// </param>
    private static async Task AcceptLargeFormAsync(HttpContext http, long maxBytes, long? maxDiscardedBytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } limit)
        {
            return;
        }

        limit.MaxRequestBodySize = maxBytes;
        if (maxDiscardedBytes is not { } maxDiscarded || http.Request.ContentLength is not { } length || length <= maxBytes || length > maxDiscarded)
        {
            return;
        }

        // Browsers read no answer before they have sent the whole body, so it is read to its end.
        limit.MaxRequestBodySize = maxDiscarded;
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        // The antiforgery token is discarded with the form, so the request continues as a GET, whose page shows the reason.
        (http.Request.Method, http.Request.ContentType, http.Request.ContentLength) = (HttpMethods.Get, null, null);
        http.Request.Body = Stream.Null;
        http.Items[PosterModel.WasTooLarge] = true;
    }
}
