using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>Creates a staff account and sends its invitation.</summary>
public sealed class InviteModel(BookingDbContext db, InviteStaff inviteStaff) : StaffPage(db)
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var result = await inviteStaff.InviteAsync(new StaffInput(DisplayName, Email, Role), await ActorAsync(cancellationToken), cancellationToken);
        return result.Succeeded ? SeeOtherPage("/Staff/People/Index", Done.Sent) : await RefuseAsync(result.Failure, cancellationToken);
    }
}
