namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>What the back office tells of having been done. A closed set, for it comes back in an address.</summary>
public enum Done
{
    Saved,
    Added,
    Sent,
    Cancelled,
    Confirmed,
    Published,
    Unpublished,
    Retired,
    Reopened,
    Removed,
    Disabled,
    Enabled,
    Undone,
    Corrected,
    Moved,
}
