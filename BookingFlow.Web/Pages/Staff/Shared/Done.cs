namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>
/// A completed action that a staff page confirms after a redirect. It is a closed set because it travels in the query string, where
/// free text could be forged.
/// </summary>
public enum Done
{
    Saved,
    Added,
    Sent,
    MessageSent,
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
    Erased,
    SwitchedOn,
    SwitchedOff,
    TestSent,
    Retried,
    Revoked,
    Shared,
    Renewed,
    DeviceEnded,
}
