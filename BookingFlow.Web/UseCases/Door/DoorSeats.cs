using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Takes seats for a party that is admitted at the door without a confirmed reservation.</summary>
internal static class DoorSeats
{
    /// <summary>Checks whether there are seats: those left and, after the curtain release, those that are not claimed.</summary>
    /// <param name="performance">Locked and recounted.</param>
    /// <returns>NotPossible, NotEnoughSeats, or null.</returns>
    public static async Task<Failure?> CheckAsync(UseCaseContext context, Performance performance, int people, BookingRules rules)
    {
        if (BoxOfficeRules.CheckSeats(performance, seats: 0, rules, context.Now) is { } closed)
        {
            return closed;
        }

        var inside = CurtainRelease.IsDue(performance, context.Now) ? await InsideAsync(context, performance.Id) : 0;
        var seats = CurtainRelease.SeatsAtDoor(performance, inside, context.Now);
        return people > seats ? Failure.NotEnoughSeats(seats, performance.Facts) : null;
    }

    /// <summary>Confirms the party with this many people. What is more than the seats left is released from those that are not claimed.</summary>
    public static void Take(UseCaseContext context, Reservation party, int people)
    {
        party.Performance.ReleaseSeats(Math.Max(0, people - Math.Max(0, party.Performance.SeatsLeft)));
        party.Confirm(people, context.Now);
    }

    /// <summary>Counts the people of a performance who are checked in.</summary>
    public static Task<int> InsideAsync(UseCaseContext context, int performanceId) => context.Db.CheckIns
        .Where(c => c.Reservation.PerformanceId == performanceId)
        .SumAsync(c => c.People, context.Cancellation);
}
