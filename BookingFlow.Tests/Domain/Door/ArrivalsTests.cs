namespace BookingFlow.Tests.Domain.Door;

public sealed class ArrivalsTests
{
    private static readonly DateTime Seven = new(2026, 11, 27, 19, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void People_are_counted_in_the_quarter_hour_of_their_arrival() => Assert.Equal(
        [(Seven, 5), (Seven.AddMinutes(15), 1), (Seven.AddMinutes(45), 4)],
        Arrivals.ByQuarter(
        [
            In(1, 0, 2), In(2, 14, 3), In(3, 15, 1), In(4, 59, 4),
        ]));

    [Fact]
    public void The_remainder_of_a_party_is_counted_at_its_own_arrival() => Assert.Equal(
        [(Seven, 2), (Seven.AddMinutes(15), 3)],
        Arrivals.ByQuarter([In(1, 5, 2), In(1, 20, 3, ScanOutcome.MoreAdmitted)]));

    [Fact]
    public void An_undone_check_in_is_not_counted() => Assert.Equal(
        [(Seven.AddMinutes(30), 2)],
        Arrivals.ByQuarter([In(1, 5, 2), In(1, 20, 1, ScanOutcome.MoreAdmitted), In(1, 25, -3, ScanOutcome.Undone), In(1, 31, 2)]));

    [Fact]
    public void A_correction_is_counted_at_the_arrival_of_the_party() => Assert.Equal(
        [(Seven, 3), (Seven.AddMinutes(15), 1)],
        Arrivals.ByQuarter([In(1, 5, 2), In(1, 40, 1, ScanOutcome.Corrected), In(2, 20, 4), In(2, 40, -3, ScanOutcome.Corrected)]));

    [Fact]
    public void A_check_in_recorded_from_paper_is_not_counted() => Assert.Equal(
        [(Seven, 1)],
        Arrivals.ByQuarter([In(1, 5, 1), In(2, 300, 4, ScanOutcome.AdmittedOnPaper), In(2, 310, 1, ScanOutcome.Corrected)]));

    [Fact]
    public void Without_arrivals_the_list_is_empty() => Assert.Empty(Arrivals.ByQuarter([]));

    private static Arrival In(int reservationId, int minute, int people, ScanOutcome outcome = ScanOutcome.Admitted) =>
        new(reservationId, Seven.AddMinutes(minute).AddSeconds(30), outcome, people);
}
