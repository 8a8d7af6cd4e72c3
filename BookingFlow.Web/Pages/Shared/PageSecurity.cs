namespace BookingFlow.Web.Pages.Shared;

/// <summary>The content security policy of a page (<c>Hosting/Security/SecurityHeaders</c>).</summary>
public enum PageSecurity
{
    /// <summary>Only the program's own style sheets, images and forms.</summary>
    Default,

    /// <summary>A page that shows a mail in a frame: also inline styles.</summary>
    Mailbox,

    /// <summary>An image, sandboxed. Its 404 response is an ordinary page.</summary>
    Picture,

    /// <summary>Hangfire's dashboard, with its own scripts.</summary>
    Jobs,

    /// <summary>A page for frames of the websites that an Administrator has named (<see cref="Venue.FrameOrigins"/>).</summary>
    Frame,

    /// <summary>The camera station: the program's own scripts, WebAssembly, and the camera.</summary>
    Camera,
}
