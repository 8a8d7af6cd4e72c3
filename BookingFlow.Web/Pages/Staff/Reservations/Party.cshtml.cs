using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Where the desk says that more people are coming, or fewer.</summary>
public sealed class PartyModel(BookingDbContext db, ChangePartySize change, BookingRules house, TimeProvider clock) : ReservationPage(db)
{
    [BindProperty]
    public string? PartySize { get; set; }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var answer = await base.OnGetAsync(cancellationToken);
        PartySize = Reservation?.PartySize.ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            await change.ChangeAsync(Id, PartySize, await PersonAsync(cancellationToken), cancellationToken), Done.Saved, cancellationToken);

    protected override Failure? WhyNot(Reservation reservation) =>
        DeskRules.WhyNotChange(reservation, reservation.PartySize, IsInside, house, clock.GetUtcNow().UtcDateTime);
}
