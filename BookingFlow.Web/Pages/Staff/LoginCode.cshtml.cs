using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Second sign-in step: accepts a code of the authenticator app, or a recovery code.</summary>
public sealed class LoginCodeModel(StaffSignIn signIn, EndStaffSession endSession) : BasePage, IRateLimitedForm
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Address to redirect to after sign-in. Only local addresses are followed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? RateLimitedEmail => null;

    public async Task<string?> FindRateLimitedDeviceAsync() =>
        await signIn.GetUserAwaitingCodeAsync() is { } person ? signIn.FindDevice(person) : null;

    public async Task<IActionResult> OnGetAsync() => await signIn.GetUserAwaitingCodeAsync() is null ? RedirectToPage("/Staff/Login") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await signIn.GetUserAwaitingCodeAsync() is not { } person)
        {
            return SeeOtherPage("/Staff/Login");
        }

        var replaced = await signIn.FindSessionAsync();
        var result = await signIn.SignInWithCodeAsync(person, Code);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        if (replaced is not null)
        {
            // As on the first step: never a reason not to let a steward in.
            _ = await endSession.EndAsync(replaced, cancellationToken);
        }

        return SeeOther(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : PathOf("/Staff/Index"));
    }
}
