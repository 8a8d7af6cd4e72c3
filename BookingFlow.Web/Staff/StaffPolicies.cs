using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace BookingFlow.Web.Staff;

/// <summary>Authorization policies for staff, and the roles that each requires.</summary>
public static class StaffPolicies
{
    /// <summary>Check in parties; also with a paired device, of its performance.</summary>
    public const string CheckIn = "CheckIn";

    /// <summary>Sign out: with any account, and with a paired device.</summary>
    public const string SignedIn = "SignedIn";

    /// <summary>See the counts of all of tonight's performances, and enter paper lists.</summary>
    public const string Evening = "Evening";

    /// <summary>Manage reservations and the capacity of performances.</summary>
    public const string Sell = "Sell";

    /// <summary>Manage shows, rooms, staff accounts, mail, audit log and jobs.</summary>
    public const string Administer = "Administer";

    private static readonly string[] SellRoles = [StaffRoles.BoxOffice, StaffRoles.Administrator];

    public static AuthorizationBuilder AddStaffPolicies(this AuthorizationBuilder builder) => builder
        // For pages of accounts of any role, and those without a declaration: whoever has a paired device has no account.
        .SetDefaultPolicy(new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser().RequireAssertion(context => !context.User.IsPairedDevice()).Build())
        .AddPolicy(CheckIn, policy => policy.RequireRole([.. StaffRoles.All, StaffRoles.PairedDevice]))
        .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
        .AddPolicy(Evening, policy => policy.RequireRole(StaffRoles.All))
        .AddPolicy(Sell, policy => policy.RequireRole(SellRoles))
        .AddPolicy(Administer, policy => policy.RequireRole(StaffRoles.Administrator));

    /// <summary>
    /// Whether the user satisfies <see cref="Sell"/>, for pages that other roles can open too but that offer more to the box office, such as
    /// undoing any check-in.
    /// </summary>
    public static bool MaySell(this ClaimsPrincipal person) => SellRoles.Any(person.IsInRole);
}
