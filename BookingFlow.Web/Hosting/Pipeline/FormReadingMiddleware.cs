using BookingFlow.Web.Pages.Staff.Shows;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using VenueTexts = BookingFlow.Web.Pages.Staff.House;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// Reads a form before anybody asks for it, so that one that cannot be read is refused as what it is, a bad request.
/// Read later, each reader would wrap the fault in its own way, and the stranger's nonsense would look like ours.
/// </summary>
public static class FormReadingMiddleware
{
    /// <summary>A picture, the words about it and the wrapping of both.</summary>
    private const long LargestPosterForm = Limits.PosterBytes + (1024 * 1024);

    /// <summary>So much of a picture that is far too large is thrown away, for a browser hears no answer while it sends.</summary>
    private const long LargestThrownAway = 100 * 1024 * 1024;

    public static IApplicationBuilder UseFormReading(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.HasFormContentType)
        {
            try
            {
                if (IsPosterForm(http.Request) && await IsAdministratorAsync(http))
                {
                    await TakePosterAsync(http);
                }
                else if (IsVenueTextForm(http.Request) && await IsAdministratorAsync(http))
                {
                    Take(http, VenueTexts.EditModel.LargestForm);
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

    private static bool IsPosterForm(HttpRequest request) => HttpMethods.IsPost(request.Method)
        && request.Path.StartsWithSegments("/staff/shows", StringComparison.OrdinalIgnoreCase, out var rest)
        && rest.Value?.TrimEnd('/').EndsWith("/poster", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsVenueTextForm(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/staff/house", StringComparison.OrdinalIgnoreCase);

    private static void Take(HttpContext http, long largest)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = largest;
        }
    }

    // The way of a request comes to who it is only later; here it decides how much is read at all.
    private static async Task<bool> IsAdministratorAsync(HttpContext http) =>
        (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal?.IsInRole(StaffRoles.Administrator) == true;

    private static async Task TakePosterAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } limit)
        {
            return;
        }

        limit.MaxRequestBodySize = LargestPosterForm;
        if (http.Request.ContentLength is not (> LargestPosterForm and <= LargestThrownAway))
        {
            return;
        }

        limit.MaxRequestBodySize = LargestThrownAway;
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        // Nothing of the form is left, its token included: the page is shown, and says why.
        (http.Request.Method, http.Request.ContentType, http.Request.ContentLength) = (HttpMethods.Get, null, null);
        http.Request.Body = Stream.Null;
        http.Items[PosterModel.WasTooLarge] = true;
    }
}
