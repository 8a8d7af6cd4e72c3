using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Language;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Localization;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// In which language somebody is answered: the one chosen by the switch (a cookie), else what the browser asks for, else
/// the house's own.
/// </summary>
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

    /// <summary>
    /// Staff are spoken to in fewer languages than visitors; a page half in one and half in another would be worse than
    /// the first. Stands after it is known who is there: what the QR code opens is a visitor's page or a steward's.
    /// </summary>
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
