using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BookingFlow.Tests.Races;

public sealed class ParallelRequestOnSqliteTests() : ParallelRequestTests(DatabaseDialect.Sqlite);

public sealed class ParallelRequestOnSqlServerTests() : ParallelRequestTests(DatabaseDialect.SqlServer);

public abstract class ParallelRequestTests(DatabaseDialect dialect)
{
    private const int Seats = 10;
    private const int Parties = 200;

    [Fact]
    public async Task Two_hundred_parallel_confirmations_never_exceed_capacity()
    {
        await using var app = await BookingFlowApp.StartAsync(dialect);
        var (performance, rush) = await PendingPartiesAsync(app);
        var forms = await Task.WhenAll(rush.Select(party => party.OpenAsync()));
        Assert.True(forms.All(form => form.Status == 200), string.Join('\n', app.Logs.GetSnapshot().Where(record => record.Level >= LogLevel.Error)));
        var answers = await Task.WhenAll(rush.Zip(forms, (party, form) => party.Browser.SubmitAsync(form, "main form")));

        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 303, 409 }));
        var refused = rush.Zip(answers).Where(r => r.Second.Status == 409).Select(r => RefusedParty.Of(r.First.People, r.Second)).ToList();
        var confirmed = await ConfirmedAsync(app, performance);
        Assert.Equal(Parties, refused.Count + confirmed.Count);
        Assert.Empty(CommitOrder.FindViolations(Seats, confirmed, refused));
        Assert.NotEmpty(confirmed);
        Assert.Equal(
            confirmed.Sum(c => c.People),
            (await app.Database.ReadAsync(db => db.Performances.SingleAsync(p => p.Id == performance.Id))).ConfirmedSeats);
        rush.ForEach(party => party.Browser.Dispose());
    }

    /// <summary>
    /// Negative control: each party counts first and then confirms, without a lock and a version guard. If
    /// <see cref="CommitOrder"/> did not detect the overbooking here, its result in the other test would mean nothing.
    /// </summary>
    [Fact]
    public async Task Without_lock_and_version_guard_the_check_detects_an_overbooking()
    {
        await using var app = await BookingFlowApp.StartAsync(dialect);
        var (performance, rush) = await PendingPartiesAsync(app);
        var counted = new TaskCompletionSource();
        var stillCounting = rush.Count;
        await Task.WhenAll(rush.Select(async party =>
        {
            await using var db = app.Database.CreateDbContext();
            var taken = await db.Reservations.Where(
                r => r.PerformanceId == performance.Id && r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize);
            if (Interlocked.Decrement(ref stillCounting) == 0)
            {
                counted.SetResult();
            }

            await counted.Task;
            if (taken + party.People <= Seats)
            {
                await db.Database.ExecuteSqlAsync(
                    $"UPDATE Reservations SET Status = 'confirmed', ConfirmedAtVersion = (SELECT COUNT(*) FROM Reservations WHERE Status = 'confirmed') WHERE Id = {party.ReservationId}");
            }
        }));

        Assert.Contains(
            CommitOrder.FindViolations(Seats, await ConfirmedAsync(app, performance), []), w => w.StartsWith("overbooked", StringComparison.Ordinal));
        rush.ForEach(party => party.Browser.Dispose());
    }

    [Fact]
    public async Task Fifty_parallel_scans_of_a_ticket_admit_its_party_once()
    {
        await using var app = await BookingFlowApp.StartAsync(dialect);
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var path = VisitorSteps.CheckInPath(await app.ReserveAndConfirmAsync(visitor, performance.Id));
        using var dora = await app.StaffAsync(name: "Dora");
        using var otto = await app.StaffAsync(name: "Otto");
        var forms = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? dora : otto).OpenAsync(path)));
        var scans = await Task.WhenAll(forms.Select((form, i) => (i % 2 == 0 ? dora : otto).SubmitAsync(form, "main form")));

        Assert.Single(scans, scan => scan.Status == 200);
        Assert.Equal(49, scans.Count(scan => scan.Status == 409));
        Assert.Equal(1, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    private static async Task<(Performance Performance, List<Party> Rush)> PendingPartiesAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(Seats));
        var rush = new List<Party>();
        for (var i = 0; i < Parties; i++)
        {
            // Mixed sizes, the same in every run.
            var people = 1 + (i * 7 % 5);
            var reservation = new AReservation().For(performance).OfParty(people).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build();
            rush.Add(new Party(app.Visitor(), await app.AddConfirmationLinkAsync(reservation), people, reservation.Id));
        }

        return (performance, rush);
    }

    private static Task<List<ConfirmedParty>> ConfirmedAsync(BookingFlowApp app, Performance performance) => app.Database.ReadAsync(
        db => db.Reservations
            .Where(r => r.PerformanceId == performance.Id && r.Status == ReservationStatus.Confirmed)
            .Select(r => new ConfirmedParty(r.ConfirmedAtVersion!.Value, r.PartySize))
            .ToListAsync());

    private sealed record Party(NoScriptBrowser Browser, string Link, int People, int ReservationId)
    {
        public Task<BrowserResponse> OpenAsync() => Browser.OpenAsync(Link);
    }
}
