namespace BookingFlow.Web.Staff;

/// <summary>What a person of the house is there for.</summary>
public static class StaffRoles
{
    /// <summary>Everything.</summary>
    public const string Administrator = "Administrator";

    /// <summary>Reservations and the capacity of performances.</summary>
    public const string BoxOffice = "BoxOffice";

    /// <summary>Check-in and tonight's lists.</summary>
    public const string Door = "Door";

    public static IReadOnlyList<string> All { get; } = [Administrator, BoxOffice, Door];
}
