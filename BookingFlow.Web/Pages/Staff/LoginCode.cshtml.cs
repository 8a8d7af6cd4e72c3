using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>After the right password: the code of the authenticator app, or a recovery code.</summary>
public sealed class LoginCodeModel(StaffSignIn signIn) : PlacePage, ILimitedForm
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Where the person wanted to go; only ever within this house.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? LimitedEmail => null;

    public async Task<IActionResult> OnGetAsync() => await signIn.WhoOwesACodeAsync() is null ? RedirectToPage("/Staff/Login") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await signIn.WhoOwesACodeAsync() is not { } person)
        {
            return SeeOtherPage("/Staff/Login");
        }

        var result = await signIn.WithCodeAsync(person, Code);
        return result.Succeeded
            ? SeeOther(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : PathOf("/Staff/Index"))
            : await RefuseAsync(result.Failure, cancellationToken);
    }
}
