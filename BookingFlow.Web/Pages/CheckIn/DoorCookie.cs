using System.Globalization;

namespace BookingFlow.Web.Pages.CheckIn;

/// <summary>
/// Which performance this device's door is set to. It only narrows what is let in here, so it needs no protection:
/// whoever changes it can at most refuse somebody.
/// </summary>
public sealed class DoorCookie
{
    private const string Name = "bookingflow.door";

    public int? PerformanceId(HttpContext http) =>
        int.TryParse(http.Request.Cookies[Name], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <param name="performanceId">Null: any performance whose doors are open.</param>
    public void Set(int? performanceId, HttpContext http)
    {
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromHours(12), IsEssential = true };
        if (performanceId is { } id)
        {
            http.Response.Cookies.Append(Name, id.ToString(CultureInfo.InvariantCulture), options);
        }
        else
        {
            http.Response.Cookies.Delete(Name, options);
        }
    }
}
