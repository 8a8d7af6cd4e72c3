using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>A check-in was a mistake: how many of the party are inside really, and why it was said otherwise.</summary>
public sealed class UndoModel(BookingDbContext db, UndoCheckIn undo, DoorCookie cookie, TimeProvider clock) : DoorPartyPage(db, cookie, clock)
{
    /// <summary>How many are inside really; nobody, where it was not said.</summary>
    [BindProperty]
    public string? People { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Each number that can be right instead of the one that is stored, nobody first.</summary>
    public IEnumerable<int> Choices => Enumerable.Range(0, Reservation!.PartySize + 1).Where(people => people != CheckIn!.People);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (by, request) = (await StewardAsync(cancellationToken), Submission(RequestId));
        var isWhole = FieldChecks.Tidy(People) is null or "0";
        var result = isWhole
            ? await undo.UndoAsync(Id, Reason, by, MaySell, request, cancellationToken)
            : await undo.CorrectAsync(Id, People, Reason, by, MaySell, request, cancellationToken);
        return result.Succeeded
            ? SeeOtherPage(Home, isWhole ? Done.Undone : Done.Corrected, new { Id })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    protected override Failure? WhyNot(Reservation reservation) => CheckInRules.WhyNoUndo(CheckIn, Steward.StaffId, MaySell, Now);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        RequestId ??= Guid.NewGuid().ToString();
    }
}
