using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Admits parties without a confirmed reservation at the door.</summary>
internal static class DoorSeats
{
    /// <summary>Checks whether there are seats: those left and, after the curtain release, those that are not claimed.</summary>
    /// <param name="performance">Locked and recounted.</param>
    /// <param name="places">
    /// Access places that the party asks for. The steward decides at the door, so it is also admitted if they are not left.
    /// </param>
    /// <returns>NotPossible, NotEnoughSeats, or null.</returns>
    public static async Task<Failure?> CheckAsync(
        UseCaseContext context, Performance performance, int people, AccessPlaces places, BookingRules rules)
    {
        if (BoxOfficeRules.CheckSeats(performance, seats: 0, AccessPlaces.None, rules, context.Now) is { } closed)
        {
            return closed;
        }

        var inside = CurtainRelease.IsDue(performance, context.Now) ? await InsideAsync(context, performance.Id) : 0;
        var seats = CurtainRelease.SeatsAtDoor(performance, places.AtMost(performance.Capacity.AccessPlacesLeft), inside, context.Now);
        return people > seats ? Failure.NotEnoughSeats(seats, performance.Facts) : null;
    }

    /// <summary>
    /// Confirms the party with this many people and checks it in. What it needs beyond the seats left is released from those that are not claimed.
    /// </summary>
    /// <remarks>After <see cref="CheckAsync"/>.</remarks>
    /// <param name="request">Hidden id of the form.</param>
    /// <returns>WrongPerformance (another one is assigned to the door), OutsideCheckInWindow, or null.</returns>
    public static Failure? Admit(UseCaseContext context, Reservation party, int people, Steward by, Guid request, BookingRules rules)
    {
        var performance = party.Performance;
        if (!performance.AccessPlaces.IsNone && CurtainRelease.IsDue(performance, context.Now))
        {
            // Seats that are held back are not claimed: they are given before those of absent parties.
            performance.ReleaseAccessPlaces();
        }

        party.TakeNoMorePlacesThan(performance.Capacity.AccessPlacesLeft);
        performance.ReleaseSeats(Math.Max(0, people - Math.Max(0, performance.Capacity.SeatsLeftFor(party.AccessPlaces.For(people)))));
        party.Confirm(people, context.Now);
        if (CheckInRules.CheckAdmission(
            party, party.Performance, earlier: null, by.AssignedPerformanceId, rules, context.Now) is { } refusal)
        {
            return refusal;
        }

        context.Db.Add(CheckIn.Of(party, people, by, request, context.Now));
        context.Db.Add(ScanEvent.Of(ScanOutcome.Admitted, party, people, people, by, request, context.Now));
        return null;
    }

    /// <summary>Counts the people of a performance who are checked in.</summary>
    public static Task<int> InsideAsync(UseCaseContext context, int performanceId) => context.Db.CheckIns
        .Where(c => c.Reservation.PerformanceId == performanceId)
        .SumAsync(c => c.People, context.Cancellation);
}
