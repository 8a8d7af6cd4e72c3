using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Razor Pages, their forms and what each page is (<see cref="PageConventions"/>).</summary>
public static class PagesHosting
{
    public static IServiceCollection AddPlaces(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<ComponentRenderer>();
        services.AddScoped<FormGuard>();
        services.AddSingleton<PendingCookie>();
        services.AddSingleton<DoorCookie>();
        services.AddRazorPages(options =>
        {
            // FormGuard checks every POST itself, so that it can answer with the form instead of an empty 400.
            options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute());
            options.Conventions.ConfigureFilter(new ServiceFilterAttribute<FormGuard>());
            options.Conventions.Add(new PageConventions());
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
