using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Sets the door at which this device stands; the form stands at the station, and tonight's page has a short one.</summary>
public sealed class SetDoorModel(BookingDbContext db, DoorCookie door, BookingRules rules, TimeProvider clock) : StationPage(db, door, rules, clock)
{
    /// <summary>The performance to set this door to; empty: any whose doors are open.</summary>
    [BindProperty]
    public string? DoorOf { get; set; }

    /// <summary>What this door is called.</summary>
    [BindProperty]
    public string? DoorName { get; set; }

    public override Failure? Refusal => IsDoorWrong ? null : Failure;

    public override (string? Of, string? Name) DoorFields => IsDoorWrong ? (DoorOf, DoorName) : base.DoorFields;

    /// <summary>Whether what was refused is a field of the form that sets the door.</summary>
    private bool IsDoorWrong => Failure?.Fields.Any(wrong => wrong.Field is FormField.DoorOf or FormField.DoorName) == true;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        var of = FieldChecks.Tidy(DoorOf);
        var performance = Performances.FirstOrDefault(p => string.Equals(p.Id.ToString(CultureInfo.InvariantCulture), of, StringComparison.Ordinal));
        // Tonight's page sends the performance alone: then the door keeps its name.
        var name = Request.Form.ContainsKey(nameof(DoorName)) ? FieldChecks.Tidy(DoorName) : Door.Name;
        List<InvalidField?> wrong =
        [
            of is not null && performance is null ? new InvalidField(FormField.DoorOf, FieldProblem.NotAChoice) : null,
            FieldChecks.Text(FormField.DoorName, name, Limits.DoorName),
        ];
        if (wrong.OfType<InvalidField>().ToList() is { Count: > 0 } fields)
        {
            return await RefuseAsync(Failure.InvalidInput(fields), cancellationToken);
        }

        SetDoor(new DoorSetting(performance?.Id, name));
        return SeeOtherPage("/Staff/CheckIn/Station");
    }
}
