using BookingFlow.Web.Components;

namespace BookingFlow.Tests.Components;

public sealed class FailureWordsTests : ComponentTest
{
    public static TheoryData<FailureKind> Kinds => new(Enum.GetValues<FailureKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_failure_kind_without_details_has_all_its_texts(FailureKind kind) =>
        AssertComplete(new Failure(kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_failure_kind_with_all_details_has_all_its_texts(FailureKind kind) => AssertComplete(new Failure(kind)
    {
        OpensAt = Utc(day: 23, hour: 9),
        SeatsLeft = 1,
        SeatsMissing = 1,
        Obstacle = Obstacle.NoEmail,
        Performance = Seagull,
        CheckIn = new CheckInFacts(StartsAt, "Grace", 1),
        RetryAfter = TimeSpan.FromMinutes(5),
        IsForeignAddress = true,
        ClosedBecause = BookingClosedReason.NotYetOpen,
    });

    [Fact]
    public void Every_obstacle_has_all_its_texts() =>
        Assert.All(Enum.GetValues<Obstacle>(), obstacle => AssertComplete(Failure.NotPossible(obstacle)));

    [Theory]
    [InlineData(BookingClosedReason.Cancelled, "This performance has been cancelled")]
    [InlineData(BookingClosedReason.Over, "Booking has closed")]
    [InlineData(BookingClosedReason.Disabled, "Not available online")]
    [InlineData(BookingClosedReason.NotYetOpen, "Booking is not open yet")]
    public void Booking_closed_has_a_title_for_each_reason(BookingClosedReason reason, string title) =>
        Assert.Equal(title, TextOf(Failure.BookingClosed(reason, opensAt: null, Seagull)).Title);

    [Theory]
    [InlineData(5, "Wait 5 seconds, then try again.")]
    [InlineData(0.2, "Wait 1 second, then try again.")]
    [InlineData(90, "Wait 90 seconds, then try again.")]
    [InlineData(301, "Wait 6 minutes, then try again.")]
    public void Too_many_requests_rounds_the_wait_up(double seconds, string next) =>
        Assert.Equal(next, Written(TextOf(Failure.TooManyRequests(TimeSpan.FromSeconds(seconds))).Next));

    [Theory]
    [InlineData(FailureKind.ShowNotFound)]
    [InlineData(FailureKind.PerformanceNotFound)]
    [InlineData(FailureKind.ConfirmationTokenInvalid)]
    public void Not_found_failures_link_to_the_show_list(FailureKind kind) => Assert.Equal("/", TextOf(new Failure(kind)).Link!.Href);

    [Fact]
    public void Unknown_confirmation_link_discloses_no_reservation()
    {
        var text = TextOf(new Failure(FailureKind.ConfirmationTokenInvalid));

        Assert.Empty(text.Happened.Values);
        Assert.Empty(text.Next.Values);
    }

    [Fact]
    public void Foreign_code_has_a_warning_not_to_open_it()
    {
        Assert.Contains(
            "Do not open it", Written(TextOf(new Failure(FailureKind.TicketInvalid) { IsForeignAddress = true }).Happened), StringComparison.Ordinal);
        Assert.DoesNotContain("website", Written(TextOf(new Failure(FailureKind.TicketInvalid)).Happened), StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_in_which_Caps_Lock_lost_the_case_has_its_texts()
    {
        var failure = new Failure(FailureKind.TicketInvalid) { IsCaseLost = true };

        AssertComplete(failure);
        Assert.Equal("Caps Lock is on", FailureWords.DoorTitle(failure, T));
        Assert.StartsWith("Switch Caps Lock off", Written(FailureWords.DoorNextStep(failure, T, TextOf(failure))), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_performance_names_the_show_time_and_room_of_the_ticket() =>
        Assert.Equal(["The Seagull", StartsAt, "Main Stage"], TextOf(Failure.About(FailureKind.WrongPerformance, Seagull)).Happened.Values);

    [Fact]
    public void Outside_the_check_in_window_says_when_the_doors_open_or_closed()
    {
        var opens = Utc(day: 27, hour: 17, minute: 30);
        var early = TextOf(Failure.OutsideCheckInWindow(opens, closedAt: null, Seagull));
        var late = TextOf(Failure.OutsideCheckInWindow(opensAt: null, opens, Seagull));

        Assert.Equal("The doors are not open yet", early.Title);
        Assert.Equal("Doors open: {0}.", early.Happened.Template);
        Assert.Equal([opens], early.Happened.Values);
        Assert.Equal("The doors have closed", late.Title);
        Assert.Equal("Doors closed: {0}.", late.Happened.Template);
    }

    [Fact]
    public void Not_enough_seats_with_none_left_is_titled_sold_out() => Assert.Equal("Sold out", TextOf(Failure.NotEnoughSeats(0, Seagull)).Title);

    private static string Written(Phrase phrase) => string.Concat(phrase.Pieces().Select(piece => piece.Words + piece.Value));

    private FailureText TextOf(Failure failure, DateTime? now = null) => FailureWords.Of(failure, T, Venue, now);

    /// <summary>Asserts all texts of a failure, with and without the current time. The localizer throws if a resource is missing or empty.</summary>
    private void AssertComplete(Failure failure)
    {
        foreach (var now in new DateTime?[] { null, StartsAt })
        {
            var text = TextOf(failure, now);
            Assert.NotEmpty(text.Title);
            Assert.NotEmpty(Written(text.Happened));
            Assert.NotEmpty(Written(text.Next));
            Assert.NotEmpty(FailureWords.DoorTitle(failure, T));
            Assert.NotEmpty(Written(FailureWords.DoorNextStep(failure, T, text)));
            Assert.True(text.Link is null || (text.Link.Href.StartsWith('/') && text.Link.Text.Length > 0));
        }
    }
}
