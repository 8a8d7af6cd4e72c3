using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BookingFlow.Web.Pages.Reservations;

/// <summary>Stores the id of the visitor's newest reservation in a short-lived cookie, so that the "check your mail" page can be reloaded.</summary>
/// <remarks>Encrypted with data protection, so that a visitor cannot forge the id of another reservation.</remarks>
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

    /// <summary>Returns the stored reservation id; null when the cookie is missing, expired or invalid.</summary>
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
