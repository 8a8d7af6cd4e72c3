using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class MoveReservationOnSqliteTests() : MoveReservationTests(DatabaseDialect.Sqlite);

public sealed class MoveReservationOnSqlServerTests() : MoveReservationTests(DatabaseDialect.SqlServer);

public abstract class MoveReservationTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    private readonly Performance _tonight = new APerformance().WithCapacity(6).Build();

    public static TheoryData<int> Days => [-1, 1, 7];

    [Theory]
    [MemberData(nameof(Days))]
    public async Task A_party_that_came_on_the_wrong_evening_is_moved_and_the_very_same_code_admits_it_tonight(int days)
    {
        Performance.StartsAt = AMoment.CurtainUp.AddDays(days);
        await House.Database.AddAsync(_tonight);
        var party = AParty(4).Confirmed().Build();
        var code = await House.TicketAsync(party);
        AtTheDoor();
        Assert.NotNull((await AdmitAsync(code)).Failure);

        Assert.True((await MoveAsync(party.Id, _tonight.Id)).Succeeded);

        Assert.Equal((0, 4), (await SeatsAsync(Performance.Id), await SeatsAsync(_tonight.Id)));
        Assert.Equal(_tonight.Id, (await House.ReservationAsync(party.Id)).PerformanceId);
        var admitted = (await AdmitAsync(code)).Value!;
        Assert.Equal((4, _tonight.Id), (admitted.People, admitted.Performance.PerformanceId));
        var entry = await OnlyLogEntryAsync();
        Assert.Equal(
            (AuditAction.ReservationMoved, party.Id, "Bea", $"{Performance.Id} → {_tonight.Id}"),
            (entry.Act, entry.ThingId, entry.StaffName, entry.Detail));
    }

    [Fact]
    public async Task A_party_that_does_not_fit_tonight_stays_where_it_is_and_the_desk_is_told_what_is_left()
    {
        await House.Database.AddAsync(_tonight, new AReservation().For(_tonight).OfParty(3).Confirmed().Build());
        var party = await StoredAsync(AParty(4).Confirmed());
        AtTheDoor();

        var refusal = await RefusedAsync(MoveAsync(party.Id, _tonight.Id));

        Assert.Equal((FailureKind.NotEnoughSeats, 3), (refusal.Kind, refusal.SeatsLeft));
        Assert.Equal(Performance.Id, (await House.ReservationAsync(party.Id)).PerformanceId);
        Assert.Equal((4, 3), (await SeatsAsync(Performance.Id), await SeatsAsync(_tonight.Id)));
    }

    [Fact]
    public async Task Of_many_parties_that_are_moved_for_the_last_seats_only_those_that_fit_are()
    {
        await House.Database.AddAsync(_tonight);
        var parties = await PartiesAsync(Performance, 5);
        AtTheDoor();

        var moved = await AtOnceAsync(parties.Select(party => (party, _tonight)));

        Assert.Equal(3, moved.Count(m => m.Succeeded));
        Assert.All(moved.Where(m => !m.Succeeded), m => Assert.Equal((FailureKind.NotEnoughSeats, 0), (m.Failure!.Kind, m.Failure.SeatsLeft)));
        Assert.Equal((4, 6), (await SeatsAsync(Performance.Id), await SeatsAsync(_tonight.Id)));
    }

    [Fact]
    public async Task Parties_that_change_places_in_opposite_directions_at_once_do_not_wait_for_each_other_for_ever()
    {
        Performance.StartsAt = AMoment.CurtainUp.AddHours(1);
        await House.Database.AddAsync(_tonight);
        var (here, there) = (await PartiesAsync(Performance, 2), await PartiesAsync(_tonight, 2));
        AtTheDoor();

        var moved = await AtOnceAsync([.. here.Select(party => (party, _tonight)), .. there.Select(party => (party, Performance))]);

        // Whoever is asked when the other evening is just full is told so; nobody is kept waiting, nobody is lost.
        Assert.All(moved, m => Assert.True(m.Succeeded || m.Failure.Kind == FailureKind.NotEnoughSeats, m.Failure?.Kind.ToString()));
        Assert.Equal(8, await SeatsAsync(Performance.Id) + await SeatsAsync(_tonight.Id));
        Assert.InRange(await SeatsAsync(_tonight.Id), 0, 6);
    }

    [Theory]
    [InlineData(ReservationStatus.Pending, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Expired, Obstacle.NotConfirmed)]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    public async Task Whoever_holds_no_seats_has_none_to_move(ReservationStatus status, Obstacle told)
    {
        await House.Database.AddAsync(_tonight);
        var party = await StoredAsync(AParty().InStatus(status));

        Assert.Equal(told, (await RefusedAsync(MoveAsync(party.Id, _tonight.Id))).Obstacle);
    }

    [Fact]
    public async Task A_party_that_is_inside_stays_where_it_sits()
    {
        await House.Database.AddAsync(_tonight);
        var party = await StoredAsync(AParty().Confirmed());
        await CheckInAsync(party);

        Assert.Equal(Obstacle.PartyCheckedIn, (await RefusedAsync(MoveAsync(party.Id, _tonight.Id))).Obstacle);
    }

    [Fact]
    public async Task There_is_no_way_to_where_it_is_already_nor_to_what_was_called_off_nor_to_what_does_not_exist()
    {
        await House.Database.AddAsync(_tonight);
        var party = await StoredAsync(AParty().Confirmed());

        Assert.Equal(Obstacle.AlreadyThere, (await RefusedAsync(MoveAsync(party.Id, Performance.Id))).Obstacle);
        Assert.Equal(FailureKind.NotFound, (await RefusedAsync(MoveAsync(party.Id, 4711))).Kind);
        Assert.Equal(FailureKind.NotFound, (await RefusedAsync(MoveAsync(4711, _tonight.Id))).Kind);
        await House.Database.ReadAsync(
            db => db.Performances.Where(p => p.Id == _tonight.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.CancelledAt, Now)));
        Assert.Equal(Obstacle.PerformanceCancelled, (await RefusedAsync(MoveAsync(party.Id, _tonight.Id))).Obstacle);
        Assert.Equal(2, await SeatsAsync(Performance.Id));
    }

    private void AtTheDoor() => House.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp.AddMinutes(-10)));

    private Task<Result<Reservation>> MoveAsync(int party, int to) => House.MoveReservation.MoveAsync(party, to, Bea, CancellationToken.None);

    private async Task<IReadOnlyList<Result<Reservation>>> AtOnceAsync(IEnumerable<(int Party, Performance To)> moves) =>
        await Task.WhenAll(moves.Select(move => Task.Run(() => MoveAsync(move.Party, move.To.Id)))).WaitAsync(TimeSpan.FromMinutes(1));

    private Task<Result<AdmittedParty>> AdmitAsync(Token code) =>
        House.CheckInParty.AdmitAsync(code, House.Steward with { DoorOf = _tonight.Id }, new Admission(Guid.NewGuid()), CancellationToken.None);

    /// <summary>Stores so many confirmed parties of two.</summary>
    private async Task<IReadOnlyList<int>> PartiesAsync(Performance performance, int count)
    {
        await using var db = House.Database.CreateDbContext();
        db.Update(performance);
        List<Reservation> parties = [.. Enumerable.Range(0, count).Select(_ => new AReservation().For(performance).OfParty(2).Confirmed().Build())];
        db.AddRange(parties);
        await db.SaveChangesAsync();
        return [.. parties.Select(party => party.Id)];
    }

    /// <summary>What a performance counts, which is what its reservations have.</summary>
    private async Task<int> SeatsAsync(int performanceId)
    {
        var counted = (await House.PerformanceAsync(performanceId)).ConfirmedSeats;
        Assert.Equal(counted, await House.Database.ReadAsync(db =>
            db.Reservations.Where(r => r.PerformanceId == performanceId && r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize)));
        return counted;
    }
}
