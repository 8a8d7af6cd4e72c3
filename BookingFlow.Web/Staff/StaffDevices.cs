using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BookingFlow.Web.Staff;

/// <summary>Recognizes a device on which a staff member has signed in before, by a protected cookie.</summary>
/// <remarks>
/// Such a device has a count of its own in <see cref="SignInThrottle"/>, so that wrong passwords from the same network cannot slow it down
/// (docs/decisions/0021). The cookie signs nobody in. It holds the security stamp of each account, so that a new password revokes it.
/// </remarks>
public sealed class StaffDevices(IDataProtectionProvider protection)
{
    private const string CookieName = "bookingflow.staff.device";

    /// <summary>How many accounts a device remembers. The cookie must stay small, and few people share a device.</summary>
    private const int MaxAccounts = 10;

    // Longer than a summer break.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("BookingFlow.StaffDevice").ToTimeLimitedDataProtector();

    /// <summary>Whether the request has a valid cookie, of whatever accounts. Does not query the database.</summary>
    public bool HasAny(HttpContext http) => Read(http) is not null;

    /// <summary>Finds the device of the request.</summary>
    /// <returns>The key of its counts; null if the account has not signed in on it since its password, role or two-factor changed.</returns>
    public string? Find(HttpContext http, StaffUser person) =>
        Read(http) is { } device && device.Accounts.Contains(Account(person), StringComparer.Ordinal) ? $"device {device.Id:N}" : null;

    /// <summary>Remembers on the device that the account has signed in.</summary>
    public void Remember(HttpContext http, StaffUser person)
    {
        var known = Read(http) ?? new Device(Guid.NewGuid(), []);
        var others = known.Accounts.Where(account => account.Split('|')[0] != IdText(person));
        var text = string.Join('\n', [known.Id.ToString("N"), Account(person), .. others.Take(MaxAccounts - 1)]);
        http.Response.Cookies.Append(CookieName, _protector.Protect(text, Lifetime), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = Lifetime,
            Path = "/staff",
            IsEssential = true,
        });
    }

    private static string IdText(StaffUser person) => person.Id.ToString(CultureInfo.InvariantCulture);

    private static string Account(StaffUser person) => $"{IdText(person)}|{person.SecurityStamp}";

    private Device? Read(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(CookieName, out var cookie))
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(cookie).Split('\n') is [var id, .. var accounts] ? new Device(Guid.ParseExact(id, "N"), accounts) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Device(Guid Id, IReadOnlyList<string> Accounts);
}
