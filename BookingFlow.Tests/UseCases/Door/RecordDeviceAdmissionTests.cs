using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Checking;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class RecordDeviceAdmissionOnSqliteTests() : RecordDeviceAdmissionTests(DatabaseDialect.Sqlite);

public sealed class RecordDeviceAdmissionOnSqlServerTests() : RecordDeviceAdmissionTests(DatabaseDialect.SqlServer);

public abstract class RecordDeviceAdmissionTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly DateTime Received = TestTimes.StartsAt.AddMinutes(10);
    private readonly Performance _performance = new APerformance().Build();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Clock.SetUtcNow(new DateTimeOffset(Received));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Two_devices_without_a_network_let_in_a_copied_ticket_and_every_order_gives_the_same_result(params int[] order)
    {
        var party = await AddPartyAsync(4);
        (Steward By, DeviceAdmission Admission)[] devices = [(Main, Admission(-18, 4)), (Side, Admission(-16, 4))];

        foreach (var i in order)
        {
            Assert.True((await RecordAsync(party, devices[i].By, devices[i].Admission)).Succeeded);
        }

        var checkIn = Assert.Single(await CheckInsAsync());
        Assert.Equal(
            ("Dora", "main", TestTimes.StartsAt.AddMinutes(-18), 4, devices[0].Admission.Request),
            (checkIn.StaffName, checkIn.Door, checkIn.At, checkIn.People, checkIn.RequestId));
        Assert.Equal(
            [("Dora", ScanOutcome.Admitted, 4, 4, 0), ("Otto", ScanOutcome.AdmittedTwice, 0, 4, 4)],
            (await ScansAsync()).Select(e => (e.StaffName, e.Outcome, e.People, e.Inside, e.Excess)));
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public async Task Parts_of_a_party_at_three_devices_are_capped_at_the_party_size_in_every_order(params int[] order)
    {
        var party = await AddPartyAsync(4);
        DeviceAdmission[] admissions = [Admission(-18, 2), Admission(-16, 1), Admission(-14, 3)];

        foreach (var i in order)
        {
            await RecordAsync(party, Main, admissions[i]);
        }

        Assert.Equal((4, TestTimes.StartsAt.AddMinutes(-18)), (Assert.Single(await CheckInsAsync()) is var c) ? (c.People, c.At) : default);
        Assert.Equal(
            [(ScanOutcome.Admitted, 2, 0), (ScanOutcome.MoreAdmitted, 1, 0), (ScanOutcome.AdmittedTwice, 1, 2)],
            (await ScansAsync()).Select(e => (e.Outcome, e.People, e.Excess)));
    }

    [Fact]
    public async Task Sending_twice_changes_nothing_whoever_sends_it()
    {
        var party = await AddPartyAsync(4);
        var admission = Admission(-18, 3);
        var first = await RecordAsync(party, Main, admission);

        Host.Clock.Advance(TimeSpan.FromHours(3));
        var second = await RecordAsync(party, Side, admission with { People = 4 });

        Assert.Equal((first.Value!.Id, 3, "Dora"), (second.Value!.Id, second.Value.LetIn, second.Value.StaffName));
        Assert.Single(await ScansAsync());
        Assert.Equal(3, Assert.Single(await CheckInsAsync()).People);
    }

    [Fact]
    public async Task A_scan_at_the_server_after_the_record_is_refused_with_the_facts_of_the_device()
    {
        var party = await AddPartyAsync(2);
        await RecordAsync(party, Main, Admission(-18, 2));

        var refusal = (await AdmitAsync(party, Side)).Failure!;

        Assert.Equal(
            (FailureKind.AlreadyCheckedIn, TestTimes.StartsAt.AddMinutes(-18), "Dora", "main"),
            (refusal.Kind, refusal.CheckIn!.At, refusal.CheckIn.By, refusal.CheckIn.Door));
    }

    [Fact]
    public async Task A_scan_at_the_server_before_the_record_becomes_the_second_admission()
    {
        var party = await AddPartyAsync(2);
        var online = new Admission(Guid.NewGuid());
        await AdmitAsync(party, Side, online);

        await RecordAsync(party, Main, Admission(-18, 2));

        Assert.Equal("Dora", Assert.Single(await CheckInsAsync()).StaffName);
        Assert.Equal(
            [(ScanOutcome.Admitted, 2, 0), (ScanOutcome.AdmittedTwice, 0, 2)],
            (await ScansAsync()).Select(e => (e.Outcome, e.People, e.Excess)));
        // The station's form sent again still gets its first answer.
        Assert.Equal(2, (await AdmitAsync(party, Side, online)).Value?.People);
    }

    [Fact]
    public async Task A_record_that_was_refused_too_late_for_the_device_counts_when_the_device_has_let_the_party_in()
    {
        var party = await AddPartyAsync(2);
        await AdmitAsync(party, Side);
        var request = Guid.NewGuid();
        Assert.False((await AdmitAsync(party, Main, new Admission(request) { IsOfDevice = true })).Succeeded);

        var recorded = await RecordAsync(party, Main, Admission(10, 2) with { Request = request });
        var again = await RecordAsync(party, Main, Admission(10, 2) with { Request = request });

        Assert.Equal((ScanOutcome.AdmittedTwice, 2), (recorded.Value!.Outcome, recorded.Value.Excess));
        Assert.Equal(recorded.Value.Id, again.Value!.Id);
        Assert.Equal(3, (await ScansAsync()).Count);
    }

    [Fact]
    public async Task A_record_that_was_admitted_too_late_for_the_device_adds_nothing()
    {
        var party = await AddPartyAsync(2);
        var request = Guid.NewGuid();
        await AdmitAsync(party, Main, new Admission(request) { IsOfDevice = true });

        var recorded = await RecordAsync(party, Side, Admission(0, 2) with { Request = request });

        Assert.Equal((ScanOutcome.Admitted, "Dora"), (recorded.Value!.Outcome, recorded.Value.StaffName));
        Assert.Single(await ScansAsync());
    }

    [Fact]
    public async Task A_device_that_asks_again_under_another_account_gets_the_first_answer_even_after_an_undo()
    {
        var party = await AddPartyAsync(2);
        var admission = new Admission(Guid.NewGuid()) { IsOfDevice = true };
        await AdmitAsync(party, Main, admission);
        Assert.True((await AdmitAsync(party, Side, admission)).Succeeded);
        await Host.UndoCheckIn.UndoAsync(party.Id, "Wrong party", Main, maySell: true, Guid.NewGuid(), CancellationToken.None);

        Assert.True((await AdmitAsync(party, Side, admission)).Succeeded);
        Assert.Empty(await CheckInsAsync());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    [InlineData(60)]
    [InlineData(-60)]
    public async Task A_clock_that_is_wrong_does_not_change_who_was_first(int minutesFast)
    {
        var party = await AddPartyAsync(4);
        var wrong = TimeSpan.FromMinutes(minutesFast);
        var right = Admission(-18, 4);
        var other = Admission(-16, 4);

        await RecordAsync(party, Side, other with { At = other.At + wrong, Offset = -wrong });
        await RecordAsync(party, Main, right);

        Assert.Equal(("Dora", TestTimes.StartsAt.AddMinutes(-18)), (await CheckInsAsync()).Select(c => (c.StaffName, c.At)).Single());
        Assert.Equal(TestTimes.StartsAt.AddMinutes(-16), (await ScansAsync())[1].At);
    }

    [Fact]
    public async Task A_clock_that_was_never_compared_makes_no_time_in_the_future()
    {
        var party = await AddPartyAsync(4);

        await RecordAsync(party, Main, Admission(70, 4));

        Assert.Equal(Received, Assert.Single(await CheckInsAsync()).At);
    }

    [Fact]
    public async Task A_cancelled_party_counts_and_is_flagged_and_takes_no_seats()
    {
        var party = await AddPartyAsync(4, r => r.Cancelled());

        var recorded = await RecordAsync(party, Main, Admission(-18, 4));

        Assert.Equal(ScanOutcome.AdmittedCancelled, recorded.Value?.Outcome);
        Assert.Equal(4, Assert.Single(await CheckInsAsync()).People);
        Assert.Equal(0, (await Host.PerformanceAsync(party.PerformanceId)).ConfirmedSeats);
        Assert.All(await CheckAsync(), rule => Assert.Empty(rule.Findings));
    }

    [Fact]
    public async Task A_check_in_of_a_cancelled_party_without_a_device_is_a_finding()
    {
        var party = await AddPartyAsync(4, r => r.Cancelled());
        await Host.Database.AddAsync(
            new CheckIn { ReservationId = party.Id, People = 4, At = TestTimes.StartsAt, StaffId = Host.Steward.StaffId, StaffName = "Dora" });

        Assert.Contains(await CheckAsync(), rule => rule.Findings.Count > 0);
    }

    [Fact]
    public async Task A_party_of_another_performance_counts_and_is_flagged_at_both()
    {
        var party = await AddPartyAsync(4);

        var recorded = await RecordAsync(party, Main with { AssignedPerformanceId = party.PerformanceId + 1 }, Admission(-18, 4));

        Assert.Equal(
            (ScanOutcome.AdmittedMoved, party.PerformanceId, party.PerformanceId + 1),
            (recorded.Value!.Outcome, recorded.Value.PerformanceId, recorded.Value.AssignedPerformanceId));
    }

    [Fact]
    public async Task A_waiting_party_that_a_device_let_in_is_not_checked_in_again_at_the_door()
    {
        var party = await AddPartyAsync(2, r => r.Waiting());
        await RecordAsync(party, Main, Admission(-18, 2));

        var admitted = await Host.AdmitWaitingParty.AdmitAsync(party.Id, "2", Side, Guid.NewGuid(), CancellationToken.None);

        Assert.Equal(FailureKind.AlreadyCheckedIn, admitted.Failure?.Kind);
    }

    [Fact]
    public async Task An_unknown_party_is_refused() => Assert.Equal(
        FailureKind.TicketInvalid,
        (await Host.RecordDeviceAdmission.RecordAsync(4711, Main, Admission(-18, 2), CancellationToken.None)).Failure?.Kind);

    [Fact]
    public async Task Parallel_records_of_ten_devices_make_one_check_in_of_the_earliest()
    {
        var party = await AddPartyAsync(4);

        var results = await Task.WhenAll(
            Enumerable.Range(0, 10).Reverse().Select(i => Task.Run(() => RecordAsync(party, Main, Admission(-20 + i, 1)))));

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal((TestTimes.StartsAt.AddMinutes(-20), 4), (await CheckInsAsync()).Select(c => (c.At, c.People)).Single());
        Assert.Equal(6, (await ScansAsync()).Sum(e => e.Excess));
    }

    private Steward Main => Host.Steward with { Door = "main" };

    private Steward Side => Host.OtherSteward with { Door = "side" };

    /// <param name="minute">After the start, by the device's clock.</param>
    private static DeviceAdmission Admission(int minute, int people) =>
        new(Guid.NewGuid(), people, TestTimes.StartsAt.AddMinutes(minute), Offset: TimeSpan.Zero);

    private async Task<Reservation> AddPartyAsync(int people, Func<AReservation, AReservation>? state = null)
    {
        var party = new AReservation().For(_performance).OfParty(people);
        var reservation = (state ?? (r => r.Confirmed()))(party).Build();
        await Host.AddTicketAsync(reservation);
        return reservation;
    }

    private Task<Result<ScanEvent>> RecordAsync(Reservation party, Steward by, DeviceAdmission admission) =>
        Host.RecordDeviceAdmission.RecordAsync(party.Id, by, admission, CancellationToken.None);

    private Task<Result<AdmittedParty>> AdmitAsync(Reservation party, Steward by, Admission? admission = null) =>
        Host.CheckInParty.AdmitAsync(party.Id, by, admission ?? new Admission(Guid.NewGuid()), CancellationToken.None);

    private Task<List<CheckIn>> CheckInsAsync() => Host.Database.ReadAsync(db => db.CheckIns.ToListAsync());

    private Task<List<ScanEvent>> ScansAsync() => Host.Database.ReadAsync(db => db.ScanEvents.OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync());

    private Task<IReadOnlyList<DataCheckResult>> CheckAsync() =>
        new DatabaseChecker(Host.Database, Host.CurrentVenue, Host.Clock).CheckAsync(CancellationToken.None);
}
