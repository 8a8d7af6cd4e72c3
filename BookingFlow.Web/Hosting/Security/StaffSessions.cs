using System.Globalization;
using System.Security.Claims;
using BookingFlow.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>
/// Whether a session still holds, asked at every request: one row by its primary key. Whoever was switched off, has another role
/// or a new password is out at the next click, not some minutes later.
/// </summary>
public static class StaffSessions
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var stamp = context.Principal?.FindFirstValue(
            services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType);
        if (stamp is not null
            && int.TryParse(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && string.Equals(
                stamp, await StampAsync(services.GetRequiredService<BookingDbContext>(), id, context.HttpContext.RequestAborted),
                StringComparison.Ordinal))
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    /// <summary>Null: nobody, or somebody who is switched off.</summary>
    public static Task<string?> StampAsync(BookingDbContext db, int staffId, CancellationToken cancellationToken) =>
        db.Users.Where(u => u.Id == staffId && u.DisabledAt == null).Select(u => u.SecurityStamp).SingleOrDefaultAsync(cancellationToken);
}
