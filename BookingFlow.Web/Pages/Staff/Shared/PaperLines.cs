using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Staff.Shared;

public static class PaperLines
{
    public static IQueryable<PaperLine> OnPaper(this IQueryable<Reservation> parties, BookingDbContext db) => parties.Select(r => new PaperLine(
        r.Reference, r.Name, r.PartySize, r.Status, r.Notes,
        new PerformanceFacts(r.PerformanceId, r.Performance.Show.Slug, r.Performance.Show.Title, r.Performance.Room.Name, r.Performance.StartsAt),
        db.CheckIns.Where(c => c.ReservationId == r.Id).Sum(c => c.People)));
}
