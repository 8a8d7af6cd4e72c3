using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Creates the first Administrator. Reached by the setup link that the first start of the program prints.</summary>
public sealed class SetupModel(BookingDbContext db, InitialSetup initialSetup, TimeProvider clock) : BasePage, IRateLimitedForm
{
    [FromRoute(Name = "token")]
    public string LinkText { get; set; } = "";

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    public bool IsLinkValid { get; private set; }

    public string? RateLimitedEmail => null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return IsLinkValid ? Page() : await RefuseAsync(new Failure(FailureKind.StaffLinkInvalid), cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!Token.TryParse(LinkText, out var link))
        {
            return await RefuseAsync(new Failure(FailureKind.StaffLinkInvalid), cancellationToken);
        }

        var result = await initialSetup.SetUpAsync(link, DisplayName, Email, NewPassword, cancellationToken);
        return result.Succeeded ? SeeOtherPage("/Staff/Login", new { done = "saved" }) : await RefuseAsync(result.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(IsLinkValid ? failure : new Failure(FailureKind.StaffLinkInvalid), cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken) => IsLinkValid =
        await db.FindLinkAsync(LinkText, StaffLinkPurpose.Setup, clock.GetUtcNow().UtcDateTime, cancellationToken) is not null
        && !await StaffAccounts.HasAdministratorAsync(db, cancellationToken);
}
