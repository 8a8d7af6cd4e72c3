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

    [BindProperty]
    public bool WheelchairPlace { get; set; }

    [BindProperty]
    public bool CompanionPlace { get; set; }

    /// <summary>Whether access places can be changed: the performance or the party has some.</summary>
    public bool HasAccessPlaces => Reservation is { } reservation
        && (reservation.Performance.WheelchairPlaces > 0 || !reservation.AccessPlaces.IsNone);

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var answer = await base.OnGetAsync(cancellationToken);
        PartySize = Reservation?.PartySize.ToString(CultureInfo.InvariantCulture);
        (WheelchairPlace, CompanionPlace) = (Reservation is { WheelchairPlaces: > 0 }, Reservation is { CompanionPlaces: > 0 });
        return answer;
    }

    /// <summary>Sent by a form that has the ticks; without them, the access places stay.</summary>
    [BindProperty]
    public bool HasAccess { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await RespondAsync(
            await change.ChangeAsync(
                Id, PartySize, await ActorAsync(cancellationToken), cancellationToken,
                HasAccess ? new AccessNeeds(WheelchairPlace, CompanionPlace) : null), Done.Saved, cancellationToken);

    protected override Failure? CheckAllowed(Reservation reservation) =>
        BoxOfficeRules.CheckPartySize(reservation, reservation.PartySize, reservation.AccessPlaces, IsInside, rules, clock.GetUtcNow().UtcDateTime);
}
