using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>Disables a staff account after a confirmation.</summary>
public sealed class DisableModel(BookingDbContext db, DisableStaff disableStaff) : ColleaguePage(db)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await RespondAsync(
            await disableStaff.DisableAsync(Id, await ActorAsync(cancellationToken), cancellationToken), Done.Disabled, cancellationToken);
}
