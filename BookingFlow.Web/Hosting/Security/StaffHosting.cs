using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>Registers authentication of staff (ASP.NET Core Identity and its cookies) and the authorization policies.</summary>
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
        services.AddSingleton<StaffDevices>();
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = "bookingflow.staff";
            // Lax: a phone's camera opens the address in a QR code from outside the site, and the steward must be signed in there.
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = PublicLinks.SignInPath;
            cookie.LogoutPath = "/staff/logout";
            cookie.ReturnUrlParameter = "returnUrl";
            // Without a request; longer than a shift at the door. StaffSessions ends a session that is used.
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            // Not a session cookie, because phones end the browser in the background. Max-Age instead of Expires, because it does not depend
            // on the device's clock.
            cookie.Cookie.MaxAge = cookie.ExpireTimeSpan;
            cookie.Events.OnRedirectToLogin = login =>
            {
                if (login.HttpContext.HasPairingEnded())
                {
                    login.Response.Redirect(PublicLinks.PairingEndedPath);
                    return Task.CompletedTask;
                }

                // Only the path: the framework builds an absolute address from the request's Host header, which need not be a valid one.
                var requested = login.Request.PathBase + login.Request.Path + login.Request.QueryString;
                login.Response.Redirect(PublicLinks.SignInPath + QueryString.Create(login.Options.ReturnUrlParameter, requested));
                return Task.CompletedTask;
            };
            // The sign-in page redirects itself. The framework would send the address as it was typed, which a header may not contain.
            cookie.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
            cookie.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            cookie.Events.OnValidatePrincipal = StaffSessions.ValidateAsync;
        });
        // The cookie between the password and the code of the second factor.
        authentication.AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie =>
        {
            cookie.Cookie.Name = "bookingflow.staff.code";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            // Otherwise opening the page again and again would keep the password step valid for ever.
            cookie.SlidingExpiration = false;
        });
        authentication.AddScheme<AuthenticationSchemeOptions, AccessTokenHandler>(AccessTokenHandler.SchemeName, configureOptions: null);
        services.AddAuthorizationBuilder().AddStaffPolicies();
        return services;
    }
}
