using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>The scan station: one field. A scanned code admits; a reference typed by hand shows the party and asks.</summary>
public sealed class StationModel(
    BookingDbContext db, CheckInParty checkIn, RecordScan record, DoorCookie door, PublicLinks links, BookingRules rules, TimeProvider clock)
    : StationPage(db, door, rules, clock)
{
    /// <summary>What the scanner typed.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>"true" where the rest of a party is let in.</summary>
    [BindProperty]
    public string? Rest { get; set; }

    /// <summary>The reference whose party the steward has seen, with the press that admits it.</summary>
    [BindProperty]
    public string? Reference { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        var scanned = ScannedCode.Read(Code, links);
        if (scanned.CheckIn is { } token)
        {
            return await AdmitAsync(
                (steward, asked) => checkIn.AdmitAsync(token, steward, asked, cancellationToken),
                () => Db.PartyOfAsync(token.Text, cancellationToken), cancellationToken);
        }

        if (scanned.Reference is { } reference)
        {
            return await ShowPartyAsync(reference, cancellationToken);
        }

        var typed = FieldChecks.Tidy(Code);
        Searched = scanned.IsForeignAddress ? null : typed;
        var failure = new Failure(FailureKind.TicketInvalid) { IsForeignAddress = scanned.IsForeignAddress };
        return typed is null ? await RefuseAsync(failure, cancellationToken) : await RefuseAndRecordAsync(failure, cancellationToken);
    }

    /// <summary>The press below a party that was found by its reference, or of which some are inside.</summary>
    public async Task<IActionResult> OnPostAdmitAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        return Domain.Reservations.Reference.Read(Reference) is { } reference
            ? await AdmitAsync(
                (steward, asked) => checkIn.AdmitAsync(reference, steward, asked, cancellationToken),
                () => Db.PartyCalledAsync(reference, cancellationToken), cancellationToken)
            : await RefuseAndRecordAsync(new Failure(FailureKind.TicketInvalid), cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        // A form that grew too old comes in here before any handler: the party again, ready to press.
        if (Party is null && Domain.Reservations.Reference.Read(Reference) is { } reference)
        {
            Party = await Db.PartyCalledAsync(reference, cancellationToken);
        }

        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<IActionResult> AdmitAsync(
        Func<Steward, Admission, Task<Result<AdmittedParty>>> admit, Func<Task<PartyAtDoor?>> party, CancellationToken cancellationToken)
    {
        var asked = Admission.Read(Submission(RequestId), People, Rest == "true");
        var result = asked.Succeeded ? await admit(await StewardAsync(cancellationToken), asked.Value) : asked.Failure;
        if (!result.Succeeded)
        {
            Party = await party();
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        Admitted = result.Value;
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task<IActionResult> ShowPartyAsync(string reference, CancellationToken cancellationToken)
    {
        Party = await Db.PartyCalledAsync(reference, cancellationToken);
        if (Party is not { Reservation: var party })
        {
            Searched = reference;
            return await RefuseAndRecordAsync(new Failure(FailureKind.TicketInvalid), cancellationToken);
        }

        if (CheckInRules.WhyNot(party, party.Performance, Party.Inside, Door.PerformanceId, Rules, Now) is { } failure)
        {
            return await RefuseAndRecordAsync(failure, cancellationToken);
        }

        await LoadAsync(cancellationToken);
        return Page();
    }

    // What the acts refuse they record themselves; this is for what is refused before it comes to one.
    private async Task<IActionResult> RefuseAndRecordAsync(Failure failure, CancellationToken cancellationToken)
    {
        await record.RefusedAsync(failure, Party?.Reservation.Id, await StewardAsync(cancellationToken), Submission(RequestId), cancellationToken);
        return await RefuseAsync(failure, cancellationToken);
    }
}
