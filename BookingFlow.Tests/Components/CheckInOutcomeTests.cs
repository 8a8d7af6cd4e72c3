using BookingFlow.Web.Components;
using BookingFlow.Web.Domain;
using Bunit;

namespace BookingFlow.Tests.Components;

public sealed class CheckInOutcomeTests : ComponentTest
{
    [Fact]
    public void A_party_that_is_let_in_is_told_by_colour_word_and_symbol_with_name_and_number()
    {
        var outcome = Render<CheckInOutcome>(p => p
            .Add(c => c.Admitted, new AdmittedParty("Ada Lovelace", 2, 2, 2, "K7QF-2M", Seagull, Evening))
            .Add(c => c.Venue, Venue)
            .Add(c => c.Now, Evening));

        Assert.NotNull(outcome.Find(".outcome--in svg"));
        Assert.Equal("Come in", outcome.Find("h2").TextContent);
        Assert.Equal("2 people", outcome.Find(".outcome-people").TextContent);
        Assert.Equal("Ada Lovelace", outcome.Find(".outcome-name").TextContent);
        Assert.Equal("The Seagull, 20:00", outcome.Find(".outcome-what").TextContent);
        Assert.Empty(outcome.FindAll(".outcome--no"));
    }

    [Fact]
    public void A_second_scan_says_when_how_long_ago_by_whom_and_how_many()
    {
        var outcome = Refused(Failure.AlreadyCheckedIn(new CheckInFacts(Utc(27, 18, 34), "Grace", 2), Seagull));

        Assert.NotNull(outcome.Find(".outcome--no svg"));
        Assert.Equal("Already checked in", outcome.Find("h2").TextContent);
        Assert.Equal("2 people were let in by Grace at 19:34, 26 minutes ago.", outcome.Find(".outcome-happened").TextContent);
        Assert.Empty(outcome.FindAll(".outcome--in"));
    }

    [Fact]
    public void A_cancelled_party_is_not_told_how_to_reserve_again_but_where_to_go() => Assert.Equal(
        "Send the party to the box office.",
        Refused(Failure.About(FailureKind.ReservationCancelled, Seagull)).Find(".outcome-what").TextContent);

    [Theory]
    [InlineData(FailureKind.TicketInvalid, "Not our ticket")]
    [InlineData(FailureKind.WrongPerformance, "Wrong performance")]
    [InlineData(FailureKind.OutsideCheckInWindow, "Doors closed")]
    [InlineData(FailureKind.ReservationNotConfirmed, "Not confirmed")]
    [InlineData(FailureKind.ReservationCancelled, "Cancelled")]
    [InlineData(FailureKind.BookingClosed, "Performance cancelled")]
    [InlineData(FailureKind.Busy, "Scan again")]
    public void Each_refusal_has_a_word_that_is_read_at_arms_length(FailureKind kind, string word) =>
        Assert.Equal(word, Refused(Failure.About(kind, Seagull)).Find("h2").TextContent);

    [Fact]
    public void Doors_that_open_later_are_not_called_closed() => Assert.Equal(
        "Doors not open yet",
        Refused(Failure.OutsideCheckInWindow(Evening, closedAt: null, Seagull)).Find("h2").TextContent);

    private IRenderedComponent<CheckInOutcome> Refused(Failure failure) =>
        Render<CheckInOutcome>(p => p.Add(c => c.Failure, failure).Add(c => c.Venue, Venue).Add(c => c.Now, Evening));
}
