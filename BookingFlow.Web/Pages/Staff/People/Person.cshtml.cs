using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>One colleague: name and role, the way to a new password, and whether the account is on.</summary>
public sealed class PersonModel(
    BookingDbContext db, EditStaff editStaff, SendPasswordLink sendPasswordLink, EnableStaff enableStaff) : ColleaguePage(db)
{
    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var answer = await base.OnGetAsync(cancellationToken);
        (DisplayName, Role) = (Colleague?.DisplayName, Colleague?.Role);
        return answer;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            await editStaff.EditAsync(Id, DisplayName, Role, await PersonAsync(cancellationToken), cancellationToken), Done.Saved, cancellationToken);

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            await sendPasswordLink.SendAsync(Id, await PersonAsync(cancellationToken), cancellationToken), Done.Sent, cancellationToken);

    public async Task<IActionResult> OnPostEnableAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            await enableStaff.EnableAsync(Id, await PersonAsync(cancellationToken), cancellationToken), Done.Enabled, cancellationToken);
}
