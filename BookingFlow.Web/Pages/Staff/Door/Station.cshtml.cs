using System.Globalization;
using BookingFlow.Web.Booking;
using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Pages.CheckIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Door;

/// <summary>The scan station: one field. A scanned code admits; a reference typed by hand shows the party and asks.</summary>
public sealed class StationModel(BookingDbContext db, CheckInParty checkIn, DoorCookie door, PublicLinks links, HouseRules house, TimeProvider clock)
    : DoorPage(db, door, clock)
{
    /// <summary>What the scanner typed.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The reference whose party the steward has seen, with the press that admits it.</summary>
    [BindProperty]
    public string? Reference { get; set; }

    /// <summary>The performance to set this door to; empty: any whose doors are open.</summary>
    [BindProperty]
    public string? DoorOf { get; set; }

    /// <summary>Names the rendered form, so that a retry is not a duplicate guest.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>The party of a typed reference, before the press.</summary>
    public Reservation? Party { get; private set; }

    public AdmittedParty? Admitted { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => await LoadDoorAsync(cancellationToken);

    public IActionResult OnPostDoor()
    {
        SetDoor(Door with { PerformanceId = int.TryParse(DoorOf, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null });
        return SeeOther("/staff/check-in");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        var scanned = ScannedCode.Read(Code, links);
        if (scanned.CheckIn is { } token)
        {
            return await AnswerAsync(await checkIn.AdmitAsync(token, await StewardAsync(cancellationToken), new Admission(Submission(RequestId)), cancellationToken), cancellationToken);
        }

        if (scanned.Reference is { } reference)
        {
            return await ShowPartyAsync(reference, cancellationToken);
        }

        return await RefuseAsync(new Failure(FailureKind.TicketInvalid) { IsForeignAddress = scanned.IsForeignAddress }, cancellationToken);
    }

    public async Task<IActionResult> OnPostAdmitAsync(CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        return Domain.Reference.Read(Reference) is { } reference
            ? await AnswerAsync(await checkIn.AdmitAsync(reference, await StewardAsync(cancellationToken), new Admission(Submission(RequestId)), cancellationToken), cancellationToken)
            : await RefuseAsync(new Failure(FailureKind.TicketInvalid), cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadDoorAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<IActionResult> ShowPartyAsync(string reference, CancellationToken cancellationToken)
    {
        var party = await Db.Reservations.AsNoTracking()
            .Include(r => r.Performance.Show)
            .Include(r => r.Performance.Room)
            .SingleOrDefaultAsync(r => r.Reference == reference, cancellationToken);
        if (party is null)
        {
            return await RefuseAsync(new Failure(FailureKind.TicketInvalid), cancellationToken);
        }

        var earlier = await Db.CheckIns.AsNoTracking().SingleOrDefaultAsync(c => c.ReservationId == party.Id, cancellationToken);
        if (CheckInRules.WhyNot(party, party.Performance, earlier, Door.PerformanceId, house, Now) is { } failure)
        {
            return await RefuseAsync(failure, cancellationToken);
        }

        Party = party;
        return Page();
    }

    private async Task<IActionResult> AnswerAsync(Result<AdmittedParty> result, CancellationToken cancellationToken)
    {
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        Admitted = result.Value;
        return Page();
    }
}
