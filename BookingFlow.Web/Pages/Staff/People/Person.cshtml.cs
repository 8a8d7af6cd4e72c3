using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>A colleague's account: changes name and role, sends a password link, and enables the account.</summary>
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
        await RespondAsync(
            await editStaff.EditAsync(Id, DisplayName, Role, await ActorAsync(cancellationToken), cancellationToken), Done.Saved, cancellationToken);

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken cancellationToken) =>
        await RespondAsync(
            await sendPasswordLink.SendAsync(Id, await ActorAsync(cancellationToken), cancellationToken), Done.Sent, cancellationToken);

    public async Task<IActionResult> OnPostEnableAsync(CancellationToken cancellationToken) =>
        await RespondAsync(
            await enableStaff.EnableAsync(Id, await ActorAsync(cancellationToken), cancellationToken), Done.Enabled, cancellationToken);
}
