using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Cancels a performance after a confirmation that names the parties, people and mails concerned.</summary>
public sealed class CancelModel(BookingDbContext db, CancelPerformance cancel, TimeProvider clock) : PerformancePage(db)
{
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Number of pending, waiting and confirmed reservations, which are cancelled with the performance.</summary>
    public int Parties { get; private set; }

    /// <summary>Number of confirmed people.</summary>
    public int People => Performance?.ConfirmedSeats ?? 0;

    /// <summary>Number of those reservations with an e-mail address; each gets a mail.</summary>
    public int Mails { get; private set; }

    public bool IsUpcoming => Performance is { CancelledAt: null } performance && performance.StartsAt > clock.GetUtcNow().UtcDateTime;

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        return Performance is null || IsUpcoming
            ? page
            : await RefuseAsync(
                Failure.NotPossible(Performance.CancelledAt is null ? Obstacle.PerformanceHasBegun : Obstacle.PerformanceCancelled),
                cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var cancelled = await cancel.CancelAsync(Id, Reason, await ActorAsync(cancellationToken), cancellationToken);
        return cancelled.Succeeded
            ? SeeOtherPage("/Staff/Performances/Performance", Done.Cancelled, new { Id })
            : await RefuseAsync(cancelled.Failure, cancellationToken);
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        var parties = Db.Reservations.Where(
            r => r.PerformanceId == Id && (
                r.Status == ReservationStatus.Pending || r.Status == ReservationStatus.Waiting || r.Status == ReservationStatus.Confirmed));
        Parties = await parties.CountAsync(cancellationToken);
        Mails = await parties.CountAsync(r => r.Email != null, cancellationToken);
    }
}
