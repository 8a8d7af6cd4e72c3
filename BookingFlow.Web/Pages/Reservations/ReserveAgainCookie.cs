using Microsoft.AspNetCore.DataProtection;

namespace BookingFlow.Web.Pages.Reservations;

/// <summary>Stores the id of the reservation whose expired link the visitor opened, so that the form to reserve again is filled in.</summary>
/// <remarks>
/// A cookie, because the token of the link must not get into another page's address. It is sent to the form of the same performance only, and expires
/// soon, because somebody else may use the browser next (docs/decisions/0042).
/// </remarks>
public sealed class ReserveAgainCookie(IDataProtectionProvider protection)
    : ReservationCookie(protection, "bookingflow.again", "BookingFlow.ReserveAgain", TimeSpan.FromMinutes(10))
{
    public void Remember(Reservation reservation, HttpContext http) =>
        Store(reservation.Id, PublicLinks.ReservePath(reservation.PerformanceId), http);

    public void Forget(int performanceId, HttpContext http) => Delete(PublicLinks.ReservePath(performanceId), http);
}
