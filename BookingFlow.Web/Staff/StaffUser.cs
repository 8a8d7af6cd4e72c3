using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Web.Staff;

/// <summary>A staff account. The user name is the e-mail address.</summary>
public sealed class StaffUser : IdentityUser<int>
{
    /// <summary>Name shown to other staff, also in the audit log.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>When the account was disabled; UTC; null if it is enabled.</summary>
    public DateTime? DisabledAt { get; set; }

    /// <summary>Returns the actor for the audit log, with the current name.</summary>
    public Actor AsActor() => new(Id, DisplayName);
}
