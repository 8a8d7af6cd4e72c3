using System.Globalization;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Remembers on a device that the steward was told of a keyboard mismatch, so that the station says it once an evening.</summary>
public static class KeyboardNoteCookie
{
    private const string Name = "bookingflow.keyboard";
    private static readonly TimeSpan CookieLifetime = TimeSpan.FromHours(12);

    /// <summary>Whether this mismatch is to be told now; notes that it was. Another kind of mismatch is told again.</summary>
    public static bool TellOnce(KeyboardMismatch mismatch, HttpContext http)
    {
        var value = ((int)mismatch).ToString(CultureInfo.InvariantCulture);
        if (mismatch == KeyboardMismatch.None || http.Request.Cookies[Name] == value)
        {
            return false;
        }

        http.Response.Cookies.Append(
            Name,
            value,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                MaxAge = CookieLifetime,
                IsEssential = true,
            });
        return true;
    }
}
