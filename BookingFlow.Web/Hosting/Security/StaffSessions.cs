using System.Security.Claims;
using BookingFlow.Web.Data;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>Validates the staff cookie against the database on every request: the account's security stamp, and the end of the session.</summary>
/// <remarks>
/// A disabled account, a new role or a new password ends the account's sessions at their next request; signing out ends one session, so that a copy
/// of its cookie is worth nothing; and every session ends after a number of days (docs/decisions/0057). Identity's own validator would check only
/// the stamp, and only every 30 minutes by default. It costs one query by primary keys per request of staff.
/// </remarks>
public static class StaffSessions
{
    /// <summary>Rejects the principal and signs out if the session is over or the account's security stamp has changed.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (context.Principal?.PairedDeviceId() is { } deviceId)
        {
            if (!await IsPairedAsync(services, deviceId, context.HttpContext.RequestAborted))
            {
                // The cookie is kept, so that the device is told each time why it is refused.
                context.HttpContext.MarkPairingEnded();
                context.RejectPrincipal();
            }

            return;
        }

        var stamp = context.Principal?.FindFirstValue(
            services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType);
        if (stamp is not null
            && StaffSession.Of(context.Principal, context.Properties) is { } session
            && services.GetRequiredService<TimeProvider>().GetUtcNow() - session.StartedAt
                < services.GetRequiredService<StaffSettings>().SessionLifetime
            && string.Equals(
                stamp, await SecurityStampAsync(services.GetRequiredService<BookingDbContext>(), session, context.HttpContext.RequestAborted),
                StringComparison.Ordinal))
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    /// <summary>
    /// Returns the security stamp of the session's account; null if the account does not exist or is disabled, or if the session was ended.
    /// </summary>
    public static Task<string?> SecurityStampAsync(BookingDbContext db, StaffSession session, CancellationToken cancellationToken) => db.Users
        .Where(u => u.Id == session.StaffId && u.DisabledAt == null)
        .Where(u => !db.UserTokens.Any(t => t.UserId == u.Id && t.LoginProvider == StaffSession.EndedProvider && t.Name == session.Key))
        .Select(u => u.SecurityStamp)
        .SingleOrDefaultAsync(cancellationToken);

    /// <summary>
    /// Whether a device is still paired: not ended, its performance's doors not closed, and the account that paired it not disabled.
    /// </summary>
    private static async Task<bool> IsPairedAsync(IServiceProvider services, int deviceId, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BookingDbContext>();
        var device = await db.PairedDevices
            .Where(d => d.Id == deviceId && d.EndedAt == null && db.Users.Any(u => u.Id == d.StaffId && u.DisabledAt == null))
            .Select(d => new { d.PairedAt, d.Performance.StartsAt, d.Performance.CheckInClosesMinutesAfter })
            .SingleOrDefaultAsync(cancellationToken);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        return device?.PairedAt is { } pairedAt
            && now < PairedDevice.EndsAt(device.StartsAt, device.CheckInClosesMinutesAfter, services.GetRequiredService<BookingRules>())
            // Also of a performance that was put off, no session is longer than those of accounts.
            && now < pairedAt + services.GetRequiredService<StaffSettings>().SessionLifetime;
    }
}
