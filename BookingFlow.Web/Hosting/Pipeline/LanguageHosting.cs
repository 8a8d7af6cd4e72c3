using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Language;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Localization;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// Sets the language of a request: from the query if the page declares that, else from the language switch's cookie, else from Accept-Language, else
/// the venue's own.
/// </summary>
/// <remarks>
/// Visitors get only the languages that the venue offers. The framework's list of supported languages is fixed at the start, so the providers
/// here leave out what is not offered.
/// </remarks>
public static class LanguageHosting
{
    private static readonly RequestCultureProvider[] Requested =
    [
        new CookieRequestCultureProvider { CookieName = LanguageModel.Cookie },
        new AcceptLanguageHeaderRequestCultureProvider(),
    ];

    public static IServiceCollection AddLanguages(this IServiceCollection services)
    {
        services.AddWords();
        services.AddOptions<RequestLocalizationOptions>().Configure<CurrentVenue>((options, current) =>
        {
            CultureInfo[] languages = [.. Languages.OfVisitors.Select(CultureInfo.GetCultureInfo)];
            options.SupportedCultures = options.SupportedUICultures = languages;
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(async http => new ProviderCultureResult(
                    FindInQuery(http) ?? await FindRequestedAsync(http, current.Venue.OfferedLanguages) ?? current.Venue.Language)),
            ];
        });
        return services;
    }

    /// <summary>Replaces the language by one that staff pages are translated into, on staff pages.</summary>
    /// <remarks>
    /// Staff pages have fewer languages than visitors' pages, and without this such a page would mix two languages. Staff may choose a language
    /// that visitors are not offered. To be used after authentication, because the page that the QR code opens is a staff page only if a staff
    /// member is signed in.
    /// </remarks>
    public static IApplicationBuilder UseStaffLanguages(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var isForStaff = PageDeclaration.Of(http)?.Languages switch
        {
            PageLanguages.OfStaff => true,
            PageLanguages.OfStaffWhenSignedIn => http.User.Identity?.IsAuthenticated == true,
            _ => false,
        };
        if (isForStaff)
        {
            var requested = await FindRequestedAsync(http, Languages.OfVisitors) ?? http.RequestServices.GetRequiredService<Venue>().Language;
            var language = CultureInfo.GetCultureInfo(Languages.ForStaff(requested));
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
            http.Response.Headers.ContentLanguage = language.Name;
        }

        await next(http);
    });

    private static string? FindInQuery(HttpContext http) =>
        PageDeclaration.Of(http) is { HasLanguageParameter: true } && http.Request.Query["language"].ToString() is var language
        && Languages.OfVisitors.Contains(language, StringComparer.Ordinal)
            ? language
            : null;

    /// <summary>Returns the language that the request prefers among some; null if it asks for none of them.</summary>
    private static async Task<string?> FindRequestedAsync(HttpContext http, IReadOnlyList<string> among)
    {
        foreach (var provider in Requested)
        {
            // "de-AT" is answered in German.
            var requested = (await provider.DetermineProviderCultureResult(http))?.UICultures
                .Select(culture => culture.Value?.Split('-')[0].ToLowerInvariant())
                .FirstOrDefault(language => among.Contains(language, StringComparer.Ordinal));
            if (requested is not null)
            {
                return requested;
            }
        }

        return null;
    }
}
