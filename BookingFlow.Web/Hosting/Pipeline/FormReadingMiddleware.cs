using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.Shows;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// Reads a form before anybody asks for it, so that one that cannot be read is refused as what it is, a bad request.
/// Read later, each reader would wrap the fault in its own way, and the stranger's nonsense would look like ours.
/// </summary>
public static class FormReadingMiddleware
{
    public static IApplicationBuilder UseFormReading(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.HasFormContentType)
        {
            try
            {
                if (HttpMethods.IsPost(http.Request.Method)
                    && PageDeclaration.Of(http) is { LargestForm: { } largest, LargestDiscardedForm: var discarded }
                    && await IsAdministratorAsync(http))
                {
                    await AcceptLargeFormAsync(http, largest, discarded);
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

    // Authentication comes later in the pipeline; here it decides how much of the body is read.
    private static async Task<bool> IsAdministratorAsync(HttpContext http) =>
        (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal?.IsInRole(StaffRoles.Administrator) == true;

    private static async Task AcceptLargeFormAsync(HttpContext http, long largest, long? largestDiscarded)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } limit)
        {
            return;
        }

        limit.MaxRequestBodySize = largest;
        if (largestDiscarded is not { } discarded || http.Request.ContentLength is not { } length || length <= largest || length > discarded)
        {
            return;
        }

        // A browser reads no answer while it sends, so that the form is read to its end.
        limit.MaxRequestBodySize = discarded;
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        // Nothing of the form is left, its token included: the page is shown, and says why.
        (http.Request.Method, http.Request.ContentType, http.Request.ContentLength) = (HttpMethods.Get, null, null);
        http.Request.Body = Stream.Null;
        http.Items[PosterModel.WasTooLarge] = true;
    }
}
