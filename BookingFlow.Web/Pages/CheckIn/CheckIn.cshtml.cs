using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.CheckIn;

/// <summary>
/// What the QR code says. A stranger sees the same neutral page whatever the token, and the database is not even
/// asked; a steward sees the party and one button.
/// </summary>
public sealed class CheckInModel(
    BookingDbContext db, CheckInParty checkIn, RecordScan record, DoorCookie door, BookingRules house, IAuthorizationService authorization,
    TimeProvider clock)
    : PlacePage
{
    /// <summary>The raw check-in token, as it stands in the address.</summary>
    [FromRoute]
    public string CheckInToken { get; set; } = "";

    /// <summary>Names the rendered form, so that a retry is not a duplicate guest.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>How many are here, as it was pressed or typed; nothing: all.</summary>
    [BindProperty]
    public string? People { get; set; }

    /// <summary>"true" where the rest of a party is let in.</summary>
    [BindProperty]
    public string? Rest { get; set; }

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Whether the person looking is signed in as somebody who may let parties in.</summary>
    public bool IsSteward { get; private set; }

    /// <summary>The party before it is let in, and where it was refused; null where the ticket is none of ours.</summary>
    public PartyAtDoor? Party { get; private set; }

    /// <summary>The party that was let in.</summary>
    public AdmittedParty? Admitted { get; private set; }

    public AdmissionForm? Form => Admitted is null ? AdmissionForm.For(Party, Failure, RequestId, People, action: null) : null;

    public int? PartyId => Admitted?.ReservationId ?? Party?.Reservation.Id;

    /// <summary>The party that the box office could move to tonight; null: not this one, or not this person.</summary>
    public int? MoveId => Failure?.Kind == FailureKind.WrongPerformance && User.MaySell() ? PartyId : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.Identity?.IsAuthenticated != true)
        {
            return Page();
        }

        if (!await MayCheckInAsync())
        {
            return Forbid();
        }

        Party = await db.PartyOfAsync(CheckInToken, cancellationToken);
        var at = await DoorAsync(cancellationToken);
        var failure = Party is { Reservation: var party }
            ? CheckInRules.WhyNot(party, party.Performance, Party.Inside, at.PerformanceId, house, Now)
            : new Failure(FailureKind.TicketInvalid);
        if (failure is null)
        {
            return Page();
        }

        // With a phone's camera, opening the page is the scan (decision 0022).
        if (HttpMethods.IsGet(Request.Method))
        {
            await record.SeenAsync(failure, Party?.Reservation.Id, (await db.SignedInAsync(User, cancellationToken)).At(at), cancellationToken);
        }

        return await RefuseAsync(failure, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (User.Identity?.IsAuthenticated != true)
        {
            return Challenge();
        }

        if (!await MayCheckInAsync())
        {
            return Forbid();
        }

        if (!Token.TryParse(CheckInToken, out var token))
        {
            return await RefuseAsync(new Failure(FailureKind.TicketInvalid), cancellationToken);
        }

        var asked = Admission.Read(Submission(RequestId), People, Rest == "true");
        if (!asked.Succeeded)
        {
            return await RefuseAsync(asked.Failure, cancellationToken);
        }

        var steward = (await db.SignedInAsync(User, cancellationToken)).At(await DoorAsync(cancellationToken));
        var result = await checkIn.AdmitAsync(token, steward, asked.Value, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        Admitted = result.Value;
        return Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        // Also where the guard of all forms comes in before the handler: then nobody has asked yet who is there.
        if (Party is null && await MayCheckInAsync())
        {
            Party = await db.PartyOfAsync(CheckInToken, cancellationToken);
        }

        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<DoorSetting> DoorAsync(CancellationToken cancellationToken) =>
        door.Read(HttpContext).Among(await db.DoorsAsync(Now, cancellationToken));

    private async Task<bool> MayCheckInAsync() =>
        IsSteward = (await authorization.AuthorizeAsync(User, StaffPolicies.CheckIn)).Succeeded;
}
