using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>
/// Changes the additional and the manually occupied seats of a performance. When confirmed parties would lose their seats, they are
/// listed, and the change needs an explicit confirmation.
/// </summary>
public sealed class SeatsModel(BookingDbContext db, ChangeSeats change) : PerformancePage(db)
{
    [BindProperty]
    public string? AdditionalSeats { get; set; }

    [BindProperty]
    public string? OccupiedSeats { get; set; }

    [BindProperty]
    public string? WheelchairPlaces { get; set; }

    [BindProperty]
    public string? CompanionPlaces { get; set; }

    [BindProperty]
    public string? AccessReleaseHours { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Whether the user confirmed the change despite its consequences.</summary>
    [BindProperty]
    public bool InSpite { get; set; }

    /// <summary>Acknowledged shortfall: the number of people without a seat that was displayed with the confirmation; empty: none.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    /// <summary>Parties that the refused change would leave without seats, in order of confirmation.</summary>
    public IReadOnlyList<SeatedParty> PartiesWithoutSeats { get; private set; } = [];

    public bool AsksForConfirmation => InSpite || Failure is { Kind: FailureKind.SeatsBelowConfirmed };

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        if (Performance is { CancelledAt: not null })
        {
            return await RefuseAsync(Failure.NotPossible(Obstacle.PerformanceCancelled), cancellationToken);
        }

        AdditionalSeats = Performance?.AdditionalSeats.ToString(CultureInfo.InvariantCulture);
        OccupiedSeats = Performance?.ManuallyOccupiedSeats.ToString(CultureInfo.InvariantCulture);
        WheelchairPlaces = Performance?.WheelchairPlaces.ToString(CultureInfo.InvariantCulture);
        CompanionPlaces = Performance?.CompanionPlaces.ToString(CultureInfo.InvariantCulture);
        AccessReleaseHours = Performance?.AccessReleaseHours.ToString(CultureInfo.InvariantCulture);
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var changed = await change.ChangeAsync(
            Id, AdditionalSeats, OccupiedSeats, Reason, InSpite ? AcknowledgedShortfall.Parse(Shown) : 0, await ActorAsync(cancellationToken),
            cancellationToken, new AccessPlacesInput(WheelchairPlaces, CompanionPlaces, AccessReleaseHours));
        return changed.Succeeded
            ? SeeOtherPage("/Staff/Performances/Performance", Done.Saved, new { Id })
            : await RefuseAsync(changed.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        PartiesWithoutSeats = await Db.PartiesWithoutSeatsAsync(Id, failure.SeatsMissing ?? 0, cancellationToken);
        if (failure.SeatsMissing is { } missing)
        {
            // The displayed shortfall needs its own confirmation: clear the previous one.
            (InSpite, Shown) = (false, missing.ToString(CultureInfo.InvariantCulture));
        }

        return await base.RefuseAsync(failure, cancellationToken);
    }
}
