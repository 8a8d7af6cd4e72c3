using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Web.Staff;

/// <summary>The principal of a paired device, in the protected session cookie.</summary>
/// <remarks>It has no id of an account, so that nothing takes it for one (docs/decisions/0073).</remarks>
public static class PairedDeviceClaims
{
    private const string Device = "bookingflow:device", Performance = "bookingflow:performance";

    private static readonly object EndedItem = new();

    public static ClaimsPrincipal PrincipalOf(PairedDevice device) => new(new ClaimsIdentity(
        [
            new Claim(Device, device.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(Performance, device.PerformanceId.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Role, StaffRoles.PairedDevice),
        ],
        IdentityConstants.ApplicationScheme));

    /// <summary>Returns the id of the paired device; null for an account, and if nobody is signed in.</summary>
    public static int? PairedDeviceId(this ClaimsPrincipal person) => Read(person, Device);

    /// <summary>Returns the only performance that the paired device checks in; null for an account, which checks in any.</summary>
    public static int? PairedPerformanceId(this ClaimsPrincipal person) => Read(person, Performance);

    public static bool IsPairedDevice(this ClaimsPrincipal person) => person.IsInRole(StaffRoles.PairedDevice);

    /// <summary>Notes that the request is of a device whose pairing has ended, so that it is told instead of asked to sign in.</summary>
    public static void MarkPairingEnded(this HttpContext http) => http.Items[EndedItem] = true;

    public static bool HasPairingEnded(this HttpContext http) => http.Items.ContainsKey(EndedItem);

    private static int? Read(ClaimsPrincipal person, string type) =>
        person.FindFirstValue(type) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
