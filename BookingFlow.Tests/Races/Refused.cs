using System.Globalization;

namespace BookingFlow.Tests.Races;

/// <summary>A party that was refused: how many people it is, and how many seats it was told are left.</summary>
public sealed record Refused(int People, int SeatsLeftTold)
{
    /// <summary>As it stands on the page: the offer to take fewer seats, or none.</summary>
    public static Refused Of(int people, Place refusal) => new(
        people, refusal.Document.QuerySelector("input[name='SmallerParty']") is { } offer
            ? int.Parse(offer.GetAttribute("value")!, CultureInfo.InvariantCulture)
            : 0);
}
