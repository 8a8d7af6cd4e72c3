using CsCheck;

namespace BookingFlow.Tests.Domain.Door;

public sealed class AdmissionTimelineTests
{
    private const int PartySize = 4;
    private static readonly Performance Tonight = new APerformance().WithId(7).Build();
    private static readonly DateTime DoorsOpen = TestTimes.StartsAt.AddMinutes(-90);
    private static readonly Steward Dora = new(1, "Dora", AssignedPerformanceId: 7, "main");
    private static readonly Steward Max = new(2, "Max", AssignedPerformanceId: 7, "side");

    [Fact]
    public void Two_devices_that_let_in_the_whole_party_make_one_check_in_of_the_earlier_one()
    {
        var (party, main, side) = (Party(), Device(Dora, 10, 4), Device(Max, 12, 4));

        var checkIn = AdmissionTimeline.Resolve(party, [side(party), main(party)], UseCaseHost.Rules)!.Value;

        Assert.Equal(("Dora", "main", DoorsOpen.AddMinutes(10), 4), (checkIn.First.StaffName, checkIn.First.Door, checkIn.First.At, checkIn.People));
    }

    [Fact]
    public void The_result_is_the_same_in_every_order_in_which_the_devices_send() => Gen.Select(
            Gen.Select(Gen.Int[0, 20], Gen.Int[1, PartySize]).List[2, 3],
            Gen.Select(Gen.Int[0, 20], Gen.Enum<Step>(), Gen.Int[1, PartySize]).List[0, 4])
        .Sample(
            (devices, online) =>
            {
                Func<Reservation, ScanEvent>[] admissions =
                    [.. devices.Select((device, i) => Device(i == 0 ? Dora : Max, device.Item1, device.Item2))];
                Func<Reservation, ScanEvent>[] made =
                    [.. online.OrderBy(step => step.Item1).Select(step => Online(step.Item1, step.Item2, step.Item3))];

                var results = Orders(admissions).Select(order => Receive(made, order)).ToList();

                Assert.All(results, result => Assert.Equal(results[0], result));
            },
            iter: 2000);

    [Fact]
    public void No_admission_is_dropped_and_no_more_people_than_the_party_has_are_inside() => Gen.Select(
            Gen.Select(Gen.Int[0, 20], Gen.Int[1, Limits.PartySize]).List[1, 4],
            Gen.Select(Gen.Int[0, 20], Gen.Enum<Step>(), Gen.Int[1, PartySize]).List[0, 4])
        .Sample(
            (devices, online) =>
            {
                var party = Party();
                List<ScanEvent> history =
                [
                    .. online.OrderBy(step => step.Item1).Select(step => Online(step.Item1, step.Item2, step.Item3)(party)),
                    .. devices.Select(device => Device(Dora, device.Item1, device.Item2)(party)),
                ];
                var letIn = history.ToDictionary(entry => entry, entry => entry.IsAdmission ? entry.LetIn : 0);

                var checkIn = AdmissionTimeline.Resolve(party, history, UseCaseHost.Rules);

                Assert.All(history.Where(entry => entry.IsAdmission), entry => Assert.Equal(letIn[entry], entry.LetIn));
                Assert.All(history, entry => Assert.InRange(entry.Inside, 0, PartySize));
                Assert.All(history, entry => Assert.InRange(entry.Excess, 0, Limits.PartySize));
                Assert.True(checkIn is not { People: < 1 or > PartySize });
            },
            iter: 2000);

    [Fact]
    public void People_beyond_the_party_are_excess_of_the_later_admission()
    {
        var party = Party();
        var (first, second, third) = (Device(Dora, 10, 3)(party), Device(Max, 11, 3)(party), Device(Max, 12, 1)(party));

        var checkIn = AdmissionTimeline.Resolve(party, [third, second, first], UseCaseHost.Rules);

        Assert.Equal((first, 4), checkIn);
        Assert.Equal(
            [(ScanOutcome.Admitted, 3, 3, 0), (ScanOutcome.AdmittedTwice, 1, 4, 2), (ScanOutcome.AdmittedTwice, 0, 4, 1)],
            new[] { first, second, third }.Select(entry => (entry.Outcome, entry.People, entry.Inside, entry.Excess)));
    }

    [Fact]
    public void The_rest_of_a_party_at_another_door_is_no_conflict()
    {
        var party = Party();
        var (first, rest) = (Device(Dora, 10, 3)(party), Device(Max, 12, 1)(party));

        AdmissionTimeline.Resolve(party, [rest, first], UseCaseHost.Rules);

        Assert.Equal((ScanOutcome.Admitted, ScanOutcome.MoreAdmitted), (first.Outcome, rest.Outcome));
    }

