using BookingFlow.Web.Components.Reservations;
using Bunit;

namespace BookingFlow.Tests.Components.Reservations;

public sealed class WaitingPlaceTests : ComponentTest
{
    [Fact]
    public void Place_party_and_rule_are_said()
    {
        var place = Place(partySize: 4, smallest: 2);

        Assert.Equal("You are number 3 on the waiting list", place.Find("h2").TextContent);
        Assert.Equal("You are waiting for 4 seats. You would also come with 2.", place.Find("p").TextContent.Trim());
        Assert.Equal("2026-11-27T18:00+01:00", place.Find("time").GetAttribute("datetime"));
    }

    [Fact]
    public void A_party_that_comes_only_as_a_whole_has_no_smallest_number() =>
        Assert.Equal("You are waiting for 1 seat.", Place(partySize: 1, smallest: 1).Find("p").TextContent.Trim());

    private IRenderedComponent<WaitingPlace> Place(int partySize, int smallest) => Render<WaitingPlace>(p => p
        .Add(c => c.Venue, Venue).Add(c => c.Place, 3).Add(c => c.PartySize, partySize).Add(c => c.SmallestParty, smallest)
        .Add(c => c.ClosesAt, StartsAt.AddHours(-2)));
}
