using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Web.Staff;

/// <summary>A signed-in person of the house. The user name is the e-mail address.</summary>
public sealed class StaffUser : IdentityUser<int>
{
    /// <summary>What colleagues call the person; shown with what they did.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>When the account was switched off; UTC; null: the person can sign in.</summary>
    public DateTime? DisabledAt { get; set; }

    /// <summary>The person for the audit log, with the name of now.</summary>
    public Actor AsActor() => new(Id, DisplayName);
}
