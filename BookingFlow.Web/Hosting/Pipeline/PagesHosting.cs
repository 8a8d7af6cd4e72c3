using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Reservations;
using BookingFlow.Web.Pages.Staff.CheckIn.Camera;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Registers Razor Pages with their declarations (<see cref="PageConventions"/>), and antiforgery.</summary>
public static class PagesHosting
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<ComponentRenderer>();
        services.AddScoped<FormGuard>();
        services.AddSingleton<PendingCookie>();
        services.AddSingleton<ReserveAgainCookie>();
        services.AddSingleton<DoorCookie>();
        services.AddSingleton<CameraStationScripts>();
        services.AddRazorPages(options =>
        {
            // FormGuard validates the antiforgery token, because it answers with the form instead of an empty 400.
            options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute());
            options.Conventions.ConfigureFilter(new ServiceFilterAttribute<FormGuard>());
            // The form of a performance that is not listed. Before the form's own address, which would take any values.
            options.Conventions.AddPageRouteModelConvention("/Performances/Reserve", model => model.Selectors.Add(new SelectorModel
            {
                AttributeRouteModel = new AttributeRouteModel { Template = "invitations/{invitation}/performances/{id:int}/reserve", Order = -1 },
            }));
            options.Conventions.Add(new PageConventions());
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "bookingflow.form";
            // A Strict cookie is not sent in a tab that webmail opens, so the first submission there would fail.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.FormFieldName = "_form";
            // SecurityHeaders sets the header.
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }
}
