using Microsoft.AspNetCore.DataProtection;

namespace BookingFlow.Web.Pages.Reservations;

/// <summary>Stores the id of the visitor's newest reservation, so that the "check your mail" page can be reloaded.</summary>
public sealed class PendingCookie(IDataProtectionProvider protection)
    : ReservationCookie(protection, "bookingflow.pending", "BookingFlow.PendingReservation", TimeSpan.FromHours(2))
{
    public void Remember(int reservationId, HttpContext http) => Store(reservationId, PublicLinks.PendingPath, http);
}
