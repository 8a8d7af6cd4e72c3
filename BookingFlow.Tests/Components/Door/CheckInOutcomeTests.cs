using BookingFlow.Web.Components.Door;
using Bunit;

namespace BookingFlow.Tests.Components.Door;

public sealed class CheckInOutcomeTests : ComponentTest
{
    [Fact]
    public void Admitted_party_is_shown_with_colour_headline_symbol_name_and_number()
    {
        var outcome = Render<CheckInOutcome>(p => p
            .Add(c => c.Admitted, new AdmittedParty("Ada Lovelace", 2, 2, 2, "K7QF-2M", Seagull, StartsAt))
            .Add(c => c.Venue, Venue)
            .Add(c => c.Now, StartsAt));

        Assert.NotNull(outcome.Find(".outcome--in svg"));
        Assert.Equal("Admit", outcome.Find("h2").TextContent);
        Assert.Equal("2 people", outcome.Find(".outcome-people").TextContent);
        Assert.Equal("Ada Lovelace", outcome.Find(".outcome-name").TextContent);
        Assert.Equal("The Seagull, 20:00", outcome.Find(".outcome-what").TextContent);
        Assert.Empty(outcome.FindAll(".outcome--no"));
        Assert.Empty(outcome.FindAll(".outcome-access"));
    }

    [Fact]
    public void Admitted_party_with_access_places_is_shown_with_them()
    {
        var party = new AdmittedParty("Ada Lovelace", 2, 2, 2, "K7QF-2M", Seagull, StartsAt)
        {
            Access = new(WheelchairPlace: true, CompanionPlace: true, InductionLoop: true),
        };

        var outcome = Render<CheckInOutcome>(p => p.Add(c => c.Admitted, party).Add(c => c.Venue, Venue).Add(c => c.Now, StartsAt));

        Assert.Equal("1 wheelchair place, 1 companion, induction loop", outcome.Find(".outcome-access").TextContent);
    }

    [Fact]
    public void Second_scan_shows_the_time_staff_member_and_number_of_the_first()
    {
        var outcome = Refused(Failure.AlreadyCheckedIn(new CheckInFacts(Utc(27, 18, 34), "Grace", 2), Seagull));

        Assert.NotNull(outcome.Find(".outcome--no svg"));
        Assert.Equal("Already checked in", outcome.Find("h2").TextContent);
        Assert.Equal("Grace checked in 2 people at 19:34, 26 minutes ago.", outcome.Find(".outcome-happened").TextContent);
        Assert.Empty(outcome.FindAll(".outcome--in"));
    }

    [Fact]
    public void Cancelled_reservation_sends_the_party_to_the_box_office() => Assert.Equal(
        "Send the party to the box office.",
        Refused(Failure.About(FailureKind.ReservationCancelled, Seagull)).Find(".outcome-what").TextContent);

    [Fact]
    public void Second_scan_shows_the_door_of_the_first() => Assert.Equal(
        "Grace checked in 3 people at 19:34, 26 minutes ago, at the door “Main entrance”.",
        Refused(
            Failure.AlreadyCheckedIn(
                new CheckInFacts(Utc(27, 18, 34), "Grace", 3) { Door = "Main entrance" }, Seagull)).Find(".outcome-happened").TextContent);

    [Fact]
    public void Second_scan_of_an_incomplete_party_shows_how_many_are_still_to_come()
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
    public void Partial_check_in_shows_the_number_admitted_now_and_in_total(int now, int inside, int size, string text)
    {
        var outcome = Render<CheckInOutcome>(p => p
            .Add(c => c.Admitted, new AdmittedParty("Ada Lovelace", now, inside, size, "K7QF-2M", Seagull, StartsAt))
            .Add(c => c.Venue, Venue)
            .Add(c => c.Now, StartsAt));

        Assert.Equal(now == 1 ? "1 person" : $"{now} people", outcome.Find(".outcome-people").TextContent);
        Assert.Equal(text, outcome.Find(".outcome-inside").TextContent);
    }

    [Fact]
    public void Invalid_number_of_people_shows_the_allowed_maximum() => Assert.Equal(
        "Number of people must be 2 or fewer",
        Refused(Failure.InvalidInput(new InvalidField(FormField.People, FieldProblem.TooMany, 2))).Find(".outcome-happened").TextContent);

    [Fact]
    public void Scan_before_the_doors_open_shows_the_opening_time_and_the_wait() => Assert.Equal(
        "Doors open: 20:25 (in 25 minutes).",
        Refused(Failure.OutsideCheckInWindow(StartsAt.AddMinutes(25), closedAt: null, Seagull)).Find(".outcome-happened").TextContent);

    [Fact]
    public void Scan_days_before_the_doors_open_shows_the_date() => Assert.Equal(
        "Doors open: Sunday 29 November 2026, 20:00.",
        Refused(Failure.OutsideCheckInWindow(StartsAt.AddDays(2), closedAt: null, Seagull)).Find(".outcome-happened").TextContent);

    /// <summary>When summer time ends, 02:30 occurs twice. The wait tells the two apart.</summary>
    [Fact]
    public void Opening_time_in_the_repeated_hour_of_autumn_is_local_time_with_the_real_wait()
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
    public void Opening_time_around_the_skipped_hour_of_spring_is_valid_local_time(string opens, string text, string machineReadable)
    {
        var at = DateTimeOffset.Parse(opens, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        var outcome = Render<CheckInOutcome>(p => p
            .Add(c => c.Failure, Failure.OutsideCheckInWindow(at, closedAt: null, Seagull))
            .Add(c => c.Venue, Venue)
            .Add(c => c.Now, at.AddMinutes(-20)));

        Assert.Equal(text, outcome.Find(".outcome-happened").TextContent);
        Assert.Equal(machineReadable, outcome.Find("time").GetAttribute("datetime"));
    }

    [Fact]
    public void Foreign_code_has_another_headline_than_an_unknown_ticket() =>
        Assert.Equal("Not our code", Refused(new Failure(FailureKind.TicketInvalid) { IsForeignAddress = true }).Find("h2").TextContent);

    [Fact]
    public void Refusal_shows_the_party_name_when_it_is_known()
    {
        var outcome = Render<CheckInOutcome>(p => p
            .Add(c => c.Failure, Failure.About(FailureKind.WrongPerformance, Seagull))
            .Add(c => c.Name, "Ada Lovelace")
            .Add(c => c.Venue, Venue)
            .Add(c => c.Now, StartsAt));

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
    public void Each_refusal_has_a_short_headline(FailureKind kind, string headline) =>
        Assert.Equal(headline, Refused(Failure.About(kind, Seagull)).Find("h2").TextContent);

    [Fact]
    public void Doors_that_open_later_are_titled_not_open_yet() => Assert.Equal(
        "Doors not open yet",
        Refused(Failure.OutsideCheckInWindow(StartsAt, closedAt: null, Seagull)).Find("h2").TextContent);

    private IRenderedComponent<CheckInOutcome> Refused(Failure failure) =>
        Render<CheckInOutcome>(p => p.Add(c => c.Failure, failure).Add(c => c.Venue, Venue).Add(c => c.Now, StartsAt));
}
