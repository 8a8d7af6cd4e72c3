using BookingFlow.Web.Components.Door;
using Bunit;

namespace BookingFlow.Tests.Components.Door;

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
        Assert.Equal("Admit", outcome.Find("h2").TextContent);
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
        Assert.Equal("Grace checked in 2 people at 19:34, 26 minutes ago.", outcome.Find(".outcome-happened").TextContent);
        Assert.Empty(outcome.FindAll(".outcome--in"));
    }

    [Fact]
    public void A_cancelled_party_is_not_told_how_to_reserve_again_but_where_to_go() => Assert.Equal(
        "Send the party to the box office.",
        Refused(Failure.About(FailureKind.ReservationCancelled, Seagull)).Find(".outcome-what").TextContent);

    [Fact]
    public void A_second_scan_says_at_which_door_the_first_one_was() => Assert.Equal(
        "Grace checked in 3 people at 19:34, 26 minutes ago, at the door “Main entrance”.",
        Refused(
            Failure.AlreadyCheckedIn(
                new CheckInFacts(Utc(27, 18, 34), "Grace", 3) { Door = "Main entrance" }, Seagull)).Find(".outcome-happened").TextContent);

    [Fact]
    public void Where_others_of_the_party_are_still_to_come_that_is_what_is_read_first()
    {
        var outcome = Refused(Failure.AlreadyCheckedIn(new CheckInFacts(Utc(27, 18, 34), "Grace", 3) { StillToCome = 2 }, Seagull));

        Assert.NotNull(outcome.Find(".outcome--wait svg"));
        Assert.Equal("Already checked in", outcome.Find("h2").TextContent);
        Assert.Equal("2 still to come", outcome.Find(".outcome-people").TextContent);
        Assert.Equal("Check in those who are here now.", outcome.Find(".outcome-what").TextContent);
    }

    [Theory]
    [InlineData(3, 3, 5, "3 of 5 checked in, 2 still to come")]
    [InlineData(2, 5, 5, "5 of 5 checked in")]
    [InlineData(1, 1, 2, "1 of 2 checked in, 1 still to come")]
    public void Part_of_a_party_is_told_with_how_many_came_now_and_how_many_are_inside_of_how_many(int now, int inside, int size, string told)
    {
        var outcome = Render<CheckInOutcome>(p => p
            .Add(c => c.Admitted, new AdmittedParty("Ada Lovelace", now, inside, size, "K7QF-2M", Seagull, Evening))
            .Add(c => c.Venue, Venue)
            .Add(c => c.Now, Evening));

        Assert.Equal(now == 1 ? "1 person" : $"{now} people", outcome.Find(".outcome-people").TextContent);
        Assert.Equal(told, outcome.Find(".outcome-inside").TextContent);
    }

    [Fact]
    public void A_wrong_number_is_told_by_what_would_be_right() => Assert.Equal(
        "Party size must be 2 or fewer",
        Refused(Failure.InvalidInput(new InvalidField(FormField.People, FieldProblem.TooMany, 2))).Find(".outcome-happened").TextContent);

    [Fact]
    public void Too_early_is_told_with_the_time_and_the_wait() => Assert.Equal(
        "Doors open: 20:25 (in 25 minutes).",
        Refused(Failure.OutsideCheckInWindow(Evening.AddMinutes(25), closedAt: null, Seagull)).Find(".outcome-happened").TextContent);

    [Fact]
    public void Days_too_early_is_told_with_the_day() => Assert.Equal(
        "Doors open: Sunday 29 November 2026, 20:00.",
        Refused(Failure.OutsideCheckInWindow(Evening.AddDays(2), closedAt: null, Seagull)).Find(".outcome-happened").TextContent);

    /// <summary>In the night in which the clock is put back it shows 02:30 twice; the wait says which of the two is meant.</summary>
    [Fact]
    public void In_the_night_of_the_clock_change_too_early_is_told_by_the_clock_in_the_foyer_and_by_the_wait()
    {
        var opens = new DateTime(2026, 10, 25, 1, 30, 0, DateTimeKind.Utc);
        var outcome = Render<CheckInOutcome>(p => p
            .Add(c => c.Failure, Failure.OutsideCheckInWindow(opens, closedAt: null, Seagull))
            .Add(c => c.Venue, Venue)
            .Add(c => c.Now, opens.AddMinutes(-60)));

        Assert.Equal("Doors open: 02:30 (in 60 minutes).", outcome.Find(".outcome-happened").TextContent);
        Assert.Equal("2026-10-25T02:30+01:00", outcome.Find("time").GetAttribute("datetime"));
    }

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "Doors open: 01:30 (in 20 minutes).", "2026-03-29T01:30+01:00")]
    [InlineData("2026-03-29T01:30:00Z", "Doors open: 03:30 (in 20 minutes).", "2026-03-29T03:30+02:00")]
    public void In_spring_no_time_is_told_that_the_clock_jumps_over(string opens, string told, string machine)
    {
        var at = DateTimeOffset.Parse(opens, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        var outcome = Render<CheckInOutcome>(p => p
            .Add(c => c.Failure, Failure.OutsideCheckInWindow(at, closedAt: null, Seagull))
            .Add(c => c.Venue, Venue)
            .Add(c => c.Now, at.AddMinutes(-20)));

        Assert.Equal(told, outcome.Find(".outcome-happened").TextContent);
        Assert.Equal(machine, outcome.Find("time").GetAttribute("datetime"));
    }

    [Fact]
    public void A_code_of_somebody_else_is_told_apart_from_a_ticket_that_nobody_knows() =>
        Assert.Equal("Not our code", Refused(new Failure(FailureKind.TicketInvalid) { IsForeignAddress = true }).Find("h2").TextContent);

    [Fact]
    public void Whose_ticket_was_refused_is_told_where_it_is_known()
    {
        var outcome = Render<CheckInOutcome>(p => p
            .Add(c => c.Failure, Failure.About(FailureKind.WrongPerformance, Seagull))
            .Add(c => c.Name, "Ada Lovelace")
            .Add(c => c.Venue, Venue)
            .Add(c => c.Now, Evening));

        Assert.Equal("Ada Lovelace", outcome.Find(".outcome-name").TextContent);
        Assert.Equal("This ticket is for The Seagull, Friday 27 November 2026, 20:00, Main Stage.", outcome.Find(".outcome-happened").TextContent);
    }

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
