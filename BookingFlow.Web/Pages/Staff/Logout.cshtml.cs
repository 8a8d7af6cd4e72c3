using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Where staff sign out; only ever by a POST.</summary>
public sealed class LogoutModel(SignInManager<StaffUser> signIn) : PlacePage
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
