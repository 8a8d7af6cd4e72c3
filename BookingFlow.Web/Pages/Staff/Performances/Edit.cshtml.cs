using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Changing a performance. What concerns parties that hold tickets is asked once more.</summary>
public sealed class EditModel(BookingDbContext db, EditPerformance edit, Venue venue, IStringLocalizer<Words> words) : OnePerformancePage(db)
{
    [BindProperty]
    public PerformanceInput Typed { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Ticked where it was asked once more.</summary>
    [BindProperty]
    public bool InSpite { get; set; }

    /// <summary>How many people without a seat were shown with that question; empty: none.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    public PerformanceForm Form { get; private set; } = null!;

    /// <summary>Parties that hold tickets.</summary>
    public int Parties { get; private set; }

    /// <summary>Whoever would be without a seat, the first to confirm first.</summary>
    public IReadOnlyList<SeatedParty> WithoutASeat { get; private set; } = [];

    public bool AsksOnceMore => InSpite || Failure is { Kind: FailureKind.SeatsBelowConfirmed } or { Obstacle: Obstacle.PartiesHoldTickets };

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        if (Performance is { CancelledAt: not null })
        {
            return await RefuseAsync(Failure.NotPossible(Obstacle.PerformanceCancelled), cancellationToken);
        }

        if (Performance is not null)
        {
            Typed = PerformanceInput.Of(Performance, venue);
            Form = Form with { Typed = Typed };
        }

        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var edited = await edit.EditAsync(
            Id, Typed, Reason, InSpite, InSpite ? AcceptedSeats.Read(Shown) : 0, await PersonAsync(cancellationToken), cancellationToken);
        return edited.Succeeded
            ? SeeOtherPage("/Staff/Performances/Performance", Done.Saved, new { Id })
            : await RefuseAsync(edited.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        var page = await base.RefuseAsync(failure, cancellationToken);
        if (Performance is not null)
        {
            Form = Form with { Failure = Failure };
            WithoutASeat = await Db.WithoutASeatAsync(Id, failure.SeatsMissing ?? 0, cancellationToken);
            if (failure.SeatsMissing is { } missing)
            {
                // A question of its own, which nobody has answered yet.
                (InSpite, Shown) = (false, missing.ToString(CultureInfo.InvariantCulture));
            }
        }

        return page;
    }

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        await base.ReadAsync(cancellationToken);
        Parties = await Db.Reservations.CountAsync(r => r.PerformanceId == Id && r.Status == ReservationStatus.Confirmed, cancellationToken);
        Form = new(
            Typed, Failure, IsNew: false, await Db.ShowChoicesAsync(cancellationToken), await Db.RoomChoicesAsync(
                Performance?.RoomId, words, cancellationToken));
    }
}
