using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>Disables a colleague's two-factor after a confirmation, for a lost phone.</summary>
public sealed class TwoFactorModel(BookingDbContext db, SwitchTwoFactorOff switchTwoFactorOff) : ColleaguePage(db)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await RespondAsync(
            await switchTwoFactorOff.SwitchOffForAsync(Id, await ActorAsync(cancellationToken), cancellationToken), Done.Removed, cancellationToken);
}
