using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class MoveReservationOnSqliteTests() : MoveReservationTests(DatabaseDialect.Sqlite);

public sealed class MoveReservationOnSqlServerTests() : MoveReservationTests(DatabaseDialect.SqlServer);

public abstract class MoveReservationTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    private readonly Performance _tonight = new APerformance().WithCapacity(6).Build();

    public static TheoryData<int> Days => [-1, 1, 7];

    [Theory]
    [MemberData(nameof(Days))]
    public async Task Moved_party_is_admitted_tonight_with_the_same_QR_code(int days)
    {
        Performance.StartsAt = TestTimes.StartsAt.AddDays(days);
        await Host.Database.AddAsync(_tonight);
        var party = AParty(4).Confirmed().Build();
        var code = await Host.AddTicketAsync(party);
        SetClockToCheckInTime();
        Assert.NotNull((await AdmitAsync(code)).Failure);

        Assert.True((await MoveAsync(party.Id, _tonight.Id)).Succeeded);

        Assert.Equal((0, 4), (await SeatsAsync(Performance.Id), await SeatsAsync(_tonight.Id)));
        Assert.Equal(_tonight.Id, (await Host.ReservationAsync(party.Id)).PerformanceId);
        var admitted = (await AdmitAsync(code)).Value!;
        Assert.Equal((4, _tonight.Id), (admitted.People, admitted.Performance.PerformanceId));
        var entry = await OnlyAuditEntryAsync();
        Assert.Equal(
            (AuditAction.ReservationMoved, party.Id, "Bea", $"{Performance.Id} → {_tonight.Id}"),
            (entry.Action, entry.SubjectId, entry.StaffName, entry.Detail));
    }

    [Fact]
    public async Task A_move_to_a_performance_that_was_changed_less_often_raises_the_calendar_sequence()
    {
        await Host.Database.AddAsync(_tonight);
        var party = await StoredAsync(AParty(4).Confirmed());
        await Host.Database.ReadAsync(db => db.Performances.Where(p => p.Id == Performance.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.ScheduleVersion, 3)));
        SetClockToCheckInTime();

        var moved = (await MoveAsync(party.Id, _tonight.Id)).Value!;

        Assert.Equal((0, 4), (moved.Performance.ScheduleVersion, moved.CalendarSequence));
    }

    [Fact]
    public async Task Move_beyond_the_seats_left_is_refused_with_the_seats_left()
    {
        await Host.Database.AddAsync(_tonight, new AReservation().For(_tonight).OfParty(3).Confirmed().Build());
        var party = await StoredAsync(AParty(4).Confirmed());
        SetClockToCheckInTime();

        var refusal = await RefusedAsync(MoveAsync(party.Id, _tonight.Id));

        Assert.Equal((FailureKind.NotEnoughSeats, 3), (refusal.Kind, refusal.SeatsLeft));
        Assert.Equal(Performance.Id, (await Host.ReservationAsync(party.Id)).PerformanceId);
        Assert.Equal((4, 3), (await SeatsAsync(Performance.Id), await SeatsAsync(_tonight.Id)));
    }

    [Fact]
    public async Task Parallel_moves_never_exceed_capacity()
    {
        await Host.Database.AddAsync(_tonight);
        var parties = await StorePartiesAsync(Performance, 5);
        SetClockToCheckInTime();

        var moved = await MoveInParallelAsync(parties.Select(party => (party, _tonight)));

        Assert.Equal(3, moved.Count(m => m.Succeeded));
        Assert.All(moved.Where(m => !m.Succeeded), m => Assert.Equal((FailureKind.NotEnoughSeats, 0), (m.Failure!.Kind, m.Failure.SeatsLeft)));
        Assert.Equal((4, 6), (await SeatsAsync(Performance.Id), await SeatsAsync(_tonight.Id)));
    }

    [Fact]
    public async Task Parallel_moves_in_opposite_directions_do_not_deadlock()
    {
        Performance.StartsAt = TestTimes.StartsAt.AddHours(1);
        await Host.Database.AddAsync(_tonight);
        var (here, there) = (await StorePartiesAsync(Performance, 2), await StorePartiesAsync(_tonight, 2));
        SetClockToCheckInTime();

        var moved = await MoveInParallelAsync([.. here.Select(party => (party, _tonight)), .. there.Select(party => (party, Performance))]);

        // A move may find the other performance full at that instant. No move waits forever, and no party loses its seats.
        Assert.All(moved, m => Assert.True(m.Succeeded || m.Failure.Kind == FailureKind.NotEnoughSeats, m.Failure?.Kind.ToString()));
        Assert.Equal(8, await SeatsAsync(Performance.Id) + await SeatsAsync(_tonight.Id));
        Assert.InRange(await SeatsAsync(_tonight.Id), 0, 6);
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Expired, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    public async Task Reservation_that_is_not_confirmed_cannot_be_moved(ReservationStatus status, Obstacle obstacle)
    {
        await Host.Database.AddAsync(_tonight);
        var party = await StoredAsync(AParty().InStatus(status));

        Assert.Equal(obstacle, (await RefusedAsync(MoveAsync(party.Id, _tonight.Id))).Obstacle);
    }

    [Fact]
    public async Task Checked_in_party_cannot_be_moved()
    {
        await Host.Database.AddAsync(_tonight);
        var party = await StoredAsync(AParty().Confirmed());
        await CheckInAsync(party);

        Assert.Equal(Obstacle.PartyCheckedIn, (await RefusedAsync(MoveAsync(party.Id, _tonight.Id))).Obstacle);
    }

    [Fact]
    public async Task Move_to_the_same_a_cancelled_or_an_unknown_performance_is_refused()
    {
        await Host.Database.AddAsync(_tonight);
        var party = await StoredAsync(AParty().Confirmed());

        Assert.Equal(Obstacle.AlreadyThere, (await RefusedAsync(MoveAsync(party.Id, Performance.Id))).Obstacle);
        Assert.Equal(FailureKind.NotFound, (await RefusedAsync(MoveAsync(party.Id, 4711))).Kind);
        Assert.Equal(FailureKind.NotFound, (await RefusedAsync(MoveAsync(4711, _tonight.Id))).Kind);
        await Host.Database.ReadAsync(
            db => db.Performances.Where(p => p.Id == _tonight.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.CancelledAt, Now)));
        Assert.Equal(Obstacle.PerformanceCancelled, (await RefusedAsync(MoveAsync(party.Id, _tonight.Id))).Obstacle);
        Assert.Equal(2, await SeatsAsync(Performance.Id));
    }

    private void SetClockToCheckInTime() => Host.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt.AddMinutes(-10)));

    private Task<Result<Reservation>> MoveAsync(int party, int to) => Host.MoveReservation.MoveAsync(party, to, Bea, CancellationToken.None);

    private async Task<IReadOnlyList<Result<Reservation>>> MoveInParallelAsync(IEnumerable<(int Party, Performance To)> moves) =>
        await Task.WhenAll(moves.Select(move => Task.Run(() => MoveAsync(move.Party, move.To.Id)))).WaitAsync(TimeSpan.FromMinutes(1));

    private Task<Result<AdmittedParty>> AdmitAsync(Token code) =>
        Host.CheckInParty.AdmitAsync(
            code, Host.Steward with { AssignedPerformanceId = _tonight.Id }, new Admission(Guid.NewGuid()), CancellationToken.None);

    /// <summary>Stores <paramref name="count"/> confirmed parties of two.</summary>
    private async Task<IReadOnlyList<int>> StorePartiesAsync(Performance performance, int count)
    {
        await using var db = Host.Database.CreateDbContext();
        db.Update(performance);
        List<Reservation> parties = [.. Enumerable.Range(0, count).Select(_ => new AReservation().For(performance).OfParty(2).Confirmed().Build())];
        db.AddRange(parties);
        await db.SaveChangesAsync();
        return [.. parties.Select(party => party.Id)];
    }

    /// <summary>The performance's stored count of confirmed seats, asserted to equal the sum over its reservations.</summary>
    private async Task<int> SeatsAsync(int performanceId)
    {
        var counted = (await Host.PerformanceAsync(performanceId)).ConfirmedSeats;
        Assert.Equal(counted, await Host.Database.ReadAsync(db =>
            db.Reservations.Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize)));
        return counted;
    }
}
