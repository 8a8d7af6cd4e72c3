using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Language;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Localization;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Sets the language of a request: from the language switch's cookie, else from Accept-Language, else the venue's own.</summary>
public static class LanguageHosting
{
    public static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        services.AddWords();
        services.AddOptions<RequestLocalizationOptions>().Configure<Venue>((options, venue) =>
        {
            CultureInfo[] languages = [.. Languages.OfVisitors.Select(CultureInfo.GetCultureInfo)];
            options.DefaultRequestCulture = new RequestCulture(venue.Language);
            options.SupportedCultures = options.SupportedUICultures = languages;
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = LanguageModel.Cookie },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
        return services;
    }

    /// <summary>Replaces the language by one that staff pages are translated into, on staff pages.</summary>
    /// <remarks>
    /// Staff pages have fewer languages than visitors' pages, and without this such a page would mix two languages. To be used after
    /// authentication, because the page that the QR code opens is a staff page only if a staff member is signed in.
    /// </remarks>
    public static IApplicationBuilder UseStaffLanguages(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var isForStaff = PageDeclaration.Of(http)?.Languages switch
        {
            PageLanguages.OfStaff => true,
            PageLanguages.OfStaffWhenSignedIn => http.User.Identity?.IsAuthenticated == true,
            _ => false,
        };
        if (isForStaff)
        {
            var language = CultureInfo.GetCultureInfo(Languages.ForStaff(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName));
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
            http.Response.Headers.ContentLanguage = language.Name;
        }

        return next(http);
    });
}
