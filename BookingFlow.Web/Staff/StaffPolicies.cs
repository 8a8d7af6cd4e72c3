using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace BookingFlow.Web.Staff;

/// <summary>Authorization policies for staff, and the roles that each requires.</summary>
public static class StaffPolicies
{
    /// <summary>Check in parties.</summary>
    public const string CheckIn = "CheckIn";

    /// <summary>Manage reservations and the capacity of performances.</summary>
    public const string Sell = "Sell";

    /// <summary>Manage shows, rooms, staff accounts, mail, audit log and jobs.</summary>
    public const string Administer = "Administer";

    private static readonly string[] SellRoles = [StaffRoles.BoxOffice, StaffRoles.Administrator];

    public static AuthorizationBuilder AddStaffPolicies(this AuthorizationBuilder builder) => builder
        .AddPolicy(CheckIn, policy => policy.RequireRole(StaffRoles.Door, StaffRoles.BoxOffice, StaffRoles.Administrator))
        .AddPolicy(Sell, policy => policy.RequireRole(SellRoles))
        .AddPolicy(Administer, policy => policy.RequireRole(StaffRoles.Administrator));

    /// <summary>
    /// Whether the user satisfies <see cref="Sell"/>, for pages that other roles can open too but that offer more to the box office, such as
    /// undoing any check-in.
    /// </summary>
    public static bool MaySell(this ClaimsPrincipal person) => SellRoles.Any(person.IsInRole);
}
