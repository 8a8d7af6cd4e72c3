using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace BookingFlow.Web.Staff;

/// <summary>The time from a sign-in to the sign-out on one device. Its id and start are in the protected session cookie.</summary>
/// <remarks>
/// A session is ended in the database (<c>EndStaffSession</c>), because deleting the cookie does not end a copy of it (docs/decisions/0057).
/// </remarks>
/// <param name="StartedAt">When the password was entered; renewing the cookie does not change it.</param>
public sealed record StaffSession(int StaffId, Guid Id, DateTimeOffset StartedAt)
{
    /// <summary>The longest lifetime that can be set, in days. The end of a session is stored for as long.</summary>
    public const int MaxDays = 90;

    /// <summary>The provider of the tokens that mark ended sessions, in Identity's table of tokens.</summary>
    public const string EndedProvider = "[EndedSession]";

    private const string IdItem = "session", StartItem = "started";

    /// <summary>Name of the token that marks this session as ended.</summary>
    public string Key => Id.ToString("N");

    /// <summary>Reads the session of a cookie.</summary>
    /// <returns>Null if the cookie was issued without a session, by an earlier version of the program.</returns>
    public static StaffSession? Of(ClaimsPrincipal? principal, AuthenticationProperties? properties) =>
        int.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var staffId)
        && Guid.TryParseExact(properties?.GetString(IdItem), "N", out var id)
        && DateTimeOffset.TryParseExact(
            properties.GetString(StartItem), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var startedAt)
            ? new StaffSession(staffId, id, startedAt)
            : null;

    /// <summary>Returns what the cookie handler stores in the cookie. Not persistent: <c>StaffHosting</c> sets a max-age instead of a date.</summary>
    public AuthenticationProperties ToProperties()
    {
        var properties = new AuthenticationProperties();
        properties.SetString(IdItem, Key);
        properties.SetString(StartItem, StartedAt.ToString("O", CultureInfo.InvariantCulture));
        return properties;
    }
}
