using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Changes the party size of a reservation, for the box office.</summary>
public sealed class PartyModel(BookingDbContext db, ChangePartySize change, BookingRules rules, TimeProvider clock) : ReservationPage(db)
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
        await RespondAsync(
            await change.ChangeAsync(Id, PartySize, await ActorAsync(cancellationToken), cancellationToken), Done.Saved, cancellationToken);

    protected override Failure? CheckAllowed(Reservation reservation) =>
        BoxOfficeRules.CheckPartySize(reservation, reservation.PartySize, IsInside, rules, clock.GetUtcNow().UtcDateTime);
}
