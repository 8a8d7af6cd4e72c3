using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Signs staff out. Only a POST does it, so that a link on another site cannot.</summary>
public sealed class LogoutModel(SignInManager<StaffUser> signIn) : BasePage
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return SeeOtherPage("/Staff/Login");
    }
}
