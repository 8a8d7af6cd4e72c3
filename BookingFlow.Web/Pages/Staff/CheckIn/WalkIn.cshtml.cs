using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Admits parties without a ticket: first those of the waiting list, then walk-ins.</summary>
/// <remarks>They take seats that are left and, after the curtain release, seats that are not claimed.</remarks>
public sealed class WalkInModel(
    BookingDbContext db, AdmitWalkIn walkIn, AdmitWaitingParty waitingParty, DoorCookie cookie, TimeProvider clock, IStringLocalizer<Words> words)
    : DoorPage(db, cookie, clock), IDoorResult
{
    /// <summary>Id of the performance.</summary>
    [BindProperty]
    public string? Performance { get; set; }

    [BindProperty]
    public string? PartySize { get; set; }

    /// <summary>Name of the party; empty: a generic name for walk-ins is used.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Id of the reservation of the waiting party to admit.</summary>
    [BindProperty]
    public int Waiting { get; set; }

    /// <summary>How many people of the waiting party are here.</summary>
    [BindProperty]
    public string? People { get; set; }

    /// <summary>Idempotency key of the rendered form, so that a double click admits one party.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    public AdmittedParty? Admitted { get; private set; }

    /// <inheritdoc/>
    /// <remarks>Too few seats are an answer to the number in the form, which is shown again.</remarks>
    public bool IsScanOutcome => Admitted is not null
        || (Failure is { Kind: not FailureKind.NotEnoughSeats } && ScanEvent.OutcomeOf(Failure) is not null);

    /// <summary>The performance assigned to the door, else all of tonight's, with the seats left.</summary>
    public IReadOnlyList<PerformanceChoice> Choices { get; private set; } = [];

    /// <summary>The parties of the waiting lists that can be admitted, in the order of joining.</summary>
    public IReadOnlyList<WaitingParty> WaitingParties { get; private set; } = [];

    /// <summary>The seats that can be given at the door, if one performance with a curtain release is offered; otherwise null.</summary>
    public int? SeatsAtDoor { get; private set; }

    /// <summary>When unclaimed seats are released; UTC; null if they were already, or never are.</summary>
    public DateTime? ReleasesAt { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var name = FieldChecks.NormalizeLine(Name) ?? words["WalkIn.Party"];
        if (!int.TryParse(Performance, NumberStyles.None, CultureInfo.InvariantCulture, out var performanceId))
        {
            // Without a performance the use case cannot run: check the other fields here, so that all errors are shown at once.
            var otherFields = ValidReservation.Check(name, email: null, phone: null, notes: null, PartySize, Limits.PartySize, needsEmail: false);
            return await RefuseAsync(
                Failure.InvalidInput(
                    [.. otherFields.Succeeded ? [] : otherFields.Failure.Fields, new(FormField.Performance, FieldProblem.Missing)]),
                cancellationToken);
        }

        var steward = await StewardAsync(cancellationToken);
        var result = await walkIn.AdmitAsync(performanceId, name, PartySize, steward, Submission(RequestId), cancellationToken);
        if (!result.Succeeded)
        {
            // FormExpired: this admission was undone since. Admitting the party again needs a new key.
            RequestId = result.Failure.Kind == FailureKind.FormExpired ? null : RequestId;
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        Admitted = result.Value;
        (RequestId, PartySize, Name) = (null, null, null);
        await LoadAsync(cancellationToken);
        return Page();
    }

    /// <summary>Admits a party of the waiting list.</summary>
    public async Task<IActionResult> OnPostWaitingAsync(CancellationToken cancellationToken)
    {
        var steward = await StewardAsync(cancellationToken);
        var result = await waitingParty.AdmitAsync(Waiting, People, steward, Submission(RequestId), cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        Admitted = result.Value;
        RequestId = null;
        await LoadAsync(cancellationToken);
        return Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        RequestId ??= Guid.NewGuid().ToString();
        var performanceIds = Door.PerformanceId is { } assigned ? [assigned] : Performances.Select(p => p.Id).ToList();
        Choices = await Db.Performances.Where(p => performanceIds.Contains(p.Id)).ChoicesAsync(cancellationToken);
        WaitingParties = await Db.Reservations
            .Where(r => performanceIds.Contains(r.PerformanceId) && r.WaitingSince != null)
            .Where(r => r.Status == ReservationStatus.Waiting || r.Status == ReservationStatus.Expired)
            .InOrderOfWaiting()
            .Select(r => new WaitingParty(r.Id, r.Name, r.Reference, r.PartySize, r.PerformanceId, r.Performance.Show.Title))
            .ToListAsync(cancellationToken);
        if (performanceIds is [var only])
        {
            await LoadCurtainAsync(only, cancellationToken);
        }

        Performance ??= Choices.Count == 1 ? Choices[0].Id.ToString(CultureInfo.InvariantCulture) : null;
    }

    private async Task LoadCurtainAsync(int performanceId, CancellationToken cancellationToken)
    {
        var performance = await Db.Performances.AsNoTracking().Include(p => p.Room)
            .SingleAsync(p => p.Id == performanceId, cancellationToken);
        if (CurtainRelease.At(performance) is not { } at)
        {
            return;
        }

        if (Now < at)
        {
            ReleasesAt = at;
            return;
        }

        var inside = await Db.CheckIns.Where(c => c.Reservation.PerformanceId == performanceId).SumAsync(c => c.People, cancellationToken);
        SeatsAtDoor = CurtainRelease.SeatsAtDoor(performance, AccessPlaces.None, inside, Now);
    }
}
