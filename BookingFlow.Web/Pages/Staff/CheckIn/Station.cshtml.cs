using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>
/// The scan station. A scanned check-in token admits its party at once; a typed reference shows the party first and asks for confirmation.
/// </summary>
public sealed class StationModel(
    BookingDbContext db, CheckInParty checkIn, RecordScan record, DoorCookie door, PublicLinks links, BookingRules rules, TimeProvider clock)
    : StationPage(db, door, rules, clock)
{
    /// <summary>Text of the scan field: a check-in address or token, or a reference.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>"true" when the remainder of a party is admitted.</summary>
    [BindProperty]
    public string? Rest { get; set; }

    /// <summary>Reference of the displayed party, sent with the button that admits it.</summary>
    [BindProperty]
    public string? Reference { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        var scanned = ScannedCode.Read(Code, links);
        if (await Db.FindStoredAsync(scanned, cancellationToken) is { } read)
        {
            Keyboard = read.Mismatch;
            return await AdmitAsync(
                (steward, admission) => checkIn.AdmitAsync(read.Token, steward, admission, cancellationToken),
                () => Db.FindPartyByTokenAsync(read.Token.Text, cancellationToken), cancellationToken);
        }

        if (scanned.Reference is { } reference)
        {
            Keyboard = scanned.ReferenceMismatch;
            return await ShowPartyAsync(reference, cancellationToken);
        }

        var text = FieldChecks.NormalizeLine(Code);
        SuggestedSearch = scanned is { IsForeignAddress: false, IsCaseLost: false } ? text : null;
        var failure = new Failure(FailureKind.TicketInvalid) { IsForeignAddress = scanned.IsForeignAddress, IsCaseLost = scanned.IsCaseLost };
        return text is null ? await RefuseAsync(failure, cancellationToken) : await RefuseAndRecordAsync(failure, cancellationToken);
    }

    /// <summary>Admits the displayed party: one found by its reference, or the remainder of one that is partly inside.</summary>
    public async Task<IActionResult> OnPostAdmitAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        return Domain.Reservations.Reference.Read(Reference) is { } reference
            ? await AdmitAsync(
                (steward, admission) => checkIn.AdmitAsync(reference, steward, admission, cancellationToken),
                () => Db.FindPartyByReferenceAsync(reference, cancellationToken), cancellationToken)
            : await RefuseAndRecordAsync(new Failure(FailureKind.TicketInvalid), cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        // An expired antiforgery token gets here before any handler has run: load the party, so that its form can be sent again.
        if (Party is null && Domain.Reservations.Reference.Read(Reference) is { } reference)
        {
            Party = await Db.FindPartyByReferenceAsync(reference, cancellationToken);
        }

        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<IActionResult> AdmitAsync(
        Func<Steward, Admission, Task<Result<AdmittedParty>>> admit, Func<Task<PartyAtDoor?>> party, CancellationToken cancellationToken)
    {
        var admission = Admission.Read(Submission(RequestId), People, Rest == "true");
        var result = admission.Succeeded ? await admit(await StewardAsync(cancellationToken), admission.Value) : admission.Failure;
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
        Party = await Db.FindPartyByReferenceAsync(reference, cancellationToken);
        if (Party is not { Reservation: var party })
        {
            SuggestedSearch = reference;
            return await RefuseAndRecordAsync(new Failure(FailureKind.TicketInvalid), cancellationToken);
        }

        if (CheckInRules.CheckAdmission(party, party.Performance, Party.CheckIn, Door.PerformanceId, Rules, Now) is { } failure)
        {
            return await RefuseAndRecordAsync(failure, cancellationToken);
        }

        await LoadAsync(cancellationToken);
        return Page();
    }

    // Use cases record their own refusals; this records scans that are refused before a use case runs.
    private async Task<IActionResult> RefuseAndRecordAsync(Failure failure, CancellationToken cancellationToken)
    {
        var steward = await StewardAsync(cancellationToken);
        await record.RecordRefusalAsync(failure, Party?.Reservation.Id, steward, Submission(RequestId), cancellationToken);
        return await RefuseAsync(failure, cancellationToken);
    }
}
