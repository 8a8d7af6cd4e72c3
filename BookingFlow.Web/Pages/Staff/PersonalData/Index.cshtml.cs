using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.PersonalData;

/// <summary>Finds what is stored under an e-mail address of parties, downloads it, and erases it after a confirmation.</summary>
/// <remarks>The address is only ever posted, so that it is in no address of a page, and so in no log.</remarks>
public sealed class IndexModel(BookingDbContext db, ExportAddress export, EraseAddress erase, BookingRules rules, TimeProvider clock) : StaffPage(db)
{
    public const string FileName = "personal-data.json";

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>What is stored under the address; null until a valid address was submitted.</summary>
    public StoredAddress? Found { get; private set; }

    /// <summary>Whether the page asks once more before it erases.</summary>
    public bool IsAsking { get; private set; }

    public void OnGet()
    {
        // The empty form.
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostDownloadAsync(CancellationToken cancellationToken)
    {
        var data = await export.ExportAsync(Email, await ActorAsync(cancellationToken), cancellationToken);
        return data.Succeeded
            ? File(PersonalDataJson.Of(data.Value), "application/json", FileName)
            : await RefuseOrShowAsync(data.Failure, cancellationToken);
    }

    /// <summary>Asks once more; erases nothing.</summary>
    public Task<IActionResult> OnPostAskAsync(CancellationToken cancellationToken)
    {
        IsAsking = true;
        return ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostEraseAsync(CancellationToken cancellationToken)
    {
        var erased = await erase.EraseAsync(Email, await ActorAsync(cancellationToken), cancellationToken);
        return erased.Succeeded
            ? SeeOtherPage("/Staff/PersonalData/Index", Done.Erased)
            : await RefuseOrShowAsync(erased.Failure, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        var address = AddressQueries.CheckAddress(Email);
        if (!address.Succeeded)
        {
            return await RefuseAsync(address.Failure, cancellationToken);
        }

        Found = await Db.FindStoredAddressAsync(address.Value, rules, clock.GetUtcNow().UtcDateTime, cancellationToken);
        return Page();
    }

    // That nothing is stored is an answer; that a reservation must be cancelled first is shown with that reservation.
    private async Task<IActionResult> RefuseOrShowAsync(Failure failure, CancellationToken cancellationToken)
    {
        if (failure.Kind is FailureKind.NotFound)
        {
            return await ShowAsync(cancellationToken);
        }

        if (failure.Obstacle is Obstacle.StillReserved)
        {
            await ShowAsync(cancellationToken);
        }

        return await RefuseAsync(failure, cancellationToken);
    }
}
