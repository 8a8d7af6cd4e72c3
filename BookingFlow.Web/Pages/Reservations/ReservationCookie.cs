using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BookingFlow.Web.Pages.Reservations;

/// <summary>Names a reservation in a short-lived cookie, to the browser that may see its details.</summary>
/// <remarks>Encrypted with data protection, so that a visitor cannot forge the id of another reservation.</remarks>
/// <param name="purpose">Purpose of the encryption: a cookie of one purpose is not valid for another.</param>
public abstract class ReservationCookie(IDataProtectionProvider protection, string name, string purpose, TimeSpan lifetime)
{
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector(purpose).ToTimeLimitedDataProtector();

    /// <summary>Returns the stored reservation id; null when the cookie is missing, expired or invalid.</summary>
    public int? ReservationId(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(name, out var cookie))
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

    /// <param name="path">The only path that the browser sends the cookie to.</param>
    protected void Store(int reservationId, string path, HttpContext http) => http.Response.Cookies.Append(
        name, _protector.Protect(reservationId.ToString(CultureInfo.InvariantCulture), lifetime), Options(path, http));

    protected void Delete(string path, HttpContext http) => http.Response.Cookies.Delete(name, Options(path, http));

    private CookieOptions Options(string path, HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        MaxAge = lifetime,
        Path = path,
        IsEssential = true,
    };
}
