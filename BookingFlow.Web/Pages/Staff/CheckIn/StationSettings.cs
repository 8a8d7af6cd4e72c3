using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.CheckIn;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <content>What beside scanning is done at the station: the door is set, and a miscount put right at once.</content>
public sealed partial class StationModel
{
    /// <summary>The performance to set this door to; empty: any whose doors are open.</summary>
    [BindProperty]
    public string? DoorOf { get; set; }

    /// <summary>What this door is called.</summary>
    [BindProperty]
    public string? DoorName { get; set; }

    /// <summary>The party that was let in whole although not all of it were there.</summary>
    [BindProperty]
    public string? Counted { get; set; }

    /// <summary>Whether what was refused is a field of the form that sets the door.</summary>
    public bool IsDoorWrong => Failure?.Fields.Any(wrong => wrong.Field is FormField.DoorOf or FormField.DoorName) == true;

    public async Task<IActionResult> OnPostDoorAsync(CancellationToken cancellationToken)
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
        return SeeOther("/staff/check-in");
    }

    /// <summary>"We are only three": said after the scan let all of them in. So many of them are inside, and the rest can follow.</summary>
    public async Task<IActionResult> OnPostCorrectAsync(CancellationToken cancellationToken)
    {
        var steward = await StewardAsync(cancellationToken);
        Party = Domain.Reservations.Reference.Read(Counted) is { } reference ? await Db.PartyCalledAsync(reference, cancellationToken) : null;
        if (Party is not { Reservation: var party })
        {
            return await RefuseAsync(new Failure(FailureKind.TicketInvalid), cancellationToken);
        }

        var result = await undo.CorrectAsync(party.Id, People, words["Door.CorrectedAtOnce"], steward, MaySell, Submission(RequestId), cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        var people = int.Parse(People!, CultureInfo.InvariantCulture);
        Admitted = AdmittedParty.Of(party, people, people, Now);
        await LoadAsync(cancellationToken);
        return Page();
    }
}
