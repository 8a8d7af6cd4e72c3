using System.Globalization;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class ChangeSeatsOnSqliteTests() : ChangeSeatsTests(DatabaseDialect.Sqlite);

public sealed class ChangeSeatsOnSqlServerTests() : ChangeSeatsTests(DatabaseDialect.SqlServer);

public abstract class ChangeSeatsTests(DatabaseDialect dialect) : PerformanceUseCaseTests(dialect)
{
    private readonly Performance _performance = new APerformance().WithCapacity(10).Build();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await House.Database.AddAsync(_performance);
    }

    [Fact]
    public async Task A_change_stands_in_the_ledger_with_who_when_and_why_and_in_the_log()
    {
        await ConfirmedAsync(_performance.Id, 3);

        Assert.True((await ChangeAsync(5, 2, reason: " Chairs from the foyer ")).Succeeded);

        var stored = await House.PerformanceAsync(_performance.Id);
        Assert.Equal((5, 2, 10), (stored.AdditionalSeats, stored.ManuallyOccupiedSeats, stored.SeatsLeft));
        var line = Assert.Single(await LedgerAsync());
        Assert.Equal((new Capacity(10, 0, 0, 3), new Capacity(10, 5, 2, 3)), (line.Before, line.After));
        Assert.Equal(("Dora", House.Dora.Id, "Chairs from the foyer", AMoment.Now), (line.StaffName, line.StaffId, line.Reason, line.At));
        var entry = Assert.Single(await LogAsync());
        Assert.Equal(
            (AuditAction.CapacityChanged, _performance.Id, "10 + 0 − 0 → 10 + 5 − 2: Chairs from the foyer"),
            (entry.Act, entry.ThingId, entry.Detail));
    }

    [Fact]
    public async Task Never_below_what_is_confirmed_unless_it_is_wanted_in_spite_of_that()
    {
        await ConfirmedAsync(_performance.Id, 8);

        var refused = (await ChangeAsync(0, 4)).Failure;
        Assert.Equal((FailureKind.SeatsBelowConfirmed, 2), (refused?.Kind, refused?.SeatsMissing));
        Assert.Equal(0, (await House.PerformanceAsync(_performance.Id)).ManuallyOccupiedSeats);
        Assert.Empty(await LedgerAsync());

        Assert.True((await ChangeAsync(0, 2)).Succeeded);
        // One more than whoever asks was shown: others may have confirmed since.
        Assert.Equal(2, (await ChangeAsync(0, 4, accepted: 1)).Failure?.SeatsMissing);
        Assert.True((await ChangeAsync(0, 4, accepted: 2)).Succeeded);
        Assert.Equal(-2, (await House.PerformanceAsync(_performance.Id)).SeatsLeft);
        // From there seats can be added, even where they do not suffice yet.
        Assert.True((await ChangeAsync(0, 3)).Succeeded);
    }

    [Fact]
    public async Task Without_a_reason_or_with_more_seats_kept_than_there_are_nothing_changes()
    {
        Assert.Equal(
            [new InvalidField(FormField.Reason, FieldProblem.Missing)], (await ChangeAsync(1, 0, reason: " ", accepted: 99)).Failure?.Fields);
        Assert.Equal(
            [new InvalidField(FormField.OccupiedSeats, FieldProblem.TooLarge, 11)], (await ChangeAsync(1, 12, accepted: 99)).Failure?.Fields);
        Assert.Empty(await LedgerAsync());
    }

    [Fact]
    public async Task Saving_the_seats_as_they_were_writes_no_line()
    {
        Assert.True((await ChangeAsync(0, 0)).Succeeded);
        Assert.Empty(await LedgerAsync());
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task What_is_called_off_or_not_there_keeps_its_seats()
    {
        var calledOff = new APerformance().CalledOff().Build();
        await House.Database.AddAsync(calledOff);

        Assert.Equal(Obstacle.PerformanceCancelled, (await ChangeAsync(1, 0, id: calledOff.Id)).Failure?.Obstacle);
        Assert.Equal(FailureKind.NotFound, (await ChangeAsync(1, 0, id: 4711)).Failure?.Kind);
    }

    /// <summary>Whichever comes first under the lock: the seats are cut and the last parties refused, or the cut is.</summary>
    [Fact]
    public async Task Seats_that_are_taken_away_while_parties_confirm_are_never_sold()
    {
        for (var round = 0; round < 5; round++)
        {
            var performance = new APerformance().WithCapacity(12).Build();
            await House.Database.AddAsync(performance);
            var links = new List<Token>();
            for (var i = 0; i < 8; i++)
            {
                links.Add((await PendingAsync(performance.Id, 2)).Link);
            }

            var cuts = Enumerable.Range(1, 8).Select(n => Task.Run(() => ChangeAsync(0, n, id: performance.Id)));
            var confirmations = links.Select(link => Task.Run(() => ConfirmAsync(link)));
            await Task.WhenAll([.. cuts.Cast<Task>().Zip(confirmations).SelectMany(pair => new[] { pair.First, pair.Second })]);

            var stored = await House.PerformanceAsync(performance.Id);
            Assert.True(stored.SeatsLeft >= 0, $"{stored.ConfirmedSeats} confirmed on {stored.Capacity.Seats} seats.");
            Assert.Equal(stored.ConfirmedSeats, await House.Database.ReadAsync(db =>
                db.Reservations.Where(r => r.PerformanceId == performance.Id && r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize)));
            Assert.All((await LedgerAsync()).Where(line => line.PerformanceId == performance.Id), line => Assert.True(line.After.SeatsLeft >= 0));
        }
    }

    private Task<Result<Performance>> ChangeAsync(int additional, int occupied, string reason = "Sound desk", int accepted = 0, int? id = null) =>
        House.ChangeSeats.ChangeAsync(
            id
                ?? _performance.Id, additional.ToString(
                    CultureInfo.InvariantCulture), occupied.ToString(CultureInfo.InvariantCulture), reason, accepted, House.Dora,
                        CancellationToken.None);
}
