using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>Signing in, and who may do what.</summary>
public static class StaffHosting
{
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffUser>(StaffIdentity.Configure)
            .AddRoles<IdentityRole<int>>()
            .AddSignInManager<StaffSignIn>()
            .AddEntityFrameworkStores<BookingDbContext>()
            .AddUserStore<StaffStore>()
            .AddTokenProvider<AuthenticatorTokenProvider<StaffUser>>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddSingleton<StaffIdentity>();
        services.AddSingleton<SignInThrottle>();
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = "bookingflow.staff";
            // Lax: the phone's camera opens the ticket's address from outside, and the steward must be signed in there.
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = PublicLinks.SignInPath;
            cookie.LogoutPath = "/staff/logout";
            cookie.ReturnUrlParameter = "returnUrl";
            // An evening at the door, with time to put up the chairs.
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            // A phone closes its browser in a steward's pocket, and every cookie without an end is gone with it. Told in
            // seconds, so that it is an evening on a device whose clock is wrong, too.
            cookie.Cookie.MaxAge = cookie.ExpireTimeSpan;
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
            cookie.Events.OnValidatePrincipal = StaffSessions.ValidateAsync;
        });
        // Between the password and the code.
        authentication.AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie =>
        {
            cookie.Cookie.Name = "bookingflow.staff.code";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        });
        services.AddAuthorizationBuilder().AddStaffPolicies();
        return services;
    }
}
