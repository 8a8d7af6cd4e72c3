using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Admits a walk-in: a party without a reservation takes seats that are left.</summary>
public sealed class WalkInModel(BookingDbContext db, AdmitWalkIn walkIn, DoorCookie cookie, TimeProvider clock, IStringLocalizer<Words> words)
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

    /// <summary>Idempotency key of the rendered form, so that a double click admits one party.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    public AdmittedParty? Admitted { get; private set; }

    /// <summary>The performance assigned to the door, else all of tonight's, with the seats left.</summary>
    public IReadOnlyList<PerformanceChoice> Choices { get; private set; } = [];

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
        Performance ??= Choices.Count == 1 ? Choices[0].Id.ToString(CultureInfo.InvariantCulture) : null;
    }
}
