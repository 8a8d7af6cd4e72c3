using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BookingFlow.Web.Pages.Reservations;

/// <summary>
/// Remembers, in the visitor's own browser and for a short time, which reservation it has just asked for, so that the
/// "check your mail" page survives F5. Protected: nobody can name somebody else's.
/// </summary>
public sealed class PendingCookie(IDataProtectionProvider protection)
{
    private const string Name = "bookingflow.pending";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("BookingFlow.PendingReservation").ToTimeLimitedDataProtector();

    public void Remember(int reservationId, HttpContext http) => http.Response.Cookies.Append(
        Name,
        _protector.Protect(reservationId.ToString(CultureInfo.InvariantCulture), Lifetime),
        new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = Lifetime,
            Path = PublicLinks.PendingPath,
            IsEssential = true,
        });

    /// <summary>Null when there is none, or it is old or not ours.</summary>
    public int? ReservationId(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(Name, out var cookie))
        {
            return null;
        }

        try
        {
            return int.Parse(_protector.Unprotect(cookie), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
