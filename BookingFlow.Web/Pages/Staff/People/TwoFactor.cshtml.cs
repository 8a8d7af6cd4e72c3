using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>Asks once more before two-factor is taken away from somebody who lost the phone.</summary>
public sealed class TwoFactorModel(BookingDbContext db, SwitchTwoFactorOff switchTwoFactorOff) : ColleaguePage(db)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            await switchTwoFactorOff.TakeAwayAsync(Id, await PersonAsync(cancellationToken), cancellationToken), Done.Removed, cancellationToken);
}
