using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Staff sign-in with e-mail address and password.</summary>
public sealed class LoginModel(StaffSignIn signIn, EndStaffSession endSession) : BasePage, IRateLimitedForm
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Address to redirect to after sign-in. Only local addresses are followed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>"saved" after a password was set; the page then confirms it.</summary>
    [FromQuery(Name = "done")]
    public string? DoneText { get; set; }

    public bool PasswordWasSet => string.Equals(DoneText, nameof(Done.Saved), StringComparison.OrdinalIgnoreCase);

    /// <summary>True for an unknown account, an incorrect password and a disabled account alike, so that the page does not reveal which.</summary>
    public bool SignInFailed => Failure?.Kind == FailureKind.InvalidInput;

    public string? RateLimitedEmail => null;

    public Task<string?> FindRateLimitedDeviceAsync() => signIn.FindDeviceAsync(Email);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var replaced = await signIn.FindSessionAsync();
        var result = await signIn.SignInWithPasswordAsync(Email, Password);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        if (replaced is not null && result.Value == SignInStep.SignedIn)
        {
            // A database that cannot be written must not keep a steward from signing in; the replaced session then ends by its age.
            _ = await endSession.EndAsync(replaced, cancellationToken);
        }

        var destination = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : PathOf("/Staff/Index");
        return SeeOther(result.Value switch
        {
            SignInStep.SignedIn => destination,
            SignInStep.CodeRequired => PathOf("/Staff/LoginCode", new { returnUrl = destination }),
        });
    }
}
