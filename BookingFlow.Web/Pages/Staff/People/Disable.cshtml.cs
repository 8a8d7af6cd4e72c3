using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>Asks once more before an account is switched off.</summary>
public sealed class DisableModel(BookingDbContext db, DisableStaff disableStaff) : ColleaguePage(db)
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            await disableStaff.DisableAsync(Id, await PersonAsync(cancellationToken), cancellationToken), Done.Disabled, cancellationToken);
}
