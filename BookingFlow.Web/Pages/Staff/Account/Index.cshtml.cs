using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.People;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Account;

/// <summary>The signed-in staff member's own account: name, password and two-factor. Available to every role.</summary>
public sealed class IndexModel(BookingDbContext db, StaffSignIn signIn, EditStaff editStaff, SetPassword setPassword) : StaffPage(db)
{
    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    public string Email { get; private set; } = "";

    public string? Role { get; private set; }

    public bool HasTwoFactor { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var actor = await ActorAsync(cancellationToken);
        var result = await editStaff.RenameAsync(actor.Id!.Value, DisplayName, actor, cancellationToken);
        return result.Succeeded ? SeeOtherPage("/Staff/Account/Index", Done.Saved) : await RefuseAsync(result.Failure, cancellationToken);
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken cancellationToken)
    {
        var person = (await signIn.UserManager.GetUserAsync(User))!;
        if (signIn.RegisterPasswordAttempt(person) is { } throttled)
        {
            return await RefuseAsync(throttled, cancellationToken);
        }

        var result = await setPassword.ChangeOwnAsync(person.Id, Password, NewPassword, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        // The use case changed the account in its own context: discard the entity tracked here, so that it is read again.
        Db.ChangeTracker.Clear();
        await signIn.RenewSessionAsync(person.Id);
        return SeeOtherPage("/Staff/Account/Index", Done.Saved);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var own = (await Db.FindPersonAsync((await ActorAsync(cancellationToken)).Id!.Value, cancellationToken))!;
        (DisplayName, Email, Role, HasTwoFactor) = (DisplayName ?? own.DisplayName, own.Email, own.Role, own.HasTwoFactor);
    }
}
