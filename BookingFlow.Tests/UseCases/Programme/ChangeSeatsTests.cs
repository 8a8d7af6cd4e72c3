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
        await Host.Database.AddAsync(_performance);
    }

    [Fact]
    public async Task Change_is_recorded_in_the_ledger_and_audited()
    {
        await ConfirmedAsync(_performance.Id, 3);

        Assert.True((await ChangeAsync(5, 2, reason: " Chairs from the foyer ")).Succeeded);

        var stored = await Host.PerformanceAsync(_performance.Id);
        Assert.Equal((5, 2, 10), (stored.AdditionalSeats, stored.ManuallyOccupiedSeats, stored.SeatsLeft));
        var line = Assert.Single(await LedgerAsync());
        Assert.Equal((new Capacity(10, 0, 0, 3), new Capacity(10, 5, 2, 3)), (line.Before, line.After));
        Assert.Equal(("Dora", Host.Actor.Id, "Chairs from the foyer", TestTimes.Now), (line.StaffName, line.StaffId, line.Reason, line.At));
        var entry = Assert.Single(await AuditLogAsync());
        Assert.Equal(
            (AuditAction.CapacityChanged, _performance.Id, "10 + 0 − 0 → 10 + 5 − 2: Chairs from the foyer"),
            (entry.Action, entry.SubjectId, entry.Detail));
    }

    [Fact]
    public async Task Seats_below_the_confirmed_are_refused_unless_the_shortfall_is_acknowledged()
    {
        await ConfirmedAsync(_performance.Id, 8);

        var refused = (await ChangeAsync(0, 4)).Failure;
        Assert.Equal((FailureKind.SeatsBelowConfirmed, 2), (refused?.Kind, refused?.SeatsMissing));
        Assert.Equal(0, (await Host.PerformanceAsync(_performance.Id)).ManuallyOccupiedSeats);
        Assert.Empty(await LedgerAsync());

        Assert.True((await ChangeAsync(0, 2)).Succeeded);
        // One more than was acknowledged: others may have confirmed since the shortfall was shown.
        Assert.Equal(2, (await ChangeAsync(0, 4, acknowledgedShortfall: 1)).Failure?.SeatsMissing);
        Assert.True((await ChangeAsync(0, 4, acknowledgedShortfall: 2)).Succeeded);
        Assert.Equal(-2, (await Host.PerformanceAsync(_performance.Id)).SeatsLeft);
        // Adding seats needs no acknowledgement, even if they do not suffice yet.
        Assert.True((await ChangeAsync(0, 3)).Succeeded);
    }

    [Fact]
    public async Task Missing_reason_or_more_occupied_seats_than_exist_is_refused()
    {
        Assert.Equal(
            [new InvalidField(FormField.Reason, FieldProblem.Missing)],
            (await ChangeAsync(1, 0, reason: " ", acknowledgedShortfall: 99)).Failure?.Fields);
        Assert.Equal(
            [new InvalidField(FormField.OccupiedSeats, FieldProblem.TooLarge, 11)],
            (await ChangeAsync(1, 12, acknowledgedShortfall: 99)).Failure?.Fields);
        Assert.Empty(await LedgerAsync());
    }

    [Fact]
    public async Task Saving_unchanged_seats_writes_nothing()
    {
        Assert.True((await ChangeAsync(0, 0)).Succeeded);
        Assert.Empty(await LedgerAsync());
        Assert.Empty(await AuditLogAsync());
    }

    [Fact]
    public async Task Cancelled_or_unknown_performance_is_refused()
    {
        var cancelled = new APerformance().Cancelled().Build();
        await Host.Database.AddAsync(cancelled);

        Assert.Equal(Obstacle.PerformanceCancelled, (await ChangeAsync(1, 0, id: cancelled.Id)).Failure?.Obstacle);
        Assert.Equal(FailureKind.NotFound, (await ChangeAsync(1, 0, id: 4711)).Failure?.Kind);
    }

    /// <summary>The order under the lock decides whether a confirmation or a cut is refused.</summary>
    [Fact]
    public async Task Parallel_confirmations_and_seat_cuts_never_overbook()
    {
        for (var round = 0; round < 5; round++)
        {
            var performance = new APerformance().WithCapacity(12).Build();
            await Host.Database.AddAsync(performance);
            var links = new List<Token>();
            for (var i = 0; i < 8; i++)
            {
                links.Add((await PendingAsync(performance.Id, 2)).Link);
            }

            var cuts = Enumerable.Range(1, 8).Select(n => Task.Run(() => ChangeAsync(0, n, id: performance.Id)));
            var confirmations = links.Select(link => Task.Run(() => ConfirmAsync(link)));
            await Task.WhenAll([.. cuts.Cast<Task>().Zip(confirmations).SelectMany(pair => new[] { pair.First, pair.Second })]);

            var stored = await Host.PerformanceAsync(performance.Id);
            Assert.True(stored.SeatsLeft >= 0, $"{stored.ConfirmedSeats} confirmed on {stored.Capacity.Seats} seats.");
            Assert.Equal(stored.ConfirmedSeats, await Host.Database.ReadAsync(db =>
                db.Reservations.Where(r => r.PerformanceId == performance.Id && r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize)));
            Assert.All((await LedgerAsync()).Where(line => line.PerformanceId == performance.Id), line => Assert.True(line.After.SeatsLeft >= 0));
        }
    }

    private Task<Result<Performance>> ChangeAsync(
        int additional, int occupied, string reason = "Sound desk", int acknowledgedShortfall = 0, int? id = null) =>
        Host.ChangeSeats.ChangeAsync(
            id
                ?? _performance.Id, additional.ToString(
                    CultureInfo.InvariantCulture), occupied.ToString(CultureInfo.InvariantCulture), reason, acknowledgedShortfall, Host.Actor,
                        CancellationToken.None);
}
