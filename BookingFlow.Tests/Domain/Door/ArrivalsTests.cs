namespace BookingFlow.Tests.Domain.Door;

public sealed class ArrivalsTests
{
    private static readonly DateTime Seven = new(2026, 11, 27, 19, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void People_are_counted_in_the_quarter_of_an_hour_in_which_they_came() => Assert.Equal(
        [(Seven, 5), (Seven.AddMinutes(15), 1), (Seven.AddMinutes(45), 4)],
        Arrivals.ByQuarter(
        [
            In(1, 0, 2), In(2, 14, 3), In(3, 15, 1), In(4, 59, 4),
        ]));

    [Fact]
    public void The_rest_of_a_party_came_when_it_came() => Assert.Equal(
        [(Seven, 2), (Seven.AddMinutes(15), 3)],
        Arrivals.ByQuarter([In(1, 5, 2), In(1, 20, 3, ScanOutcome.MoreAdmitted)]));

    [Fact]
    public void A_mistake_that_was_undone_leaves_no_trace_whenever_it_was_undone() => Assert.Equal(
        [(Seven.AddMinutes(30), 2)],
        Arrivals.ByQuarter([In(1, 5, 2), In(1, 20, 1, ScanOutcome.MoreAdmitted), In(1, 25, -3, ScanOutcome.Undone), In(1, 31, 2)]));

    [Fact]
    public void A_miscount_is_put_right_where_the_party_came_in() => Assert.Equal(
        [(Seven, 3), (Seven.AddMinutes(15), 1)],
        Arrivals.ByQuarter([In(1, 5, 2), In(1, 40, 1, ScanOutcome.Corrected), In(2, 20, 4), In(2, 40, -3, ScanOutcome.Corrected)]));

    [Fact]
    public void Whoever_was_written_down_from_paper_came_at_a_time_that_nobody_knows() => Assert.Equal(
        [(Seven, 1)],
        Arrivals.ByQuarter([In(1, 5, 1), In(2, 300, 4, ScanOutcome.AdmittedOnPaper), In(2, 310, 1, ScanOutcome.Corrected)]));

    [Fact]
    public void Before_anybody_comes_there_is_nothing() => Assert.Empty(Arrivals.ByQuarter([]));

    private static Arrival In(int reservationId, int minute, int people, ScanOutcome outcome = ScanOutcome.Admitted) =>
        new(reservationId, Seven.AddMinutes(minute).AddSeconds(30), outcome, people);
}
