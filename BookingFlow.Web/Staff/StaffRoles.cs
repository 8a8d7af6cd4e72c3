namespace BookingFlow.Web.Staff;

/// <summary>Roles of staff accounts.</summary>
public static class StaffRoles
{
    /// <summary>All permissions.</summary>
    public const string Administrator = "Administrator";

    /// <summary>Reservations and the capacity of performances.</summary>
    public const string BoxOffice = "BoxOffice";

    /// <summary>Check-in and the lists of today's performances.</summary>
    public const string Door = "Door";

    /// <summary>A device that was paired for an evening, without an account: check-in of one performance. No account has this role.</summary>
    public const string PairedDevice = "PairedDevice";

    /// <summary>The roles that an account can have, the highest first: each may do what the following ones may.</summary>
    public static IReadOnlyList<string> All { get; } = [Administrator, BoxOffice, Door];

    /// <summary>Returns the roles that an access token of a staff member with this role can have: this one and lower ones.</summary>
    /// <param name="ownRole">Null for none.</param>
    public static IEnumerable<string> ForTokens(string? ownRole) =>
        All.Contains(ownRole, StringComparer.Ordinal) ? All.SkipWhile(role => role != ownRole) : [];
}
