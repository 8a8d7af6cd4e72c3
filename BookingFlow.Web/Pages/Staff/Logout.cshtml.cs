using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Signs staff out, on this device only. Only a POST does it, so that a link on another site cannot.</summary>
public sealed class LogoutModel(StaffSignIn signIn, EndStaffSession endSession) : BasePage
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        // Ended before the cookie is deleted: if it fails, the form can be sent again.
        if (await signIn.FindSessionAsync() is { } session
            && await endSession.EndAsync(session, cancellationToken) is { Succeeded: false, Failure: var failure })
        {
            return await RefuseAsync(failure, cancellationToken);
        }

        await signIn.SignOutAsync();
        return SeeOtherPage("/Staff/Login");
    }
}
