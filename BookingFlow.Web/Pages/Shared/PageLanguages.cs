namespace BookingFlow.Web.Pages.Shared;

/// <summary>The languages in which a page is available. Staff pages have fewer.</summary>
public enum PageLanguages
{
    OfVisitors,
    OfStaff,

    /// <summary>Staff's languages for signed-in requests, visitors' for all others.</summary>
    OfStaffWhenSignedIn,
}
