using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.CheckIn;

/// <summary>The page behind a ticket's QR code: shows the party to a steward and checks it in.</summary>
/// <remarks>
/// Unauthenticated visitors see the same neutral page for every token, without a database query, so that it does not reveal which tokens exist.
/// </remarks>
public sealed class CheckInModel(
    BookingDbContext db, CheckInParty checkInParty, RecordScan recordScan, DoorCookie doorCookie, BookingRules rules,
    IAuthorizationService authorization, TimeProvider clock)
    : BasePage
{
    /// <summary>The raw check-in token.</summary>
    [FromRoute]
    public string CheckInToken { get; set; } = "";

    /// <summary>Id of the rendered form. A repeated submission returns the first result and admits no one again.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>Number of people to admit; empty for the whole party.</summary>
    [BindProperty]
    public string? People { get; set; }

    /// <summary>"true" to admit the remainder of a party that is partly inside.</summary>
    [BindProperty]
    public string? Rest { get; set; }

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Whether the signed-in person may check parties in.</summary>
    public bool IsSteward { get; private set; }

    /// <summary>The party, before check-in or when it was refused; null when the ticket is unknown.</summary>
    public PartyAtDoor? Party { get; private set; }

    /// <summary>The party that this request admitted; null when none was.</summary>
    public AdmittedParty? Admitted { get; private set; }

    public AdmissionForm? Form => Admitted is null ? AdmissionForm.For(Party, Failure, RequestId, People, action: null) : null;

    public int? PartyId => Admitted?.ReservationId ?? Party?.Reservation.Id;

    /// <summary>Id of the reservation, when it is for another performance and the signed-in person may move it; otherwise null.</summary>
    public int? MoveId => Failure?.Kind == FailureKind.WrongPerformance && User.MaySell() ? PartyId : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.Identity?.IsAuthenticated != true)
        {
            return HttpContext.HasPairingEnded() ? Challenge() : Page();
        }

        if (!await MayCheckInAsync())
        {
            return Forbid();
        }

        Party = await db.FindPartyByTokenAsync(CheckInToken, cancellationToken);
        var door = await DoorAsync(cancellationToken);
        var failure = Party is { Reservation: var party }
            ? CheckInRules.CheckAdmission(party, party.Performance, Party.CheckIn, door.PerformanceId, rules, Now)
            : new Failure(FailureKind.TicketInvalid);
        if (failure is null)
        {
            return Page();
        }

        // With a phone's camera, opening the page is the scan, so the refusal is recorded here (decision 0022); but not for HEAD.
        if (HttpMethods.IsGet(Request.Method))
        {
            var steward = (await db.FindActorAsync(User, cancellationToken)).AsSteward(door);
            await recordScan.RecordViewAsync(failure, Party?.Reservation.Id, steward, cancellationToken);
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

        var admission = Admission.Read(Submission(RequestId), People, Rest == "true");
        if (!admission.Succeeded)
        {
            return await RefuseAsync(admission.Failure, cancellationToken);
        }

        var steward = (await db.FindActorAsync(User, cancellationToken)).AsSteward(await DoorAsync(cancellationToken));
        var result = await checkInParty.AdmitAsync(token, steward, admission.Value, cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        Admitted = result.Value;
        return Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        // FormGuard can refuse before the handler ran; then the party and the policy are not yet known.
        if (Party is null && await MayCheckInAsync())
        {
            Party = await db.FindPartyByTokenAsync(CheckInToken, cancellationToken);
        }

        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<DoorSetting> DoorAsync(CancellationToken cancellationToken) =>
        doorCookie.Read(HttpContext).LimitedTo(await db.DoorChoicesAsync(Now, cancellationToken));

    private async Task<bool> MayCheckInAsync() =>
        IsSteward = (await authorization.AuthorizeAsync(User, StaffPolicies.CheckIn)).Succeeded;
}
