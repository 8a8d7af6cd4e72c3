using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace BookingFlow.Web.Staff;

/// <summary>Who may do what: each policy is a thing to do, and names the roles that may.</summary>
public static class StaffPolicies
{
    /// <summary>Let parties in.</summary>
    public const string CheckIn = "CheckIn";

    /// <summary>Look after reservations and the capacity of performances.</summary>
    public const string Sell = "Sell";

    /// <summary>Everything else: shows, rooms, people, mail, log, jobs.</summary>
    public const string Administer = "Administer";

    private static readonly string[] Sellers = [StaffRoles.BoxOffice, StaffRoles.Administrator];

    public static AuthorizationBuilder AddStaffPolicies(this AuthorizationBuilder builder) => builder
        .AddPolicy(CheckIn, policy => policy.RequireRole(StaffRoles.Door, StaffRoles.BoxOffice, StaffRoles.Administrator))
        .AddPolicy(Sell, policy => policy.RequireRole(Sellers))
        .AddPolicy(Administer, policy => policy.RequireRole(StaffRoles.Administrator));

    /// <summary>
    /// Whether <see cref="Sell"/> lets the person, for places that others may see, too: there whoever sells finds more ways
    /// to go, may undo any check-in and move a party.
    /// </summary>
    public static bool MaySell(this ClaimsPrincipal person) => Sellers.Any(person.IsInRole);
}
