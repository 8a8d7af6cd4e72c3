using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Asks once more before a reservation is cancelled, and whether the party is told.</summary>
public sealed class CancelModel(BookingDbContext db, CancelReservation cancel) : ReservationPage(db)
{
    /// <summary>Ticked: the party gets a mail.</summary>
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
        await AnswerAsync(
            await cancel.CancelAsync(Id, Tell, Reason, await PersonAsync(cancellationToken), cancellationToken), Done.Cancelled, cancellationToken);

    protected override Failure? WhyNot(Reservation reservation) => DeskRules.WhyNotCancel(reservation, IsInside);
}
