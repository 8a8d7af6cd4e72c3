using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Seats added to a performance, and seats that are kept. Whoever would be without one is shown before it is done.</summary>
public sealed class SeatsModel(BookingDbContext db, ChangeSeats change) : OnePerformancePage(db)
{
    [BindProperty]
    public string? AdditionalSeats { get; set; }

    [BindProperty]
    public string? OccupiedSeats { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Ticked where it was asked once more.</summary>
    [BindProperty]
    public bool InSpite { get; set; }

    /// <summary>How many people without a seat were shown with that question; empty: none.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    /// <summary>Whoever would be without a seat, the first to confirm first.</summary>
    public IReadOnlyList<SeatedParty> WithoutASeat { get; private set; } = [];

    public bool AsksOnceMore => InSpite || Failure is { Kind: FailureKind.SeatsBelowConfirmed };

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        if (Performance is { CancelledAt: not null })
        {
            return await RefuseAsync(Failure.NotPossible(Obstacle.PerformanceCancelled), cancellationToken);
        }

        AdditionalSeats = Performance?.AdditionalSeats.ToString(CultureInfo.InvariantCulture);
        OccupiedSeats = Performance?.ManuallyOccupiedSeats.ToString(CultureInfo.InvariantCulture);
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var changed = await change.ChangeAsync(
            Id, AdditionalSeats, OccupiedSeats, Reason, InSpite ? AcceptedSeats.Read(Shown) : 0, await PersonAsync(cancellationToken),
            cancellationToken);
        return changed.Succeeded
            ? SeeOtherPage("/Staff/Performances/Performance", Done.Saved, new { Id })
            : await RefuseAsync(changed.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        WithoutASeat = await Db.WithoutASeatAsync(Id, failure.SeatsMissing ?? 0, cancellationToken);
        if (failure.SeatsMissing is { } missing)
        {
            // A question of its own, which nobody has answered yet.
            (InSpite, Shown) = (false, missing.ToString(CultureInfo.InvariantCulture));
        }

        return await base.RefuseAsync(failure, cancellationToken);
    }
}
