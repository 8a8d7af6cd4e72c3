using System.Globalization;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>
/// Remembers on the device which door it stands at. It only narrows what is let in here and names where, so it needs no
/// protection: whoever changes it can at most refuse somebody.
/// </summary>
public sealed class DoorCookie
{
    private const string Name = "bookingflow.door";

    // The name of a door outlives the evening; its performance is dropped with the evening (DoorSetting.Among).
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(60);

    public DoorSetting Read(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { } value)
        {
            return DoorSetting.None;
        }

        var (performance, name) = value.Split('|', 2) is [var id, var called] ? (id, called) : (value, null);
        name = FieldChecks.Tidy(name);
        return new DoorSetting(
            int.TryParse(performance, NumberStyles.None, CultureInfo.InvariantCulture, out var performanceId) ? performanceId : null,
            FieldChecks.Text(FormField.DoorName, name, Limits.DoorName) is null ? name : null);
    }

    public void Set(DoorSetting door, HttpContext http)
    {
        var options = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = Remembered,
            IsEssential = true,
        };
        if (door == DoorSetting.None)
        {
            http.Response.Cookies.Delete(Name, options);
        }
        else
        {
            http.Response.Cookies.Append(Name, string.Create(CultureInfo.InvariantCulture, $"{door.PerformanceId}|{door.Name}"), options);
        }
    }
}
