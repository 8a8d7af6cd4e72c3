using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>
/// Corrects the number of admitted people right after a scan, when fewer came than the scan admitted. The remainder can be admitted later.
/// </summary>
public sealed class CorrectModel(
    BookingDbContext db, UndoCheckIn undo, DoorCookie door, BookingRules rules, IStringLocalizer<Words> words, TimeProvider clock)
    : StationPage(db, door, rules, clock)
{
    /// <summary>Reference of the party that was admitted whole although not all of it was present.</summary>
    [BindProperty]
    public string? Counted { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var steward = await StewardAsync(cancellationToken);
        Party = Reference.Read(Counted) is { } reference ? await Db.FindPartyByReferenceAsync(reference, cancellationToken) : null;
        if (Party is not { Reservation: var party })
        {
            return await RefuseAsync(new Failure(FailureKind.TicketInvalid), cancellationToken);
        }

        var (reason, request) = (words["Door.CorrectedAtOnce"], Submission(RequestId));
        var result = await undo.CorrectAsync(party.Id, People, reason, steward, MaySell, request, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        var people = int.Parse(People!, CultureInfo.InvariantCulture);
        Admitted = AdmittedParty.Of(party, people, people, Now);
        await LoadAsync(cancellationToken);
        return Page();
    }
}
