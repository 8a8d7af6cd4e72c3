namespace BookingFlow.Web.Domain.Programme;

/// <summary>Who sits where there are fewer seats than confirmed people: whoever confirmed first.</summary>
public static class SeatOrder
{
    /// <param name="parties">In the order in which they were confirmed.</param>
    /// <param name="people">How many people a party is.</param>
    /// <param name="seats">The seats that there are; below zero is none.</param>
    /// <returns>The parties for whom not enough seats are left after those before them.</returns>
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
