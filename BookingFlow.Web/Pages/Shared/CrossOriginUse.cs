namespace BookingFlow.Web.Pages.Shared;

/// <summary>What other websites may do with a response (<c>Hosting/Security/CrossOriginHeaders</c>).</summary>
public enum CrossOriginUse
{
    /// <summary>Link to it.</summary>
    None,

    /// <summary>Show it: as a picture, or in a frame if its content security policy allows that.</summary>
    Show,

    /// <summary>Also read it by script. It has nothing personal and ignores cookies.</summary>
    Read,
}
