using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Queries for printed lists of parties.</summary>
public static class PrintedListQueries
{
    /// <summary>Projects reservations to lines of a printed list.</summary>
    public static IQueryable<PrintedListLine> SelectPrintedLines(this IQueryable<Reservation> reservations, BookingDbContext db) =>
        reservations.Select(r => new PrintedListLine(
            r.Reference, r.Name, r.PartySize, r.Status, r.Notes,
            new PerformanceFacts(r.PerformanceId, r.Performance.Show.Slug, r.Performance.Show.Title, r.Performance.Room.Name, r.Performance.StartsAt),
            db.CheckIns.Where(c => c.ReservationId == r.Id).Sum(c => c.People))
        {
            StaffNote = r.StaffNote,
            Answers = r.Answers.OrderBy(a => a.Question.Position).ThenBy(a => a.Id)
                .Select(a => new AnsweredQuestion(a.Question.Text, a.Text)).ToList(),
            Access = new AccessNeeds(r.WheelchairPlaces > 0, r.CompanionPlaces > 0, r.NeedsStepFreeAccess, r.NeedsInductionLoop),
        });
}
