namespace BookingFlow.Web.Domain.Programme;

/// <summary>Decides which parties get seats if there are fewer seats than confirmed people: those confirmed first.</summary>
public static class SeatOrder
{
    /// <summary>Returns the parties without enough seats.</summary>
    /// <param name="parties">In the order in which they were confirmed.</param>
    /// <param name="people">Returns the size of a party.</param>
    /// <param name="seats">Number of seats; below zero counts as none.</param>
    /// <returns>The parties for which not enough seats are left after the parties before them.</returns>
    public static IReadOnlyList<T> WithoutSeats<T>(IEnumerable<T> parties, Func<T, int> people, int seats)
    {
        var without = new List<T>();
        var taken = 0;
        foreach (var party in parties)
        {
            if (taken + people(party) > seats)
            {
                without.Add(party);
            }

            taken += people(party);
        }

        return without;
    }
}
