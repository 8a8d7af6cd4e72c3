using BookingFlow.Tests.UseCases.Reservations;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class AdmitWalkInOnSqliteTests() : AdmitWalkInTests(DatabaseDialect.Sqlite);

public sealed class AdmitWalkInOnSqlServerTests() : AdmitWalkInTests(DatabaseDialect.SqlServer);

public abstract class AdmitWalkInTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await House.Database.AddAsync(Performance);
        House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp.AddMinutes(-10)));
    }

    [Fact]
    public async Task A_party_without_a_reservation_gets_its_seats_and_is_inside_at_once_and_nobody_is_mailed()
    {
        using var reservations = House.Database.Counted.Collect<int>("bookingflow.reservations");
        using var confirmations = House.Database.Counted.Collect<int>("bookingflow.confirmations");
        using var seats = House.Database.Counted.Collect<int>("bookingflow.confirmations.seats");
        var admitted = (await AdmitAsync("3")).Value!;

        Assert.Equal(("Walk-in", 3, 3, 3), (admitted.Name, admitted.People, admitted.Inside, admitted.PartySize));
        var party = await PartyAsync();
        Assert.Equal((ReservationStatus.Confirmed, 3, null, admitted.Reference), (party.Status, party.PartySize, party.Email, party.Reference));
        var record = Assert.Single(await CheckInsAsync());
        Assert.Equal((party.Id, 3, "Dora"), (record.ReservationId, record.People, record.StaffName));
        Assert.Equal((3, 3), (await ConfirmedSeatsAsync(), (await ScansAsync())[0].People));
        Assert.Empty(await OwedAsync());
        var entry = await OnlyLogEntryAsync();
        Assert.Equal((AuditAction.ReservationMade, party.Id, "Dora"), (entry.Act, entry.ThingId, entry.StaffName));
        Assert.Equal((1, 1, 3), (reservations.Total(), confirmations.Total(), seats.Total()));
    }

    [Fact]
    public async Task The_same_form_sent_twice_lets_one_party_in()
    {
        using var reservations = House.Database.Counted.Collect<int>("bookingflow.reservations");
        var form = Guid.NewGuid();

        Assert.Equal((await AdmitAsync("3", form)).Value, (await AdmitAsync("3", form)).Value);

        Assert.Equal(3, await ConfirmedSeatsAsync());
        Assert.Single(await CheckInsAsync());
        Assert.Single(await ScansAsync());
        Assert.Equal(1, reservations.Total());
    }

    [Fact]
    public async Task The_same_form_pressed_many_times_at_once_lets_one_party_in()
    {
        var form = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AdmitAsync("3", form))));

        Assert.Single(answers.Select(a => a.Value!.Reference).Distinct(StringComparer.Ordinal));
        Assert.Equal(3, await ConfirmedSeatsAsync());
        Assert.Single(await CheckInsAsync());
    }

    [Fact]
    public async Task The_last_seats_are_given_to_one_of_many_doors_only()
    {
        var admitted = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => AdmitAsync("3"))));

        Assert.Equal(3, admitted.Count(a => a.Succeeded));
        Assert.All(admitted.Where(a => !a.Succeeded), a => Assert.Equal((FailureKind.NotEnoughSeats, 1), (a.Failure!.Kind, a.Failure.SeatsLeft)));
        Assert.Equal((9, 3), (await ConfirmedSeatsAsync(), (await CheckInsAsync()).Count));
    }

    [Fact]
    public async Task When_the_check_in_was_undone_the_form_sent_again_lets_nobody_in()
    {
        var form = Guid.NewGuid();
        await AdmitAsync("3", form);
        await House.UndoCheckIn.UndoAsync(
            (await PartyAsync()).Id, "Left again", House.Steward, maySell: false, Guid.NewGuid(), CancellationToken.None);

        Assert.Equal(FailureKind.FormExpired, (await AdmitAsync("3", form)).Failure?.Kind);

        Assert.Empty(await CheckInsAsync());
        Assert.Equal(3, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Outside_the_window_nobody_comes_in_and_no_seat_is_taken()
    {
        // A week before: a clock does not go back.
        await using var early = await UseCaseHost.CreateAsync(Dialect);
        await early.Database.AddAsync(new APerformance().WithCapacity(10).Build());
        var refusal = (await early.AdmitWalkIn.AdmitAsync(1, "Walk-in", "2", early.Steward, Guid.NewGuid(), CancellationToken.None)).Failure;
        Assert.Equal((FailureKind.OutsideCheckInWindow, AMoment.CurtainUp.AddMinutes(-90)), (refusal?.Kind, refusal?.OpensAt));
        Assert.Empty(await early.Database.ReadAsync(db => db.Reservations.ToListAsync()));
        Assert.Equal(0, (await early.PerformanceAsync(1)).ConfirmedSeats);
    }

    [Fact]
    public async Task When_the_doors_have_closed_it_is_over()
    {
        House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp.AddMinutes(60)));

        Assert.Equal(Obstacle.PerformanceHasBegun, (await RefusedAsync(AdmitAsync("2"))).Obstacle);
    }

    [Fact]
    public async Task A_door_of_another_performance_lets_nobody_in_here()
    {
        var refusal = await RefusedAsync(AdmitAsync("2", by: House.Steward with { DoorOf = Performance.Id + 1 }));

        Assert.Equal((FailureKind.WrongPerformance, Performance.Id), (refusal.Kind, refusal.Performance?.PerformanceId));
        Assert.Equal(0, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task What_was_called_off_or_does_not_exist_admits_nobody()
    {
        Assert.Equal(FailureKind.NotFound, (await RefusedAsync(
            House.AdmitWalkIn.AdmitAsync(4711, "Walk-in", "2", House.Steward, Guid.NewGuid(), CancellationToken.None))).Kind);
        await House.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.CancelledAt, Now)));
        Assert.Equal(Obstacle.PerformanceCancelled, (await RefusedAsync(AdmitAsync("2"))).Obstacle);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("two")]
    [InlineData("101")]
    public async Task It_has_to_be_said_how_many_they_are(string people) =>
        Assert.Equal([FormField.PartySize], (await RefusedAsync(AdmitAsync(people))).Fields.Select(f => f.Field));

    private Task<Result<AdmittedParty>> AdmitAsync(string people, Guid? form = null, Steward? by = null) =>
        House.AdmitWalkIn.AdmitAsync(Performance.Id, "Walk-in", people, by ?? House.Steward, form ?? Guid.NewGuid(), CancellationToken.None);

    private Task<Reservation> PartyAsync() => House.Database.ReadAsync(db => db.Reservations.SingleAsync());

    private Task<List<CheckIn>> CheckInsAsync() => House.Database.ReadAsync(db => db.CheckIns.ToListAsync());

    private Task<List<ScanEvent>> ScansAsync() => House.Database.ReadAsync(db => db.ScanEvents.ToListAsync());
}
