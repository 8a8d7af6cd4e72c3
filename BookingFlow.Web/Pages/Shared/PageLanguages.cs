namespace BookingFlow.Web.Pages.Shared;

/// <summary>Which languages a page is written in; those of staff are fewer.</summary>
public enum PageLanguages
{
    OfVisitors,
    OfStaff,

    /// <summary>Those of staff for a person who is signed in, those of visitors for all others.</summary>
    OfStaffWhenSignedIn,
}