    [Fact]
    public void An_admission_at_the_server_yields_to_an_earlier_one_of_a_device()
    {
        var party = Party();
        var (atServer, earlier) = (Online(12, Step.Admit, 4)(party), Device(Max, 10, 4)(party));

        var checkIn = AdmissionTimeline.Resolve(party, [atServer, earlier], UseCaseHost.Rules);

        Assert.Equal((earlier, 4), checkIn);
        Assert.Equal((ScanOutcome.AdmittedTwice, 0, 4), (atServer.Outcome, atServer.People, atServer.Excess));
    }

    [Fact]
    public void After_an_undo_the_ticket_admits_again()
    {
        var party = Party();
        var (before, undone, after) = (Device(Dora, 10, 4)(party), Online(11, Step.Undo, 1)(party), Device(Max, 12, 2)(party));

        var checkIn = AdmissionTimeline.Resolve(party, [undone, after, before], UseCaseHost.Rules);

        Assert.Equal((after, 2), checkIn);
        Assert.Equal((-4, 0), (undone.People, undone.Inside));
    }

    [Fact]
    public void An_admission_before_an_undo_stays_undone()
    {
        var party = Party();
        var (undone, before) = (Online(11, Step.Undo, 1)(party), Device(Dora, 10, 4)(party));

        Assert.Null(AdmissionTimeline.Resolve(party, [undone, before], UseCaseHost.Rules));
        Assert.Equal(4, before.People);
    }

    [Fact]
    public void At_one_time_the_server_comes_first_by_id_and_then_the_devices_by_request_whatever_is_received_first()
    {
        var party = Party(partySize: 3);
        var (admitted, corrected) = (WithId(1, Online(10, Step.Admit, 1)(party)), WithId(2, Online(10, Step.Correct, 2)(party)));
        Guid[] requests = [.. Enumerable.Range(0, 2).Select(_ => Guid.NewGuid()).Order()];
        var (first, second) = (WithId(4, Device(Dora, 10, 1, requests[0])(party)), WithId(3, Device(Max, 10, 1, requests[1])(party)));

        var checkIn = AdmissionTimeline.Resolve(party, [second, first, corrected, admitted], UseCaseHost.Rules);

        Assert.Equal((admitted, 3), checkIn);
        Assert.Equal(
            [(ScanOutcome.Admitted, 1, 1), (ScanOutcome.Corrected, 1, 2), (ScanOutcome.MoreAdmitted, 1, 3), (ScanOutcome.AdmittedTwice, 0, 3)],
            new[] { admitted, corrected, first, second }.Select(entry => (entry.Outcome, entry.People, entry.Inside)));
    }

    [Fact]
    public void Nobody_inside_is_no_check_in()
    {
        var party = Party();

        Assert.Null(AdmissionTimeline.Resolve(party, [Device(Dora, 10, 4)(party), Online(11, Step.Correct, 0)(party)], UseCaseHost.Rules));
    }

    [Fact]
    public void A_correction_sets_the_number_and_people_who_come_later_are_added()
    {
        var party = Party();
        var (first, corrected, rest) = (Device(Dora, 10, 4)(party), Online(11, Step.Correct, 1)(party), Device(Max, 12, 2)(party));

        var checkIn = AdmissionTimeline.Resolve(party, [rest, corrected, first], UseCaseHost.Rules);

        Assert.Equal((first, 3), checkIn);
        Assert.Equal(-3, corrected.People);
    }

