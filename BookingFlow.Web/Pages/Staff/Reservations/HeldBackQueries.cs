using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Finds the reservations whose confirmation mail is held back (docs/decisions/0056).</summary>
public static class HeldBackQueries
{
    /// <summary>Returns the pending reservations with a mail that is held back.</summary>
    public static IQueryable<Reservation> HeldBack(this BookingDbContext db)
    {
        var mails = db.Outbox.Where(MailStates.Matches(MailState.HeldBack));
        return db.Reservations.Where(r => r.Status == ReservationStatus.Pending && mails.Any(m => m.ReservationId == r.Id));
    }
}
