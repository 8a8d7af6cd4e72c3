using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Web.Hosting;

/// <summary>Signing in, and who may do what.</summary>
public static class StaffHosting
{
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 10;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddRoles<IdentityRole<int>>()
            .AddSignInManager()
            .AddEntityFrameworkStores<BookingDbContext>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = "bookingflow.staff";
            // Lax: the phone's camera opens the ticket's address from outside, and the steward must be signed in there.
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/staff/login";
            cookie.LogoutPath = "/staff/logout";
            cookie.ReturnUrlParameter = "returnUrl";
            // An evening at the door, with time to put up the chairs.
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            cookie.Events.OnRedirectToLogin = login =>
            {
                // A path alone: the framework would build an address from whatever the request says its host is.
                login.Response.Redirect(new Uri(login.RedirectUri).PathAndQuery);
                return Task.CompletedTask;
            };
            cookie.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            cookie.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
        });
        services.AddAuthorizationBuilder().AddStaffPolicies();
        return services;
    }
}
