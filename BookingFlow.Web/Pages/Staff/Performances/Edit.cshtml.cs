using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>Edits a performance. A change that concerns parties with tickets needs an explicit confirmation.</summary>
public sealed class EditModel(BookingDbContext db, EditPerformance edit, Venue venue, IStringLocalizer<Words> words) : PerformancePage(db)
{
    [BindProperty]
    public PerformanceInput Typed { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Whether the user confirmed the change despite its consequences.</summary>
    [BindProperty]
    public bool InSpite { get; set; }

    /// <summary>Whether parties with tickets are told by mail of another show, room or time.</summary>
    [BindProperty]
    public bool Notify { get; set; }

    /// <summary>Whether the submitted form had the check box for <see cref="Notify"/>. Parties that confirmed since then are told.</summary>
    [BindProperty]
    public bool AskedToNotify { get; set; }

    /// <summary>Acknowledged shortfall: the number of people without a seat that was displayed with the confirmation; empty: none.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    public PerformanceForm Form { get; private set; } = null!;

    /// <summary>Number of confirmed parties.</summary>
    public int Parties { get; private set; }

    /// <summary>Number of pending reservations.</summary>
    public int PendingParties { get; private set; }

    /// <summary>Number of confirmed parties with an e-mail address.</summary>
    public int PartiesToTell { get; private set; }

    /// <summary>Parties that the refused change would leave without seats, in order of confirmation.</summary>
    public IReadOnlyList<SeatedParty> PartiesWithoutSeats { get; private set; } = [];

    public bool AsksForConfirmation => InSpite || Failure is { Kind: FailureKind.SeatsBelowConfirmed } or { Obstacle: Obstacle.PartiesHoldTickets };

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
            Notify = true;
            Form = Form with { Input = Typed };
        }

        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Notify |= !AskedToNotify;
        var edited = await edit.EditAsync(
            Id, Typed, Reason, InSpite, InSpite ? AcknowledgedShortfall.Parse(Shown) : 0, Notify,
            await ActorAsync(cancellationToken), cancellationToken);
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
            PartiesWithoutSeats = await Db.PartiesWithoutSeatsAsync(Id, failure.SeatsMissing ?? 0, cancellationToken);
            if (failure.SeatsMissing is { } missing)
            {
                // The displayed shortfall needs its own confirmation: clear the previous one.
                (InSpite, Shown) = (false, missing.ToString(CultureInfo.InvariantCulture));
            }
        }

        return page;
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        Parties = await Db.Reservations.CountAsync(r => r.PerformanceId == Id && r.Status == ReservationStatus.Confirmed, cancellationToken);
        PendingParties = await Db.Reservations.CountAsync(r => r.PerformanceId == Id && r.Status == ReservationStatus.Pending, cancellationToken);
        PartiesToTell = await EditPerformance.PartiesToTell(Db, Id).CountAsync(cancellationToken);
        Form = new(
            Typed, Failure, IsNew: false, await Db.ShowChoicesAsync(cancellationToken), await Db.RoomChoicesAsync(
                Performance?.RoomId, words, cancellationToken));
    }
}
