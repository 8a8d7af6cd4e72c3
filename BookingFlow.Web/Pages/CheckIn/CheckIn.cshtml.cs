using BookingFlow.Web.Booking;
using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.CheckIn;

/// <summary>
/// What the QR code says. A stranger sees the same neutral page whatever the token, and the database is not even
/// asked; a steward sees the party and one button.
/// </summary>
public sealed class CheckInModel(
    BookingDbContext db, CheckInParty checkIn, DoorCookie door, HouseRules house, IAuthorizationService authorization, TimeProvider clock) : PlacePage
{
    /// <summary>The raw check-in token, as it stands in the address.</summary>
    [FromRoute]
    public string CheckInToken { get; set; } = "";

    /// <summary>Names the rendered form, so that a retry is not a duplicate guest.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Whether the person looking is signed in as somebody who may let parties in.</summary>
    public bool IsSteward { get; private set; }

    /// <summary>The party before the button is pressed; null when it cannot be let in.</summary>
    public Reservation? Party { get; private set; }

    /// <summary>The party that was let in.</summary>
    public AdmittedParty? Admitted { get; private set; }

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

        Party = await FindAsync(cancellationToken);
        if (Party is null)
        {
            return await RefuseAsync(new Failure(FailureKind.TicketInvalid), cancellationToken);
        }

        var earlier = await db.CheckIns.AsNoTracking().SingleOrDefaultAsync(c => c.ReservationId == Party.Id, cancellationToken);
        return CheckInRules.WhyNot(Party, Party.Performance, earlier, door.Read(HttpContext).PerformanceId, house, Now) is { } failure
            ? await RefuseAsync(failure, cancellationToken)
            : Page();
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

        var steward = await db.StewardAsync(User, door.Read(HttpContext), cancellationToken);
        var request = Guid.TryParse(RequestId, out var id) ? id : Guid.NewGuid();
        var result = await checkIn.AdmitAsync(token, steward, new Admission(request), cancellationToken);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        Admitted = result.Value;
        return Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        if (failure.Kind is FailureKind.FormExpired or FailureKind.Busy && await MayCheckInAsync())
        {
            // The button again, ready to press.
            Party = await FindAsync(cancellationToken);
        }
        else
        {
            Party = null;
        }

        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<bool> MayCheckInAsync() =>
        IsSteward = (await authorization.AuthorizeAsync(User, StaffPolicies.CheckIn)).Succeeded;

    private async Task<Reservation?> FindAsync(CancellationToken cancellationToken) =>
        (await db.FindTokenAsync(CheckInToken, TokenPurpose.CheckIn, cancellationToken))?.Reservation;
}
