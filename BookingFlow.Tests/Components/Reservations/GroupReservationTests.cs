using BookingFlow.Web.Components.Reservations;
using Bunit;

namespace BookingFlow.Tests.Components.Reservations;

public sealed class GroupReservationTests : ComponentTest
{
    [Theory]
    [InlineData(PartyState.Confirmed, "Your seats are confirmed", "seats--plenty")]
    [InlineData(PartyState.Pending, "Not confirmed yet", "seats--few")]
    [InlineData(PartyState.Waiting, "You are on the waiting list", "seats--few")]
    public void Performance_people_and_state_are_said(PartyState state, string text, string style)
    {
        var row = Row(state);

        Assert.Equal("2026-11-27T20:00+01:00", row.Find("time").GetAttribute("datetime"));
        Assert.Equal("Main Stage, 3 people", row.Find(".performance-room").TextContent);
        Assert.Equal(text, row.Find($".seats.{style}").TextContent);
    }

    public static TheoryData<Failure, string> Refusals => new()
    {
        { Failure.NotEnoughSeats(2, Seagull), "Only 2 seats left" },
        { Failure.NotEnoughSeats(0, Seagull), "Sold out" },
        { Failure.BookingClosed(BookingClosedReason.Cancelled, opensAt: null, Seagull), "Cancelled" },
        { Failure.BookingClosed(BookingClosedReason.NotYetOpen, StartsAt, Seagull), "Booking opens Friday 27 November 2026, 20:00" },
        { Failure.NotPossible(Obstacle.AddressHasReservation), "Your email address has a reservation for this performance already" },
        { Failure.InvalidInput(new InvalidField(FormField.PartySize, FieldProblem.NotPositive)), "Party size must be 1 or more" },
        { Failure.About(FailureKind.ConfirmationTokenExpired, Seagull), "This link has expired" },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void A_refusal_is_said_instead_of_the_state(Failure refusal, string text) =>
        Assert.Equal(text, Row(PartyState.Pending, refusal).Find(".seats").TextContent);

    private IRenderedComponent<GroupReservation> Row(PartyState state, Failure? refusal = null) => Render<GroupReservation>(p => p
        .Add(c => c.Venue, Venue).Add(c => c.Performance, Seagull).Add(c => c.PartySize, 3).Add(c => c.State, state).Add(c => c.Refusal, refusal));
}
