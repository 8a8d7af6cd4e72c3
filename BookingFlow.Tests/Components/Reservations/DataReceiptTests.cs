using BookingFlow.Web.Components.Reservations;
using Bunit;

namespace BookingFlow.Tests.Components.Reservations;

public sealed class DataReceiptTests : ComponentTest
{
    private readonly Performance _performance = new APerformance().At(StartsAt).Build();

    [Fact]
    public void Receipt_names_the_fields_that_are_kept_but_not_their_contents_and_until_when()
    {
        var receipt = Receipt(new AReservation().For(_performance).WithPhone("0471 12 34 56").Build());

        Assert.Equal(["Name, Email address, Phone number"], receipt.FindAll("dd").Take(1).Select(e => e.TextContent));
        Assert.DoesNotContain("Ada", receipt.Markup, StringComparison.Ordinal);
        // 30 days after the start.
        Assert.Equal("2026-12-27T20:00+01:00", receipt.Find("dd time").GetAttribute("datetime"));
        Assert.Equal("/privacy", receipt.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Receipt_of_an_erased_party_says_when_it_was_erased()
    {
        var reservation = new AReservation().For(_performance).Cancelled().Build();
        reservation.Erase(StartsAt.AddDays(2));

        var receipt = Receipt(reservation);

        Assert.Empty(receipt.FindAll("dl"));
        Assert.Equal("2026-11-29T20:00+01:00", receipt.Find("time").GetAttribute("datetime"));
    }

    private IRenderedComponent<DataReceipt> Receipt(Reservation reservation) =>
        Render<DataReceipt>(p => p.Add(c => c.Venue, Venue).Add(c => c.Reservation, reservation));
}
