using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Account;

/// <summary>
/// Enables or disables two-factor for the own account. The key is kept in the form until a code proves that the authenticator app has
/// it, so that viewing the page changes nothing.
/// </summary>
public sealed class TwoFactorModel(
    BookingDbContext db, StaffSignIn signIn, SwitchTwoFactorOn switchOn, SwitchTwoFactorOff switchOff, Venue venue) : StaffPage(db)
{
    /// <summary>Authenticator key that the page displayed. A missing or invalid one is replaced by a new key.</summary>
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public string Email { get; private set; } = "";

    public bool IsOn { get; private set; }

    /// <summary>Recovery codes, set only in the response that enables two-factor. They are not shown again.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    /// <summary>Content of the QR code: the key as an <c>otpauth</c> address.</summary>
    public string KeyAddress => AuthenticatorKey.EnrollmentAddress(Key!, venue.Name, Email);

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = (await ActorAsync(cancellationToken)).Id!.Value;
        var result = await switchOn.SwitchOnAsync(id, Key, Code, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        await signIn.RenewSessionAsync(id);
        RecoveryCodes = result.Value.Codes;
        return Page();
    }

    public async Task<IActionResult> OnPostOffAsync(CancellationToken cancellationToken)
    {
        var person = (await signIn.UserManager.GetUserAsync(User))!;
        if (signIn.RegisterPasswordAttempt(person) is { } throttled)
        {
            return await RefuseAsync(throttled, cancellationToken);
        }

        var result = await switchOff.SwitchOffOwnAsync(person.Id, Password, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        // The use case changed the account in its own context: discard the entity tracked here, so that it is read again.
        Db.ChangeTracker.Clear();
        await signIn.RenewSessionAsync(person.Id);
        return SeeOtherPage("/Staff/Account/Index", Done.Removed);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var id = (await ActorAsync(cancellationToken)).Id;
        var own = await Db.Users.Where(u => u.Id == id).Select(u => new { u.Email, u.TwoFactorEnabled }).SingleAsync(cancellationToken);
        (Email, IsOn) = (own.Email!, own.TwoFactorEnabled);
        Key = AuthenticatorKey.IsValid(Key) ? Key : AuthenticatorKey.New();
    }
}
