namespace BookingFlow.Web.Pages.Shared;

/// <summary>Which content security policy a page is answered with (<c>Hosting/Security/SecurityHeaders</c>).</summary>
public enum PageSecurity
{
    /// <summary>Nothing but the program's own style sheets, pictures and forms.</summary>
    Default,

    /// <summary>Shows a mail in a frame: inline styles too.</summary>
    Mailbox,

    /// <summary>A picture, sandboxed; where there is none, its answer is an ordinary page.</summary>
    Picture,

    /// <summary>The job server's dashboard, with the scripts that it brings.</summary>
    Jobs,
}
