namespace BookingFlow.Tests.Domain.Door;

public sealed class ScanEventTests
{
    private static readonly PerformanceFacts Facts = new APerformance().Build().Facts;

    public static TheoryData<Failure, ScanOutcome?> Failures { get; } = new()
    {
        { new Failure(FailureKind.TicketInvalid), ScanOutcome.NotOurTicket },
        { new Failure(FailureKind.TicketInvalid) { IsForeignAddress = true }, ScanOutcome.ForeignCode },
        { Failure.OutsideCheckInWindow(opensAt: TestTimes.StartsAt, closedAt: null, Facts), ScanOutcome.TooEarly },
        { Failure.OutsideCheckInWindow(opensAt: null, closedAt: TestTimes.StartsAt, Facts), ScanOutcome.TooLate },
        { new Failure(FailureKind.Busy), null },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_refusal_is_recorded_by_what_it_says_of_the_ticket(Failure failure, ScanOutcome? expected) =>
        Assert.Equal(expected, ScanEvent.OutcomeOf(failure));

    [Fact]
    public void What_a_device_admitted_although_the_server_would_have_refused_is_flagged_and_no_refusal()
    {
        Assert.Equivalent(
            new[]
            {
                ScanOutcome.AdmittedTwice, ScanOutcome.AdmittedCancelled, ScanOutcome.AdmittedMoved, ScanOutcome.AdmittedUnconfirmed,
                ScanOutcome.AdmittedWhenClosed,
            },
            ScanEvent.FlaggedOutcomes, strict: true);
        Assert.All(ScanEvent.FlaggedOutcomes, outcome => Assert.False(ScanEvent.IsRefusal(outcome)));
        Assert.True(ScanEvent.IsRefusal(ScanOutcome.NotOurTicket));
        Assert.False(ScanEvent.IsRefusal(ScanOutcome.Admitted));
    }
}
