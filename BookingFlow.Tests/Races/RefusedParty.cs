using System.Globalization;

namespace BookingFlow.Tests.Races;

/// <summary>A refused party.</summary>
/// <param name="People">Size of the party.</param>
/// <param name="SeatsLeftShown">Number of seats left according to the refusal page.</param>
public sealed record RefusedParty(int People, int SeatsLeftShown)
{
    /// <summary>Reads the seats left from the page's offer of a smaller party; without an offer there are none.</summary>
    public static RefusedParty Of(int people, BrowserResponse refusal) => new(
        people, refusal.Document.QuerySelector("input[name='SmallerParty']") is { } offer
            ? int.Parse(offer.GetAttribute("value")!, CultureInfo.InvariantCulture)
            : 0);
}
