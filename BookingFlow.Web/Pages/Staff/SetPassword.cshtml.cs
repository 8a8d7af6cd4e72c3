using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Sets a password by the link in an invitation or a password-reset mail.</summary>
public sealed class SetPasswordModel(BookingDbContext db, SetPassword setPassword, TimeProvider clock) : BasePage, IRateLimitedForm
{
    [FromRoute(Name = "token")]
    public string LinkText { get; set; } = "";

    [BindProperty]
    public string? NewPassword { get; set; }

    /// <summary>E-mail address of the account; null when the link is invalid.</summary>
    public string? Email { get; private set; }

    public string? DisplayName { get; private set; }

    public string? RateLimitedEmail => null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) is null ? await RefuseAsync(new Failure(FailureKind.StaffLinkInvalid), cancellationToken) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!Token.TryParse(LinkText, out var link))
        {
            return await RefuseAsync(new Failure(FailureKind.StaffLinkInvalid), cancellationToken);
        }

        var result = await setPassword.ByLinkAsync(link, NewPassword, cancellationToken);
        return result.Succeeded ? SeeOtherPage("/Staff/Login", new { done = "saved" }) : await RefuseAsync(result.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken) =>
        await base.RefuseAsync(await LoadAsync(cancellationToken) is null ? new Failure(FailureKind.StaffLinkInvalid) : failure, cancellationToken);

    private async Task<Token?> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FindLinkAsync(LinkText, StaffLinkPurpose.SetPassword, clock.GetUtcNow().UtcDateTime, cancellationToken) is not { } link
            || await db.Users.Where(u => u.Id == link.StaffId && u.DisabledAt == null)
                .Select(u => new { u.Email, u.DisplayName })
                .SingleOrDefaultAsync(cancellationToken) is not { } person)
        {
            return null;
        }

        (Email, DisplayName) = (person.Email, person.DisplayName);
        return link.Token;
    }
}
