using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class CheckInPartyOnSqliteTests() : CheckInPartyTests(DatabaseDialect.Sqlite);

public sealed class CheckInPartyOnSqlServerTests() : CheckInPartyTests(DatabaseDialect.SqlServer);

public abstract class CheckInPartyTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private readonly Performance _performance = new APerformance().Build();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddMinutes(-10)));
    }

    [Fact]
    public async Task Confirmed_party_is_checked_in_with_time_steward_and_count()
    {
        var reservation = new AReservation().For(_performance).OfParty(4).Confirmed().Build();
        var code = await Host.AddTicketAsync(reservation);

        var admitted = (await AdmitAsync(code)).Value!;

        Assert.Equal(
            ("Ada Lovelace", 4, reservation.Reference, TestTimes.StartsAt.AddMinutes(-10)),
            (admitted.Name, admitted.People, admitted.Reference, admitted.At));
        Assert.Equal(_performance.Facts with { PerformanceId = reservation.PerformanceId }, admitted.Performance);
        var record = Assert.Single(await CheckInsAsync());
        Assert.Equal(
            (reservation.Id, 4, "Dora", TestTimes.StartsAt.AddMinutes(-10)), (record.ReservationId, record.People, record.StaffName, record.At));
    }

    [Fact]
    public async Task Party_is_checked_in_by_its_reference()
    {
        var reservation = new AReservation().For(_performance).Confirmed().Build();
        await Host.AddTicketAsync(reservation);

        var admitted = await Host.CheckInParty.AdmitAsync(
            reservation.Reference, Host.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);

        Assert.Equal(reservation.Reference, admitted.Value?.Reference);
        Assert.Single(await CheckInsAsync());
    }

    [Fact]
    public async Task Unknown_reference_returns_TicketInvalid() => Assert.Equal(
        FailureKind.TicketInvalid, (
            await Host.CheckInParty.AdmitAsync("AAAA-AA", Host.Steward, new Admission(Guid.NewGuid()), CancellationToken.None)).Failure?.Kind);

    [Fact]
    public async Task Second_scan_is_refused_with_the_facts_of_the_first()
    {
        var code = await Host.AddTicketAsync(new AReservation().For(_performance).Confirmed().Build());
        await AdmitAsync(code);
        Host.Clock.Advance(TimeSpan.FromMinutes(3));

        var refusal = await RefusedAsync(FailureKind.AlreadyCheckedIn, code, steward: Host.OtherSteward);

        Assert.Equal(new CheckInFacts(TestTimes.StartsAt.AddMinutes(-10), "Dora", 2), refusal.CheckIn);
    }

    [Fact]
    public async Task Same_submission_by_the_same_steward_returns_the_first_result()
    {
        var code = await Host.AddTicketAsync(new AReservation().For(_performance).Confirmed().Build());
        var request = Guid.NewGuid();
        var first = await AdmitAsync(code, request);

        Host.Clock.Advance(TimeSpan.FromHours(5));
        var second = await AdmitAsync(code, request);

        Assert.Equal(first.Value, second.Value);
        Assert.Single(await CheckInsAsync());
    }

    [Fact]
    public async Task Same_submission_by_another_steward_is_a_second_scan()
    {
        var code = await Host.AddTicketAsync(new AReservation().For(_performance).Confirmed().Build());
        var request = Guid.NewGuid();
        await AdmitAsync(code, request);

        await RefusedAsync(FailureKind.AlreadyCheckedIn, code, request, Host.OtherSteward);
    }

    [Fact]
    public async Task Same_submission_id_for_another_party_is_a_separate_check_in()
    {
        var request = Guid.NewGuid();
        var first = await Host.AddTicketAsync(new AReservation().For(_performance).Confirmed().Build());
        var second = await Host.AddTicketAsync(new AReservation().Named("Eve").Confirmed().Build());
        await AdmitAsync(first, request);

        Assert.Equal("Eve", (await AdmitAsync(second, request)).Value?.Name);
        Assert.Equal(2, (await CheckInsAsync()).Count);
    }

    [Fact]
    public async Task Ten_parallel_scans_admit_a_party_once()
    {
        var code = await Host.AddTicketAsync(new AReservation().For(_performance).Confirmed().Build());

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Task.Run(() => AdmitAsync(code, steward: i % 2 == 0 ? Host.Steward : Host.OtherSteward))));

        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(FailureKind.AlreadyCheckedIn, r.Failure!.Kind));
        Assert.Single(await CheckInsAsync());
    }

    [Fact]
    public async Task Database_rejects_a_second_check_in_of_one_reservation()
    {
        var reservation = new AReservation().For(_performance).Confirmed().Build();
        await Host.AddTicketAsync(reservation);

        await Host.Database.AddAsync(Record());
        await Assert.ThrowsAsync<DbUpdateException>(() => Host.Database.AddAsync(Record()));

        CheckIn Record() => new()
        {
            ReservationId = reservation.Id,
            People = 2,
            StaffId = Host.Steward.StaffId,
            StaffName = "Dora",
            RequestId = Guid.NewGuid(),
        };
    }

    [Fact]
    public async Task Unknown_token_returns_TicketInvalid() => await RefusedAsync(FailureKind.TicketInvalid, Token.New());

    [Fact]
    public async Task Confirmation_and_ticket_tokens_do_not_check_in()
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().For(_performance).Build());
        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddMinutes(-10)));
        await RefusedAsync(FailureKind.TicketInvalid, link);
        await RefusedAsync(FailureKind.TicketInvalid, link.Party.Ticket);
        await RefusedAsync(FailureKind.TicketInvalid, link.Party.Ticket.CheckIn);
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, FailureKind.ReservationNotConfirmed)]
    [InlineData(ReservationStatus.Expired, FailureKind.ReservationNotConfirmed)]
    [InlineData(ReservationStatus.Cancelled, FailureKind.ReservationCancelled)]
    public async Task Reservation_that_is_not_confirmed_is_refused(ReservationStatus status, FailureKind failure) =>
        await RefusedAsync(failure, await Host.AddTicketAsync(new AReservation().For(_performance).InStatus(status).Build()));

    [Fact]
    public async Task Cancelled_performance_is_refused()
    {
        var code = await Host.AddTicketAsync(new AReservation().For(new APerformance().Cancelled().Build()).Confirmed().Build());

        Assert.Equal(BookingClosedReason.Cancelled, (await RefusedAsync(FailureKind.BookingClosed, code)).ClosedBecause);
    }

    [Fact]
    public async Task Scan_at_the_door_of_another_performance_names_the_ticket_performance()
    {
        var reservation = new AReservation().For(_performance).Confirmed().Build();
        var code = await Host.AddTicketAsync(reservation);

        var refusal = await RefusedAsync(
            FailureKind.WrongPerformance, code, steward: Host.Steward with { AssignedPerformanceId = reservation.PerformanceId + 1 });

        Assert.Equal(reservation.PerformanceId, refusal.Performance?.PerformanceId);
        Assert.True((await AdmitAsync(code, steward: Host.Steward with { AssignedPerformanceId = reservation.PerformanceId })).Succeeded);
    }

    [Fact]
    public async Task Scan_after_the_doors_closed_is_refused_with_the_closing_time()
    {
        var code = await Host.AddTicketAsync(new AReservation().For(_performance).Confirmed().Build());

        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddMinutes(60)));
        Assert.Equal(TestTimes.StartsAt.AddMinutes(60), (await RefusedAsync(FailureKind.OutsideCheckInWindow, code)).ClosedAt);
    }

    [Fact]
    public async Task Scan_before_the_doors_open_is_refused_with_the_opening_time()
    {
        await using var early = await UseCaseHost.CreateAsync(Dialect);
        var code = await early.AddTicketAsync(new AReservation().Confirmed().Build());

        var refusal = (await early.CheckInParty.AdmitAsync(code, early.Steward, new Admission(Guid.NewGuid()), CancellationToken.None)).Failure!;

        Assert.Equal((FailureKind.OutsideCheckInWindow, TestTimes.StartsAt.AddMinutes(-90)), (refusal.Kind, refusal.OpensAt));
    }

    [Fact]
    public async Task Check_in_leaves_the_confirmed_seats_unchanged()
    {
        var reservation = new AReservation().For(_performance).Confirmed().Build();
        await AdmitAsync(await Host.AddTicketAsync(reservation));

        Assert.Equal(2, (await Host.PerformanceAsync(reservation.PerformanceId)).ConfirmedSeats);
    }

    private Task<Result<AdmittedParty>> AdmitAsync(Token code, Guid? request = null, Steward? steward = null) =>
        Host.CheckInParty.AdmitAsync(code, steward ?? Host.Steward, new Admission(request ?? Guid.NewGuid()), CancellationToken.None);

    private async Task<Failure> RefusedAsync(FailureKind kind, Token code, Guid? request = null, Steward? steward = null)
    {
        var before = (await CheckInsAsync()).Count;
        var result = await AdmitAsync(code, request, steward);

        Assert.Equal(kind, result.Failure?.Kind);
        Assert.Equal(before, (await CheckInsAsync()).Count);
        return result.Failure!;
    }

    private Task<List<CheckIn>> CheckInsAsync() => Host.Database.ReadAsync(db => db.CheckIns.ToListAsync());
}
