using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Components;

public sealed class FailureWordsTests : ComponentTest
{
    public static TheoryData<FailureKind> Kinds => new(Enum.GetValues<FailureKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_failure_has_a_title_a_sentence_and_a_next_step_even_when_its_facts_are_missing(FailureKind kind) =>
        TellsAll(new Failure(kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_failure_has_them_with_all_its_facts(FailureKind kind) => TellsAll(new Failure(kind)
    {
        OpensAt = Utc(day: 23, hour: 9),
        SeatsLeft = 1,
        SeatsMissing = 1,
        Obstacle = Obstacle.NoEmail,
        Performance = Seagull,
        CheckIn = new CheckInFacts(Evening, "Grace", 1),
        RetryAfter = TimeSpan.FromMinutes(5),
        IsForeignAddress = true,
        ClosedBecause = BookingClosedReason.NotYetOpen,
    });

    [Fact]
    public void Every_obstacle_is_told_with_what_to_do_about_it() =>
        Assert.All(Enum.GetValues<Obstacle>(), obstacle => TellsAll(Failure.NotPossible(obstacle)));

    [Theory]
    [InlineData(BookingClosedReason.Cancelled, "This performance has been cancelled")]
    [InlineData(BookingClosedReason.Over, "Booking has closed")]
    [InlineData(BookingClosedReason.Disabled, "Not available online")]
    [InlineData(BookingClosedReason.NotYetOpen, "Booking is not open yet")]
    public void Closed_booking_says_which_reason_it_has(BookingClosedReason reason, string title) =>
        Assert.Equal(title, Told(Failure.BookingClosed(reason, opensAt: null, Seagull)).Title);

    [Theory]
    [InlineData(5, "Wait 5 seconds, then try again.")]
    [InlineData(0.2, "Wait 1 second, then try again.")]
    [InlineData(90, "Wait 90 seconds, then try again.")]
    [InlineData(301, "Wait 6 minutes, then try again.")]
    public void Whoever_has_to_wait_is_told_how_long_and_never_too_short(double seconds, string next) =>
        Assert.Equal(next, Written(Told(Failure.TooManyRequests(TimeSpan.FromSeconds(seconds))).Next));

    [Theory]
    [InlineData(FailureKind.ShowNotFound)]
    [InlineData(FailureKind.PerformanceNotFound)]
    [InlineData(FailureKind.ConfirmationTokenInvalid)]
    public void Whoever_is_lost_is_led_to_the_shows(FailureKind kind) => Assert.Equal("/", Told(new Failure(kind)).Link!.Href);

    [Fact]
    public void An_unknown_confirmation_link_tells_nothing_of_any_reservation()
    {
        var told = Told(new Failure(FailureKind.ConfirmationTokenInvalid));

        Assert.Empty(told.Happened.Values);
        Assert.Empty(told.Next.Values);
    }

    [Fact]
    public void A_foreign_code_comes_with_a_warning_of_its_own()
    {
        Assert.Contains(
            "Do not open it", Written(Told(new Failure(FailureKind.TicketInvalid) { IsForeignAddress = true }).Happened), StringComparison.Ordinal);
        Assert.DoesNotContain("website", Written(Told(new Failure(FailureKind.TicketInvalid)).Happened), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ticket_for_another_evening_says_which_show_evening_and_room() =>
        Assert.Equal(["The Seagull", Evening, "Main Stage"], Told(Failure.About(FailureKind.WrongPerformance, Seagull)).Happened.Values);

    [Fact]
    public void Doors_that_are_not_open_say_when_they_open_or_that_they_closed()
    {
        var opens = Utc(day: 27, hour: 17, minute: 30);
        var early = Told(Failure.OutsideCheckInWindow(opens, closedAt: null, Seagull));
        var late = Told(Failure.OutsideCheckInWindow(opensAt: null, opens, Seagull));

        Assert.Equal("The doors are not open yet", early.Title);
        Assert.Equal("Doors open: {0}.", early.Happened.Template);
        Assert.Equal([opens], early.Happened.Values);
        Assert.Equal("The doors have closed", late.Title);
        Assert.Equal("Doors closed: {0}.", late.Happened.Template);
    }

    [Fact]
    public void No_seats_left_is_called_sold_out() => Assert.Equal("Sold out", Told(Failure.NotEnoughSeats(0, Seagull)).Title);

    private static string Written(Phrase phrase) => string.Concat(phrase.Pieces().Select(piece => piece.Words + piece.Value));

    private FailureText Told(Failure failure, DateTime? now = null) => FailureWords.Of(failure, T, Venue, now);

    // The words themselves are checked by the localizer: a missing or empty one throws.
    private void TellsAll(Failure failure)
    {
        foreach (var now in new DateTime?[] { null, Evening })
        {
            var told = Told(failure, now);
            Assert.NotEmpty(told.Title);
            Assert.NotEmpty(Written(told.Happened));
            Assert.NotEmpty(Written(told.Next));
            Assert.NotEmpty(FailureWords.DoorTitle(failure, T));
            Assert.NotEmpty(Written(FailureWords.DoorNextStep(failure, T, told)));
            Assert.True(told.Link is null || (told.Link.Href.StartsWith('/') && told.Link.Text.Length > 0));
        }
    }
}