    [Fact]
    public void Entries_without_a_device_are_left_alone()
    {
        // The party had four people then, and has two now.
        var party = Party(partySize: 2);
        var (admitted, undone) = (Online(10, Step.Admit, 4)(party), Online(11, Step.Undo, 1)(party));

        AdmissionTimeline.Resolve(party, [admitted, undone, Device(Max, 12, 2)(party)], UseCaseHost.Rules);

        Assert.Equal((ScanOutcome.Admitted, 4, 0), (admitted.Outcome, admitted.People, admitted.Excess));
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, ScanOutcome.Admitted)]
    [InlineData(ReservationStatus.Cancelled, ScanOutcome.AdmittedCancelled)]
    [InlineData(ReservationStatus.Pending, ScanOutcome.AdmittedUnconfirmed)]
    [InlineData(ReservationStatus.Waiting, ScanOutcome.AdmittedUnconfirmed)]
    [InlineData(ReservationStatus.Expired, ScanOutcome.AdmittedUnconfirmed)]
    public void What_the_server_would_have_refused_counts_and_is_flagged(ReservationStatus status, ScanOutcome outcome)
    {
        var party = new AReservation().For(Tonight).OfParty(PartySize).InStatus(status).Build();
        var admission = Device(Dora, 10, 4)(party);

        var checkIn = AdmissionTimeline.Resolve(party, [admission], UseCaseHost.Rules);

        Assert.Equal(((admission, 4), outcome), (checkIn!.Value, admission.Outcome));
    }

    [Fact]
    public void An_admission_for_a_cancelled_performance_is_flagged()
    {
        var performance = new APerformance().WithId(7).With(p => p.CancelledAt = TestTimes.Now).Build();
        var party = new AReservation().For(performance).OfParty(PartySize).Confirmed().Build();
        var admission = Device(Dora, 10, 4)(party);

        AdmissionTimeline.Resolve(party, [admission], UseCaseHost.Rules);

        Assert.Equal(ScanOutcome.AdmittedCancelled, admission.Outcome);
    }

    [Theory]
    [InlineData(-1, ScanOutcome.AdmittedWhenClosed)]
    [InlineData(0, ScanOutcome.Admitted)]
    [InlineData(149, ScanOutcome.Admitted)]
    [InlineData(150, ScanOutcome.AdmittedWhenClosed)]
    public void An_admission_while_the_doors_are_closed_is_flagged(int minute, ScanOutcome outcome)
    {
        var party = Party();
        var admission = Device(Dora, minute, 4)(party);

        AdmissionTimeline.Resolve(party, [admission], UseCaseHost.Rules);

        Assert.Equal(outcome, admission.Outcome);
    }

    [Fact]
    public void An_admission_at_the_door_of_another_performance_is_flagged()
    {
        var party = Party();
        var admission = Device(Dora with { AssignedPerformanceId = 8 }, 10, 4)(party);

        AdmissionTimeline.Resolve(party, [admission], UseCaseHost.Rules);

        Assert.Equal(ScanOutcome.AdmittedMoved, admission.Outcome);
    }

    private enum Step
    {
        Admit,
        Correct,
        Undo,
        Refuse,
    }

    private static Reservation Party(int partySize = PartySize) => new AReservation().For(Tonight).OfParty(partySize).Confirmed().Build();

    private static Func<Reservation, ScanEvent> Device(Steward steward, int minute, int people) => Device(steward, minute, people, Guid.NewGuid());

    private static Func<Reservation, ScanEvent> Device(Steward steward, int minute, int people, Guid request) =>
        party => ScanEvent.OfDevice(party, people, steward, request, DoorsOpen.AddMinutes(minute), receivedAt: DoorsOpen.AddMinutes(200));

    /// <summary>As stored: the database gives the ids.</summary>
    private static ScanEvent WithId(int id, ScanEvent entry)
    {
        typeof(ScanEvent).GetProperty(nameof(ScanEvent.Id))!.SetValue(entry, id);
        return entry;
    }

    private static Func<Reservation, ScanEvent> Online(int minute, Step step, int people)
    {
        var (request, at) = (Guid.NewGuid(), DoorsOpen.AddMinutes(minute));
        return step switch
        {
            Step.Admit => party => ScanEvent.Of(ScanOutcome.Admitted, party, people, people, Max, request, at),
            Step.Correct => party => ScanEvent.Of(ScanOutcome.Corrected, party, 0, people, Max, request, at),
            Step.Undo => party => ScanEvent.Of(ScanOutcome.Undone, party, 0, 0, Max, request, at),
            Step.Refuse => party => ScanEvent.Of(ScanOutcome.AlreadyCheckedIn, party, 0, 0, Max, request, at),
        };
    }

    /// <summary>Resolves after each record, as the server does, and returns all that is stored in the end.</summary>
    private static string Receive(Func<Reservation, ScanEvent>[] made, IEnumerable<Func<Reservation, ScanEvent>> devices)
    {
        var party = Party();
        List<ScanEvent> history = [.. made.Select(make => make(party))];
        (ScanEvent First, int People)? checkIn = null;
        foreach (var device in devices)
        {
            history.Add(device(party));
            checkIn = AdmissionTimeline.Resolve(party, history, UseCaseHost.Rules);
        }

        return string.Join('\n', history.OrderBy(entry => entry.RequestId)
            .Select(entry => $"{entry.RequestId} {entry.Outcome} {entry.People} {entry.Inside} {entry.Excess}")
            .Append($"{checkIn?.First.RequestId} {checkIn?.People}"));
    }

    private static IEnumerable<IEnumerable<T>> Orders<T>(T[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany((item, i) => Orders<T>([.. items[..i], .. items[(i + 1)..]]).Select(rest => rest.Prepend(item)));
}
