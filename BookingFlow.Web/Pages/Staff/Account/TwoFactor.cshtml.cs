using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Account;

/// <summary>
/// Somebody switches two-factor on or off for the own account. The key stands in the form until a code proves that the app has
/// it, so that looking at the page changes nothing.
/// </summary>
public sealed class TwoFactorModel(
    BookingDbContext db, StaffSignIn signIn, SwitchTwoFactorOn switchOn, SwitchTwoFactorOff switchOff, Venue venue) : StaffPage(db)
{
    /// <summary>The key that the page showed; anything else makes a new one.</summary>
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public string Email { get; private set; } = "";

    public bool IsOn { get; private set; }

    /// <summary>Shown this once, as the answer to switching on.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    /// <summary>What the QR code says.</summary>
    public string KeyAddress => AuthenticatorKey.Address(Key!, venue.Name, Email);

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = (await PersonAsync(cancellationToken)).Id!.Value;
        var result = await switchOn.SwitchOnAsync(id, Key, Code, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        await signIn.StayAsync(id);
        RecoveryCodes = result.Value.Codes;
        return Page();
    }

    public async Task<IActionResult> OnPostOffAsync(CancellationToken cancellationToken)
    {
        var person = (await signIn.UserManager.GetUserAsync(User))!;
        if (signIn.WhyNot(person) is { } tooFast)
        {
            return await RefuseAsync(tooFast, cancellationToken);
        }

        var result = await switchOff.OwnAsync(person.Id, Password, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        // Read anew: the act has changed the account behind this request's back.
        Db.ChangeTracker.Clear();
        await signIn.StayAsync(person.Id);
        return SeeOtherPage("/Staff/Account/Index", Done.Removed);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var id = (await PersonAsync(cancellationToken)).Id;
        var own = await Db.Users.Where(u => u.Id == id).Select(u => new { u.Email, u.TwoFactorEnabled }).SingleAsync(cancellationToken);
        (Email, IsOn) = (own.Email!, own.TwoFactorEnabled);
        Key = AuthenticatorKey.IsOne(Key) ? Key : AuthenticatorKey.New();
    }
}
