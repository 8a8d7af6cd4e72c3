namespace BookingFlow.Web.Staff;

/// <summary>What a staff link does. Stored as a word.</summary>
public enum StaffLinkPurpose
{
    /// <summary>Makes the first Administrator of a house that has none.</summary>
    Setup,

    /// <summary>Sets the password of the person that it was mailed to.</summary>
    SetPassword,
}
