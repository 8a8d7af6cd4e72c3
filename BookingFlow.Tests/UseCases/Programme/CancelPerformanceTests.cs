using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class CancelPerformanceOnSqliteTests() : CancelPerformanceTests(DatabaseDialect.Sqlite)
{
    [Fact]
    public async Task A_thousand_parties_are_one_transaction_and_a_few_queries()
    {
        await AddAThousandPartiesAsync();
        var watched = new WatchedDatabase(House.Database);
        var cancel = new CancelPerformance(Writes.To(watched, House.Database.Counted.House, clock: House.Clock));

        Assert.True((await cancel.CancelAsync(Performance.Id, "Illness", House.Dora, CancellationToken.None)).Succeeded);

        Assert.Equal(["BEGIN", "COMMIT"], watched.Transactions);
        Assert.InRange(watched.Statements.Count(sql => sql.StartsWith("SELECT", StringComparison.Ordinal)), 1, 5);
    }
}

public sealed class CancelPerformanceOnSqlServerTests() : CancelPerformanceTests(DatabaseDialect.SqlServer);

public abstract class CancelPerformanceTests(DatabaseDialect dialect) : PerformanceUseCaseTests(dialect)
{
    protected Performance Performance { get; } = new APerformance().Build();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await House.Database.AddAsync(Performance);
    }

    [Fact]
    public async Task Every_party_gives_its_seats_back_and_whoever_has_an_address_is_owed_a_mail()
    {
        var confirmed = await ConfirmedAsync(Performance.Id, 3);
        var pending = await PendingAsync(Performance.Id, 2);
        await ConfirmedAsync(Performance.Id, 4, email: null);

        Assert.True((await CancelAsync()).Succeeded);

        var stored = await House.PerformanceAsync(Performance.Id);
        Assert.Equal((AMoment.Now, 0), (stored.CancelledAt, stored.ConfirmedSeats));
        Assert.All(
            await House.Database.ReadAsync(db => db.Reservations.ToListAsync()),
            r => Assert.Equal((ReservationStatus.Cancelled, AMoment.Now), (r.Status, r.CancelledAt)));
        var owed = await House.Database.ReadAsync(
            db => db.Outbox.Where(m => m.Kind == MailKind.PerformanceCancelled).OrderBy(m => m.ReservationId).ToListAsync());
        Assert.Equal([confirmed.Party.Id, pending.Party.Id], owed.Select(m => m.ReservationId!.Value));
        // The recurring job sends them.
        Assert.Empty(House.Jobs.Mails.Intersect(owed.Select(m => m.Id)));
        var entry = Assert.Single(await LogAsync());
        Assert.Equal((AuditAction.PerformanceCancelled, Performance.Id, "7 → 0: Illness"), (entry.Act, entry.ThingId, entry.Detail));
    }

    [Fact]
    public async Task Reservations_that_were_over_before_stay_what_they_were()
    {
        var (party, _) = await PendingAsync(Performance.Id, 2);
        await House.Database.ReadAsync(db => db.Reservations.ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReservationStatus.Expired)));

        await CancelAsync();

        Assert.Equal(ReservationStatus.Expired, (await House.ReservationAsync(party.Id)).Status);
        Assert.False(await House.Database.ReadAsync(db => db.Outbox.AnyAsync()));
    }

    [Fact]
    public async Task A_second_time_too_late_without_a_reason_or_for_nothing_it_is_refused()
    {
        Assert.Equal(FailureKind.NotFound, (await CancelAsync(id: 4711)).Failure?.Kind);
        Assert.Equal([new InvalidField(FormField.Reason, FieldProblem.Missing)], (await CancelAsync(reason: "")).Failure?.Fields);
        Assert.True((await CancelAsync()).Succeeded);
        Assert.Equal(Obstacle.PerformanceCancelled, (await CancelAsync()).Failure?.Obstacle);
        Assert.Single(await LogAsync());

        var begun = new APerformance().At(AMoment.Now).Build();
        await House.Database.AddAsync(begun);
        Assert.Equal(Obstacle.PerformanceHasBegun, (await CancelAsync(id: begun.Id)).Failure?.Obstacle);
    }

    [Fact]
    public async Task Nobody_confirms_what_is_called_off_and_is_told_why()
    {
        var pending = await PendingAsync(Performance.Id, 2);
        await CancelAsync();

        var told = (await ConfirmAsync(pending.Link)).Failure;
        Assert.Equal((FailureKind.BookingClosed, BookingClosedReason.Cancelled), (told?.Kind, told?.ClosedBecause));
    }

    [Fact]
    public async Task A_thousand_parties_are_cancelled_and_each_is_owed_a_mail()
    {
        await AddAThousandPartiesAsync();

        Assert.True((await CancelAsync()).Succeeded);

        Assert.Equal(1000, await House.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == MailKind.PerformanceCancelled)));
        Assert.Equal(0, (await House.PerformanceAsync(Performance.Id)).ConfirmedSeats);
    }

    protected async Task AddAThousandPartiesAsync()
    {
        await using var db = House.Database.CreateDbContext();
        var performance = await db.Performances.SingleAsync(p => p.Id == Performance.Id);
        db.AddRange(
            Enumerable.Range(0, 1000).Select(
                i => new AReservation().For(performance).WithReference($"{i:D6}").WithEmail($"{i}@example.org").Confirmed().Build()));
        await db.SaveChangesAsync();
    }

    private Task<Result<Performance>> CancelAsync(string? reason = "Illness", int? id = null) =>
        House.CancelPerformance.CancelAsync(id ?? Performance.Id, reason, House.Dora, CancellationToken.None);
}
