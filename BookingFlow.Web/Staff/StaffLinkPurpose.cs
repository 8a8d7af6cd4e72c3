namespace BookingFlow.Web.Staff;

/// <summary>Purpose of a staff link. Stored in snake case.</summary>
public enum StaffLinkPurpose
{
    /// <summary>Creates the first Administrator account.</summary>
    Setup,

    /// <summary>Sets the password of a staff account.</summary>
    SetPassword,
}
