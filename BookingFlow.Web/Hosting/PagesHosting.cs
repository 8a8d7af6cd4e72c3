using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.CheckIn;
using BookingFlow.Web.Pages.Reservations;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Hosting;

/// <summary>Razor Pages: words, forms, and who may open which folder.</summary>
public static class PagesHosting
{
    private static readonly CultureInfo[] Languages = [new("en")];

    public static IServiceCollection AddPlaces(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Languages[0]);
            options.SupportedCultures = options.SupportedUICultures = Languages;
        });
        services.AddRazorComponents();
        services.AddSingleton<RenderedComponent>();
        services.AddScoped<FormGuard>();
        services.AddSingleton<PendingCookie>();
        services.AddSingleton<DoorCookie>();
        services.AddRazorPages(options =>
        {
            // FormGuard checks every POST itself, so that it can answer with the form instead of an empty 400.
            options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute());
            options.Conventions.ConfigureFilter(new ServiceFilterAttribute<FormGuard>());
            options.Conventions.AuthorizeFolder("/Staff");
            options.Conventions.AllowAnonymousToPage("/Staff/Login");
            options.Conventions.AuthorizePage("/Staff/CheckIn", StaffPolicies.CheckIn);
            options.Conventions.AuthorizePage("/Staff/Index", StaffPolicies.CheckIn);
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "bookingflow.form";
            // Strict would be missing in the tab that webmail opens, and the first press of the button would fail.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.FormFieldName = "_form";
            // SecurityHeaders decides what may be framed.
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }
}
