using System.Globalization;
using BookingFlow.Web.Staff;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Stores the door setting of a device in a cookie.</summary>
/// <remarks>
/// The cookie is not protected. It only restricts which tickets this device admits and names the door, so a forged value can at most
/// refuse a party.
/// </remarks>
public sealed class DoorCookie
{
    private const string Name = "bookingflow.door";

    // The name of the door is kept for later performances; the performance itself is dropped by DoorSetting.LimitedTo.
    private static readonly TimeSpan CookieLifetime = TimeSpan.FromDays(60);

    /// <summary>Reads the door setting of the device. The performance of a paired device is the one that it was paired for.</summary>
    public DoorSetting Read(HttpContext http)
    {
        var stored = ReadCookie(http);
        return http.User.PairedPerformanceId() is { } only ? stored with { PerformanceId = only, IsFixed = true } : stored;
    }

    public void Set(DoorSetting door, HttpContext http)
    {
        var options = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = CookieLifetime,
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

    private static DoorSetting ReadCookie(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { } value)
        {
            return DoorSetting.None;
        }

        var (performance, name) = value.Split('|', 2) is [var id, var doorName] ? (id, doorName) : (value, null);
        name = FieldChecks.NormalizeLine(name);
        return new DoorSetting(
            int.TryParse(performance, NumberStyles.None, CultureInfo.InvariantCulture, out var performanceId) ? performanceId : null,
            FieldChecks.Text(FormField.DoorName, name, Limits.DoorName) is null ? name : null);
    }
}
