using BookingFlow.Web.Domain;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Where staff sign in.</summary>
public sealed class LoginModel(SignInManager<StaffUser> signIn, UserManager<StaffUser> people) : PlacePage, ILimitedForm
{
    // Of nobody's password: checked for unknown people, so that they are answered as slowly as known ones.
    private static readonly StaffUser Nobody = new();
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<StaffUser>().HashPassword(Nobody, Guid.NewGuid().ToString()));

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Where the person wanted to go; only ever within this house.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The answer to an unknown person, a wrong password and a locked account: always the same.</summary>
    public bool WasRefused { get; private set; }

    public string? LimitedEmail => null;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await IsLetInAsync())
        {
            return SeeOther(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/staff");
        }

        WasRefused = true;
        Response.StatusCode = FailureStatus.Of(FailureKind.InvalidInput);
        return Page();
    }

    private async Task<bool> IsLetInAsync()
    {
        if (string.IsNullOrWhiteSpace(Email) || string.IsNullOrEmpty(Password))
        {
            return false;
        }

        if (await people.FindByEmailAsync(Email.Trim()) is not { } person)
        {
            people.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash.Value, Password);
            return false;
        }

        // Session only: the cookie itself ends after an evening, wherever the device is left.
        return (await signIn.PasswordSignInAsync(person, Password, isPersistent: false, lockoutOnFailure: true)).Succeeded;
    }
}
