using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Stores the door setting of this device. The scan station has the full form; the start page sends the performance alone.</summary>
public sealed class SetDoorModel(BookingDbContext db, DoorCookie door, BookingRules rules, TimeProvider clock) : StationPage(db, door, rules, clock)
{
    /// <summary>Id of the performance to assign; empty: any performance whose doors are open.</summary>
    [BindProperty]
    public string? DoorOf { get; set; }

    /// <summary>Name of the door.</summary>
    [BindProperty]
    public string? DoorName { get; set; }

    public override Failure? Refusal => IsDoorInvalid ? null : Failure;

    public override (string? PerformanceId, string? Name) DoorFields => IsDoorInvalid ? (DoorOf, DoorName) : base.DoorFields;

    /// <summary>Whether the failure concerns a field of the door form.</summary>
    private bool IsDoorInvalid => Failure?.Fields.Any(error => error.Field is FormField.DoorOf or FormField.DoorName) == true;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        var idText = FieldChecks.Normalize(DoorOf);
        var performance = Performances.FirstOrDefault(
            p => string.Equals(p.Id.ToString(CultureInfo.InvariantCulture), idText, StringComparison.Ordinal));
        // The start page sends no name: the stored name is kept.
        var name = Request.Form.ContainsKey(nameof(DoorName)) ? FieldChecks.NormalizeLine(DoorName) : Door.Name;
        List<InvalidField?> checks =
        [
            idText is not null && performance is null ? new InvalidField(FormField.DoorOf, FieldProblem.NotAChoice) : null,
            FieldChecks.Text(FormField.DoorName, name, Limits.DoorName),
        ];
        if (checks.OfType<InvalidField>().ToList() is { Count: > 0 } errors)
        {
            return await RefuseAsync(Failure.InvalidInput(errors), cancellationToken);
        }

        SetDoor(new DoorSetting(performance?.Id, name));
        return SeeOtherPage("/Staff/CheckIn/Station");
    }
}
