using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.People;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Account;

/// <summary>Somebody's own account: name, password, two-factor. For everybody who is signed in, whatever for.</summary>
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
        var person = await PersonAsync(cancellationToken);
        var result = await editStaff.RenameAsync(person.Id!.Value, DisplayName, person, cancellationToken);
        return result.Succeeded ? SeeOtherPage("/Staff/Account/Index", Done.Saved) : await RefuseAsync(result.Failure, cancellationToken);
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken cancellationToken)
    {
        var person = (await signIn.UserManager.GetUserAsync(User))!;
        if (signIn.WhyNot(person) is { } tooFast)
        {
            return await RefuseAsync(tooFast, cancellationToken);
        }

        var result = await setPassword.OwnAsync(person.Id, Password, NewPassword, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        // Read anew: the act has changed the account behind this request's back.
        Db.ChangeTracker.Clear();
        await signIn.StayAsync(person.Id);
        return SeeOtherPage("/Staff/Account/Index", Done.Saved);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var own = (await Db.PersonAsync((await PersonAsync(cancellationToken)).Id!.Value, cancellationToken))!;
        (DisplayName, Email, Role, HasTwoFactor) = (DisplayName ?? own.DisplayName, own.Email, own.Role, own.HasTwoFactor);
    }
}
