using System.Globalization;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Signs staff out, on this device only, or ends its pairing. Only a POST does it, so that a link on another site cannot.</summary>
/// <remarks>
/// It also deletes what the camera station keeps on the device. While that waits to send answers, it asks first and then deletes nothing: the next
/// account sends them.
/// </remarks>
public sealed class LogoutModel(StaffSignIn signIn, EndStaffSession endSession, EndPairedDevice endDevice) : BasePage
{
    /// <summary>Set by the camera station's scripts while answers wait (wwwroot/camera-station/outbox.js).</summary>
    private const string UnsentCookie = "bookingflow.unsent";

    /// <summary>"true" to sign out though answers wait.</summary>
    [BindProperty]
    public string? Anyway { get; set; }

    /// <summary>How many answers of the camera station wait on this device.</summary>
    public int Unsent => int.TryParse(Request.Cookies[UnsentCookie], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Unsent > 0 && Anyway != "true")
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        // Ended before the cookie is deleted: if it fails, the form can be sent again.
        if (await signIn.FindSessionAsync() is { } session
            && await endSession.EndAsync(session, cancellationToken) is { Succeeded: false, Failure: var failure })
        {
            return await RefuseAsync(failure, cancellationToken);
        }

        var deviceId = User.PairedDeviceId();
        if (deviceId is { } device
            && await endDevice.EndAsync(device, performanceId: null, actor: null, cancellationToken) is { Succeeded: false, Failure: var notEnded })
        {
            return await RefuseAsync(notEnded, cancellationToken);
        }

        await signIn.SignOutAsync();
        if (Unsent == 0)
        {
            Response.Headers["Clear-Site-Data"] = "\"storage\"";
        }

        return SeeOtherPage(deviceId is null ? "/Staff/Login" : "/Staff/Pair/Ended");
    }
}
