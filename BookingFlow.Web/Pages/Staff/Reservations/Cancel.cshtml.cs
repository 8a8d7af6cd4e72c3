using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Cancels a reservation after a confirmation, and optionally notifies the party.</summary>
public sealed class CancelModel(BookingDbContext db, CancelReservation cancel) : ReservationPage(db)
{
    /// <summary>Whether the party is notified by mail.</summary>
    [BindProperty]
    public bool Tell { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Tell = true;
        return await base.OnGetAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await RespondAsync(
            await cancel.CancelAsync(Id, Tell, Reason, await ActorAsync(cancellationToken), cancellationToken), Done.Cancelled, cancellationToken);

    protected override Failure? CheckAllowed(Reservation reservation) => BoxOfficeRules.CheckCancel(reservation, IsInside);
}
