using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class CancelPerformanceOnSqliteTests() : CancelPerformanceTests(DatabaseDialect.Sqlite)
{
    [Fact]
    public async Task Cancelling_with_a_thousand_parties_takes_one_transaction_and_a_few_queries()
    {
        await AddAThousandPartiesAsync();
        var intercepted = new InterceptedDatabase(Host.Database);
        var cancel = new CancelPerformance(WriteTransactions.Create(intercepted, Host.Database.Metrics.Booking, clock: Host.Clock));

        Assert.True((await cancel.CancelAsync(Performance.Id, "Illness", Host.Actor, CancellationToken.None)).Succeeded);

        Assert.Equal(["BEGIN", "COMMIT"], intercepted.Transactions);
        Assert.InRange(intercepted.Statements.Count(sql => sql.StartsWith("SELECT", StringComparison.Ordinal)), 1, 5);
    }
}

public sealed class CancelPerformanceOnSqlServerTests() : CancelPerformanceTests(DatabaseDialect.SqlServer);

public abstract class CancelPerformanceTests(DatabaseDialect dialect) : PerformanceUseCaseTests(dialect)
{
    protected Performance Performance { get; } = new APerformance().Build();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Host.Database.AddAsync(Performance);
    }

    [Fact]
    public async Task Cancelling_cancels_every_reservation_and_mails_every_party_with_an_address()
    {
        var confirmed = await ConfirmedAsync(Performance.Id, 3);
        var pending = await PendingAsync(Performance.Id, 2);
        await ConfirmedAsync(Performance.Id, 4, email: null);

        Assert.True((await CancelAsync()).Succeeded);

        var stored = await Host.PerformanceAsync(Performance.Id);
        Assert.Equal((TestTimes.Now, 0), (stored.CancelledAt, stored.ConfirmedSeats));
        Assert.All(
            await Host.Database.ReadAsync(db => db.Reservations.ToListAsync()),
            r => Assert.Equal((ReservationStatus.Cancelled, TestTimes.Now), (r.Status, r.CancelledAt)));
        var mails = await Host.Database.ReadAsync(
            db => db.Outbox.Where(m => m.Kind == MailKind.PerformanceCancelled).OrderBy(m => m.ReservationId).ToListAsync());
        Assert.Equal([confirmed.Party.Id, pending.Party.Id], mails.Select(m => m.ReservationId!.Value));
        // Not enqueued one by one: the recurring outbox job sends them.
        Assert.Empty(Host.Jobs.MailIds.Intersect(mails.Select(m => m.Id)));
        var entry = Assert.Single(await AuditLogAsync());
        Assert.Equal((AuditAction.PerformanceCancelled, Performance.Id, "7 → 0: Illness"), (entry.Action, entry.SubjectId, entry.Detail));
    }

    [Fact]
    public async Task Expired_reservations_stay_expired_and_get_no_mail()
    {
        var (party, _) = await PendingAsync(Performance.Id, 2);
        await Host.Database.ReadAsync(db => db.Reservations.ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReservationStatus.Expired)));

        await CancelAsync();

        Assert.Equal(ReservationStatus.Expired, (await Host.ReservationAsync(party.Id)).Status);
        Assert.False(await Host.Database.ReadAsync(db => db.Outbox.AnyAsync()));
    }

    [Fact]
    public async Task Cancelling_twice_after_the_start_without_a_reason_or_with_an_unknown_id_is_refused()
    {
        Assert.Equal(FailureKind.NotFound, (await CancelAsync(id: 4711)).Failure?.Kind);
        Assert.Equal([new InvalidField(FormField.Reason, FieldProblem.Missing)], (await CancelAsync(reason: "")).Failure?.Fields);
        Assert.True((await CancelAsync()).Succeeded);
        Assert.Equal(Obstacle.PerformanceCancelled, (await CancelAsync()).Failure?.Obstacle);
        Assert.Single(await AuditLogAsync());

        var begun = new APerformance().At(TestTimes.Now).Build();
        await Host.Database.AddAsync(begun);
        Assert.Equal(Obstacle.PerformanceHasBegun, (await CancelAsync(id: begun.Id)).Failure?.Obstacle);
    }

    [Fact]
    public async Task Confirming_for_a_cancelled_performance_returns_BookingClosed()
    {
        var pending = await PendingAsync(Performance.Id, 2);
        await CancelAsync();

        var refusal = (await ConfirmAsync(pending.Link)).Failure;
        Assert.Equal((FailureKind.BookingClosed, BookingClosedReason.Cancelled), (refusal?.Kind, refusal?.ClosedBecause));
    }

    [Fact]
    public async Task Cancelling_with_a_thousand_parties_mails_each_of_them()
    {
        await AddAThousandPartiesAsync();

        Assert.True((await CancelAsync()).Succeeded);

        Assert.Equal(1000, await Host.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == MailKind.PerformanceCancelled)));
        Assert.Equal(0, (await Host.PerformanceAsync(Performance.Id)).ConfirmedSeats);
    }

    protected async Task AddAThousandPartiesAsync()
    {
        await using var db = Host.Database.CreateDbContext();
        var performance = await db.Performances.SingleAsync(p => p.Id == Performance.Id);
        db.AddRange(
            Enumerable.Range(0, 1000).Select(
                i => new AReservation().For(performance).WithReference($"{i:D6}").WithEmail($"{i}@example.org").Confirmed().Build()));
        await db.SaveChangesAsync();
    }

    private Task<Result<Performance>> CancelAsync(string? reason = "Illness", int? id = null) =>
        Host.CancelPerformance.CancelAsync(id ?? Performance.Id, reason, Host.Actor, CancellationToken.None);
}
