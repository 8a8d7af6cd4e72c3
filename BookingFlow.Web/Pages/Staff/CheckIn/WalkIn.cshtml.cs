using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Where a party without a reservation gets seats that are left, and comes in at once.</summary>
public sealed class WalkInModel(BookingDbContext db, AdmitWalkIn walkIn, DoorCookie cookie, TimeProvider clock, IStringLocalizer<Words> words)
    : DoorPage(db, cookie, clock), IDoorAnswer
{
    /// <summary>The performance's id.</summary>
    [BindProperty]
    public string? Performance { get; set; }

    [BindProperty]
    public string? PartySize { get; set; }

    /// <summary>Empty: the party gets the house's word for one that came without a reservation.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Names the rendered form, so that a double press lets one party in.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    public AdmittedParty? Admitted { get; private set; }

    /// <summary>The door's performance, or all of tonight's where it is set to none, with the seats that are left.</summary>
    public IReadOnlyList<PerformanceChoice> Choices { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var name = FieldChecks.Tidy(Name) ?? words["WalkIn.Party"];
        if (!int.TryParse(Performance, NumberStyles.None, CultureInfo.InvariantCulture, out var performanceId))
        {
            // Everything else that is wrong is told with it, as if one had been chosen.
            var rest = ValidReservation.Check(name, email: null, phone: null, notes: null, PartySize, Limits.PartySize, needsEmail: false);
            return await RefuseAsync(
                Failure.InvalidInput(
                    [.. rest.Succeeded ? [] : rest.Failure.Fields, new(FormField.Performance, FieldProblem.Missing)]), cancellationToken);
        }

        var steward = await StewardAsync(cancellationToken);
        var result = await walkIn.AdmitAsync(performanceId, name, PartySize, steward, Submission(RequestId), cancellationToken);
        if (!result.Succeeded)
        {
            // Undone since: the form is ready to let them in once more, but only if it is sent anew.
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
        var here = Door.PerformanceId is { } one ? [one] : Performances.Select(p => p.Id).ToList();
        Choices = await Db.Performances.Where(p => here.Contains(p.Id)).ChoicesAsync(cancellationToken);
        Performance ??= Choices.Count == 1 ? Choices[0].Id.ToString(CultureInfo.InvariantCulture) : null;
    }
}
