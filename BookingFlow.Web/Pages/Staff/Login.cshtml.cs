using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Where staff sign in.</summary>
public sealed class LoginModel(StaffSignIn signIn) : PlacePage, ILimitedForm
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Where the person wanted to go; only ever within this house.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whoever comes from setting a password is told that it is set.</summary>
    [FromQuery(Name = "done")]
    public string? DoneText { get; set; }

    public bool ComesFromSettingAPassword => string.Equals(DoneText, nameof(Done.Saved), StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer to an unknown person, a wrong password and an account that is switched off: always the same.</summary>
    public bool WasRefused => Failure?.Kind == FailureKind.InvalidInput;

    public string? LimitedEmail => null;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var result = await signIn.WithPasswordAsync(Email, Password);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        var way = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : PathOf("/Staff/Index");
        return SeeOther(result.Value switch
        {
            SignInStep.SignedIn => way,
            SignInStep.CodeIsAsked => PathOf("/Staff/LoginCode", new { returnUrl = way }),
        });
    }
}
