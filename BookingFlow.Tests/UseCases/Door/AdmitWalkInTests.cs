using BookingFlow.Tests.UseCases.Reservations;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Door;

public sealed class AdmitWalkInOnSqliteTests() : AdmitWalkInTests(DatabaseDialect.Sqlite);

public sealed class AdmitWalkInOnSqlServerTests() : AdmitWalkInTests(DatabaseDialect.SqlServer);

public abstract class AdmitWalkInTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Host.Database.AddAsync(Performance);
        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddMinutes(-10)));
    }

    [Fact]
    public async Task Walk_in_party_is_confirmed_and_checked_in_at_once_without_mail()
    {
        using var reservations = Host.Database.Metrics.Collect<int>("bookingflow.reservations");
        using var confirmations = Host.Database.Metrics.Collect<int>("bookingflow.confirmations");
        using var seats = Host.Database.Metrics.Collect<int>("bookingflow.confirmations.seats");
        var admitted = (await AdmitAsync("3")).Value!;

        Assert.Equal(("Walk-in", 3, 3, 3), (admitted.Name, admitted.People, admitted.Inside, admitted.PartySize));
        var party = await PartyAsync();
        Assert.Equal((ReservationStatus.Confirmed, 3, null, admitted.Reference), (party.Status, party.PartySize, party.Email, party.Reference));
        var record = Assert.Single(await CheckInsAsync());
        Assert.Equal((party.Id, 3, "Dora"), (record.ReservationId, record.People, record.StaffName));
        Assert.Equal((3, 3), (await ConfirmedSeatsAsync(), (await ScansAsync())[0].People));
        Assert.Empty(await OutboxAsync());
        var entry = await OnlyAuditEntryAsync();
        Assert.Equal((AuditAction.ReservationMade, party.Id, "Dora"), (entry.Action, entry.SubjectId, entry.StaffName));
        Assert.Equal((1, 1, 3), (reservations.Total(), confirmations.Total(), seats.Total()));
    }

    [Fact]
    public async Task Same_submission_sent_twice_admits_one_party()
    {
        using var reservations = Host.Database.Metrics.Collect<int>("bookingflow.reservations");
        var submission = Guid.NewGuid();

        Assert.Equal((await AdmitAsync("3", submission)).Value, (await AdmitAsync("3", submission)).Value);

        Assert.Equal(3, await ConfirmedSeatsAsync());
        Assert.Single(await CheckInsAsync());
        Assert.Single(await ScansAsync());
        Assert.Equal(1, reservations.Total());
    }

    [Fact]
    public async Task Parallel_repeats_of_one_submission_admit_one_party()
    {
        var submission = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AdmitAsync("3", submission))));

        Assert.Single(answers.Select(a => a.Value!.Reference).Distinct(StringComparer.Ordinal));
        Assert.Equal(3, await ConfirmedSeatsAsync());
        Assert.Single(await CheckInsAsync());
    }

    [Fact]
    public async Task Parallel_walk_ins_never_exceed_capacity()
    {
        var admitted = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => AdmitAsync("3"))));

        Assert.Equal(3, admitted.Count(a => a.Succeeded));
        Assert.All(admitted.Where(a => !a.Succeeded), a => Assert.Equal((FailureKind.NotEnoughSeats, 1), (a.Failure!.Kind, a.Failure.SeatsLeft)));
        Assert.Equal((9, 3), (await ConfirmedSeatsAsync(), (await CheckInsAsync()).Count));
    }

    [Fact]
    public async Task Repeating_a_submission_after_its_check_in_was_undone_returns_FormExpired()
    {
        var submission = Guid.NewGuid();
        await AdmitAsync("3", submission);
        await Host.UndoCheckIn.UndoAsync(
            (await PartyAsync()).Id, "Left again", Host.Steward, maySell: false, Guid.NewGuid(), CancellationToken.None);

        Assert.Equal(FailureKind.FormExpired, (await AdmitAsync("3", submission)).Failure?.Kind);

        Assert.Empty(await CheckInsAsync());
        Assert.Equal(3, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Walk_in_before_the_doors_open_is_refused_and_takes_no_seat()
    {
        // A separate host: the fake clock cannot go back from the time set in InitializeAsync.
        await using var early = await UseCaseHost.CreateAsync(Dialect);
        await early.Database.AddAsync(new APerformance().WithCapacity(10).Build());
        var refusal = (await early.AdmitWalkIn.AdmitAsync(1, "Walk-in", "2", early.Steward, Guid.NewGuid(), CancellationToken.None)).Failure;
        Assert.Equal((FailureKind.OutsideCheckInWindow, TestTimes.StartsAt.AddMinutes(-90)), (refusal?.Kind, refusal?.OpensAt));
        Assert.Empty(await early.Database.ReadAsync(db => db.Reservations.ToListAsync()));
        Assert.Equal(0, (await early.PerformanceAsync(1)).ConfirmedSeats);
    }

    [Fact]
    public async Task Walk_in_after_the_doors_closed_is_refused()
    {
        Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddMinutes(60)));

        Assert.Equal(Obstacle.PerformanceHasBegun, (await RefusedAsync(AdmitAsync("2"))).Obstacle);
    }

    [Fact]
    public async Task Walk_in_at_the_door_of_another_performance_is_refused()
    {
        var refusal = await RefusedAsync(AdmitAsync("2", steward: Host.Steward with { AssignedPerformanceId = Performance.Id + 1 }));

        Assert.Equal((FailureKind.WrongPerformance, Performance.Id), (refusal.Kind, refusal.Performance?.PerformanceId));
        Assert.Equal(0, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Walk_in_for_an_unknown_or_cancelled_performance_is_refused()
    {
        Assert.Equal(FailureKind.NotFound, (await RefusedAsync(
            Host.AdmitWalkIn.AdmitAsync(4711, "Walk-in", "2", Host.Steward, Guid.NewGuid(), CancellationToken.None))).Kind);
        await Host.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.CancelledAt, Now)));
        Assert.Equal(Obstacle.PerformanceCancelled, (await RefusedAsync(AdmitAsync("2"))).Obstacle);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("two")]
    [InlineData("101")]
    public async Task Walk_in_requires_a_valid_party_size(string people) =>
        Assert.Equal([FormField.PartySize], (await RefusedAsync(AdmitAsync(people))).Fields.Select(f => f.Field));

    private Task<Result<AdmittedParty>> AdmitAsync(string people, Guid? submission = null, Steward? steward = null) =>
        Host.AdmitWalkIn.AdmitAsync(Performance.Id, "Walk-in", people, steward ?? Host.Steward, submission ?? Guid.NewGuid(), CancellationToken.None);

    private Task<Reservation> PartyAsync() => Host.Database.ReadAsync(db => db.Reservations.SingleAsync());

    private Task<List<CheckIn>> CheckInsAsync() => Host.Database.ReadAsync(db => db.CheckIns.ToListAsync());

    private Task<List<ScanEvent>> ScansAsync() => Host.Database.ReadAsync(db => db.ScanEvents.ToListAsync());
}
