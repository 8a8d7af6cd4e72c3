using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Undoes or corrects a mistaken check-in: asks for the actual number of people inside and a reason.</summary>
public sealed class UndoModel(BookingDbContext db, UndoCheckIn undo, DoorCookie cookie, TimeProvider clock) : DoorPartyPage(db, cookie, clock)
{
    /// <summary>Actual number of people inside; empty or 0 undoes the check-in.</summary>
    [BindProperty]
    public string? People { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Numbers of people to choose from: 0 to the party size, without the stored one.</summary>
    public IEnumerable<int> Choices => Enumerable.Range(0, Reservation!.PartySize + 1).Where(people => people != CheckIn!.People);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (steward, request) = (await StewardAsync(cancellationToken), Submission(RequestId));
        var undoesAll = FieldChecks.Normalize(People) is null or "0";
        var result = undoesAll
            ? await undo.UndoAsync(Id, Reason, steward, MaySell, request, cancellationToken)
            : await undo.CorrectAsync(Id, People, Reason, steward, MaySell, request, cancellationToken);
        return result.Succeeded
            ? SeeOtherPage(DetailsPage, undoesAll ? Done.Undone : Done.Corrected, new { Id })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    protected override Failure? CheckAllowed(Reservation reservation) => CheckInRules.CheckUndo(CheckIn, Steward, MaySell, Now);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        RequestId ??= Guid.NewGuid().ToString();
    }
}
