using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Writing;

/// <summary>Gives seats that came free to waiting parties, in the transaction that freed them.</summary>
/// <remarks>
/// Run by <see cref="WriteTransaction"/> at the end of each transaction that holds a performance's lock, so that no use case can forget it: seats
/// come free by a cancellation, a smaller party, a moved reservation, and by changes of capacity (docs/decisions/0050).
/// </remarks>
internal static class WaitingListSeats
{
    public static async Task GiveAsync(UseCaseContext context, BookingRules rules, BookingMetrics metrics)
    {
        foreach (var performance in context.Db.LockedPerformances)
        {
            // Also seats that are held back: a waiting party may have asked for an access place.
            if (performance.Capacity.Free > 0 && WaitingListRules.GivesSeats(performance, rules, context.Now))
            {
                await GiveAsync(context, performance, metrics);
            }
        }
    }

    private static async Task GiveAsync(UseCaseContext context, Performance performance, BookingMetrics metrics)
    {
        // The query must see what the use case has changed.
        await context.Db.SaveChangesAsync(context.Cancellation);
        foreach (var party in await context.Db.WaitingParties(performance.Id).ToListAsync(context.Cancellation))
        {
            if (WaitingListRules.SeatsFor(party, performance.Capacity) is > 0 and var people)
            {
                party.Confirm(people, context.Now);
                context.Audit(Actor.Party, AuditAction.WaitingPartySeated, AuditSubject.Reservation, party.Id, $"{people}");
                context.EnqueueIfAddressed(MailKind.WaitingListTicket, party);
                context.AfterCommit(() => metrics.Confirmed(people));
            }
        }
    }
}
