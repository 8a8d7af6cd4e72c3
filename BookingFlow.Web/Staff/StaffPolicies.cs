using Microsoft.AspNetCore.Authorization;

namespace BookingFlow.Web.Staff;

/// <summary>Who may do what: each policy is a thing to do, and names the roles that may.</summary>
public static class StaffPolicies
{
    /// <summary>Let parties in.</summary>
    public const string CheckIn = "CheckIn";

    /// <summary>Look after the program itself: jobs, settings.</summary>
    public const string Administer = "Administer";

    public static AuthorizationBuilder AddStaffPolicies(this AuthorizationBuilder builder) => builder
        .AddPolicy(CheckIn, policy => policy.RequireRole(StaffRoles.Door, StaffRoles.BoxOffice, StaffRoles.Administrator))
        .AddPolicy(Administer, policy => policy.RequireRole(StaffRoles.Administrator));
}
