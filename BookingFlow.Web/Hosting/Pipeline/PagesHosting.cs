using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.CheckIn;
using BookingFlow.Web.Pages.Reservations;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Razor Pages: words, forms, and who may open which folder.</summary>
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
            // Who may open what (docs/roles.md). A new page of the back office is for signed-in staff, whatever it forgets.
            options.Conventions.AuthorizeFolder("/Staff");
            foreach (var page in (string[])["/Staff/Login", "/Staff/LoginCode", "/Staff/ForgotPassword", "/Staff/SetPassword", "/Staff/Setup"])
            {
                options.Conventions.AllowAnonymousToPage(page);
            }

            options.Conventions.AuthorizePage("/Staff/Index", StaffPolicies.CheckIn);
            options.Conventions.AuthorizeFolder("/Staff/CheckIn", StaffPolicies.CheckIn);
            options.Conventions.AuthorizePage("/Staff/CheckIn/Move", StaffPolicies.Sell);
            options.Conventions.AuthorizePage("/Staff/Season", StaffPolicies.Sell);
            foreach (var folder in (string[])["/Staff/Reservations", "/Staff/Performances"])
            {
                options.Conventions.AuthorizeFolder(folder, StaffPolicies.Sell);
            }

            foreach (var folder in (string[])["/Staff/Shows", "/Staff/Rooms", "/Staff/People", "/Staff/Mail", "/Staff/Log", "/Staff/House"])
            {
                options.Conventions.AuthorizeFolder(folder, StaffPolicies.Administer);
            }

            // Reading a performance and changing its seats is the box office's; planning and calling off is not.
            foreach (var page in (string[])["New", "Edit", "Copy", "Cancel"])
            {
                options.Conventions.AuthorizePage("/Staff/Performances/" + page, StaffPolicies.Administer);
            }
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
