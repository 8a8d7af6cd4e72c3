using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Calling a performance off: says what that does to whom, and asks once more.</summary>
public sealed class CancelModel(BookingDbContext db, CancelPerformance cancel, TimeProvider clock) : OnePerformancePage(db)
{
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Parties that asked or are confirmed: their reservations are cancelled.</summary>
    public int Parties { get; private set; }

    /// <summary>How many people are confirmed.</summary>
    public int People => Performance?.ConfirmedSeats ?? 0;

    /// <summary>Parties with an address: they are told by mail.</summary>
    public int Mails { get; private set; }

    public bool IsToCome => Performance is { CancelledAt: null } performance && performance.StartsAt > clock.GetUtcNow().UtcDateTime;

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        return Performance is null || IsToCome
            ? page
            : await RefuseAsync(
                Failure.NotPossible(Performance.CancelledAt is null ? Obstacle.PerformanceHasBegun : Obstacle.PerformanceCancelled),
                cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var done = await cancel.CancelAsync(Id, Reason, await PersonAsync(cancellationToken), cancellationToken);
        return done.Succeeded
            ? SeeOtherPage("/Staff/Performances/Performance", Done.Cancelled, new { Id })
            : await RefuseAsync(done.Failure, cancellationToken);
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        await base.ReadAsync(cancellationToken);
        var parties = Db.Reservations.Where(
            r => r.PerformanceId == Id && (r.Status == ReservationStatus.Pending || r.Status == ReservationStatus.Confirmed));
        Parties = await parties.CountAsync(cancellationToken);
        Mails = await parties.CountAsync(r => r.Email != null, cancellationToken);
    }
}
