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
        House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp.AddMinutes(-10)));
    }

    [Fact]
    public async Task A_confirmed_party_is_let_in_and_the_record_says_when_by_whom_and_how_many()
    {
        var reservation = new AReservation().For(_performance).OfParty(4).Confirmed().Build();
        var code = await House.TicketAsync(reservation);

        var admitted = (await AdmitAsync(code)).Value!;

        Assert.Equal(
            ("Ada Lovelace", 4, reservation.Reference, AMoment.CurtainUp.AddMinutes(-10)),
            (admitted.Name, admitted.People, admitted.Reference, admitted.At));
        Assert.Equal(_performance.Facts with { PerformanceId = reservation.PerformanceId }, admitted.Performance);
        var record = Assert.Single(await CheckInsAsync());
        Assert.Equal(
            (reservation.Id, 4, "Dora", AMoment.CurtainUp.AddMinutes(-10)), (record.ReservationId, record.People, record.StaffName, record.At));
    }

    [Fact]
    public async Task A_party_that_lost_its_code_is_let_in_by_its_reference()
    {
        var reservation = new AReservation().For(_performance).Confirmed().Build();
        await House.TicketAsync(reservation);

        var admitted = await House.CheckInParty.AdmitAsync(
            reservation.Reference, House.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);

        Assert.Equal(reservation.Reference, admitted.Value?.Reference);
        Assert.Single(await CheckInsAsync());
    }

    [Fact]
    public async Task A_reference_that_nobody_has_is_no_ticket() => Assert.Equal(
        FailureKind.TicketInvalid, (
            await House.CheckInParty.AdmitAsync("AAAA-AA", House.Steward, new Admission(Guid.NewGuid()), CancellationToken.None)).Failure?.Kind);

    [Fact]
    public async Task A_second_scan_is_refused_with_the_first_ones_facts_and_adds_nothing()
    {
        var code = await House.TicketAsync(new AReservation().For(_performance).Confirmed().Build());
        await AdmitAsync(code);
        House.Clock.Advance(TimeSpan.FromMinutes(3));

        var refusal = await RefusedAsync(FailureKind.AlreadyCheckedIn, code, by: House.OtherSteward);

        Assert.Equal(new CheckInFacts(AMoment.CurtainUp.AddMinutes(-10), "Dora", 2), refusal.CheckIn);
    }

    [Fact]
    public async Task The_same_submission_by_the_same_person_is_answered_as_the_first_time()
    {
        var code = await House.TicketAsync(new AReservation().For(_performance).Confirmed().Build());
        var request = Guid.NewGuid();
        var first = await AdmitAsync(code, request);

        House.Clock.Advance(TimeSpan.FromHours(5));
        var second = await AdmitAsync(code, request);

        Assert.Equal(first.Value, second.Value);
        Assert.Single(await CheckInsAsync());
    }

    [Fact]
    public async Task The_same_submission_by_another_person_is_a_second_scan()
    {
        var code = await House.TicketAsync(new AReservation().For(_performance).Confirmed().Build());
        var request = Guid.NewGuid();
        await AdmitAsync(code, request);

        await RefusedAsync(FailureKind.AlreadyCheckedIn, code, request, House.OtherSteward);
    }

    [Fact]
    public async Task The_same_submission_for_another_party_is_a_check_in_of_its_own()
    {
        var request = Guid.NewGuid();
        var ada = await House.TicketAsync(new AReservation().For(_performance).Confirmed().Build());
        var eve = await House.TicketAsync(new AReservation().Named("Eve").Confirmed().Build());
        await AdmitAsync(ada, request);

        Assert.Equal("Eve", (await AdmitAsync(eve, request)).Value?.Name);
        Assert.Equal(2, (await CheckInsAsync()).Count);
    }

    [Fact]
    public async Task Of_many_stewards_who_scan_one_ticket_at_once_exactly_one_is_told_yes()
    {
        var code = await House.TicketAsync(new AReservation().For(_performance).Confirmed().Build());

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            Task.Run(() => AdmitAsync(code, by: i % 2 == 0 ? House.Steward : House.OtherSteward))));

        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(FailureKind.AlreadyCheckedIn, r.Failure!.Kind));
        Assert.Single(await CheckInsAsync());
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_record_of_one_party()
    {
        var reservation = new AReservation().For(_performance).Confirmed().Build();
        await House.TicketAsync(reservation);

        await House.Database.AddAsync(Record());
        await Assert.ThrowsAsync<DbUpdateException>(() => House.Database.AddAsync(Record()));

        CheckIn Record() => new()
        {
            ReservationId = reservation.Id,
            People = 2,
            StaffId = House.Steward.StaffId,
            StaffName = "Dora",
            RequestId = Guid.NewGuid(),
        };
    }

    [Fact]
    public async Task A_code_that_nobody_made_is_no_ticket() => await RefusedAsync(FailureKind.TicketInvalid, Token.New());

    [Fact]
    public async Task A_confirmation_link_or_a_ticket_link_does_not_open_the_door()
    {
        var link = await House.MailedLinkAsync(new AReservation().For(_performance).Build());
        House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp.AddMinutes(-10)));
        await RefusedAsync(FailureKind.TicketInvalid, link);
        await RefusedAsync(FailureKind.TicketInvalid, link.Ticket);
        await RefusedAsync(FailureKind.TicketInvalid, link.Ticket.CheckIn);
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, FailureKind.ReservationNotConfirmed)]
    [InlineData(ReservationStatus.Expired, FailureKind.ReservationNotConfirmed)]
    [InlineData(ReservationStatus.Cancelled, FailureKind.ReservationCancelled)]
    public async Task A_party_without_seats_is_not_let_in(ReservationStatus status, FailureKind told) =>
        await RefusedAsync(told, await House.TicketAsync(new AReservation().For(_performance).InStatus(status).Build()));

    [Fact]
    public async Task A_performance_that_was_called_off_lets_nobody_in()
    {
        var code = await House.TicketAsync(new AReservation().For(new APerformance().CalledOff().Build()).Confirmed().Build());

        Assert.Equal(BookingClosedReason.Cancelled, (await RefusedAsync(FailureKind.BookingClosed, code)).ClosedBecause);
    }

    [Fact]
    public async Task A_door_of_another_performance_says_which_one_the_ticket_is_for()
    {
        var reservation = new AReservation().For(_performance).Confirmed().Build();
        var code = await House.TicketAsync(reservation);

        var refusal = await RefusedAsync(FailureKind.WrongPerformance, code, by: House.Steward with { DoorOf = reservation.PerformanceId + 1 });

        Assert.Equal(reservation.PerformanceId, refusal.Performance?.PerformanceId);
        Assert.True((await AdmitAsync(code, by: House.Steward with { DoorOf = reservation.PerformanceId })).Succeeded);
    }

    [Fact]
    public async Task Too_early_and_too_late_are_told_with_the_time_of_the_doors()
    {
        var code = await House.TicketAsync(new AReservation().For(_performance).Confirmed().Build());

        House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp.AddMinutes(60)));
        Assert.Equal(AMoment.CurtainUp.AddMinutes(60), (await RefusedAsync(FailureKind.OutsideCheckInWindow, code)).ClosedAt);
    }

    [Fact]
    public async Task Before_the_doors_open_nobody_is_let_in()
    {
        await using var early = await UseCaseHost.CreateAsync(Dialect);
        var code = await early.TicketAsync(new AReservation().Confirmed().Build());

        var refusal = (await early.CheckInParty.AdmitAsync(code, early.Steward, new Admission(Guid.NewGuid()), CancellationToken.None)).Failure!;

        Assert.Equal((FailureKind.OutsideCheckInWindow, AMoment.CurtainUp.AddMinutes(-90)), (refusal.Kind, refusal.OpensAt));
    }

    [Fact]
    public async Task Letting_a_party_in_leaves_the_count_of_seats_as_it_is()
    {
        var reservation = new AReservation().For(_performance).Confirmed().Build();
        await AdmitAsync(await House.TicketAsync(reservation));

        Assert.Equal(2, (await House.PerformanceAsync(reservation.PerformanceId)).ConfirmedSeats);
    }

    private Task<Result<AdmittedParty>> AdmitAsync(Token code, Guid? request = null, Steward? by = null) =>
        House.CheckInParty.AdmitAsync(code, by ?? House.Steward, new Admission(request ?? Guid.NewGuid()), CancellationToken.None);

    private async Task<Failure> RefusedAsync(FailureKind kind, Token code, Guid? request = null, Steward? by = null)
    {
        var before = (await CheckInsAsync()).Count;
        var result = await AdmitAsync(code, request, by);

        Assert.Equal(kind, result.Failure?.Kind);
        Assert.Equal(before, (await CheckInsAsync()).Count);
        return result.Failure!;
    }

    private Task<List<CheckIn>> CheckInsAsync() => House.Database.ReadAsync(db => db.CheckIns.ToListAsync());
}
