using BookingFlow.Web.Components.Reservations;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Tickets;

/// <summary>The performance of a ticket as an iCalendar file.</summary>
public sealed class CalendarModel(BookingDbContext db, Venue venue, PublicLinks links, TimeProvider clock) : BasePage
{
    [FromRoute]
    public string TicketToken { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var ticket = await db.TicketAsync(TicketToken, cancellationToken);
        if (!ticket.Succeeded)
        {
            return await RefuseAsync(ticket.Failure, cancellationToken);
        }

        var (reservation, performance) = (ticket.Value, ticket.Value.Performance);
        var file = CalendarFile.ForReservation(
            performance.Facts, performance.Show.RunningMinutes, reservation.Reference, reservation.CalendarSequence, isCancelled: false,
            venue, links, clock.GetUtcNow());
        return File(file, "text/calendar; charset=utf-8", CalendarFile.FileName);
    }
}
