using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data.Writing;

/// <summary>Effects that a use case registers to run after its commit.</summary>
public sealed class UseCaseContextTests : IAsyncLifetime
{
    private readonly Performance _performance = new APerformance().Build();
    private readonly SentMail _mail = new();
    private readonly List<string> _effects = [];
    private TemporaryDatabase _database = null!;
    private InterceptedDatabase _intercepted = null!;
    private WriteTransaction _write = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TemporaryDatabase.CreateAsync();
        await _database.AddAsync(_performance);
        _intercepted = new InterceptedDatabase(_database);
        _write = WriteTransactions.Create(_intercepted, _database.Metrics.Booking, _mail);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task After_the_commit_and_outside_the_lock_effects_run_once_in_their_order()
    {
        await using var db = _database.CreateDbContext();
        var queue = SqliteWriteQueue.Of(db);

        await WriteAsync(context =>
        {
            context.AfterCommit(() => _effects.Add(queue.IsTaken ? "in the lock" : string.Join(' ', _intercepted.Transactions)));
            context.AfterCommit(() => _effects.Add("second"));
            Assert.Empty(_effects);
        });

        Assert.Equal(["BEGIN COMMIT", "second"], _effects);
    }

    [Fact]
    public async Task After_commit_urgent_mail_is_handed_over_and_other_mail_is_only_stored()
    {
        var reservation = new AReservation().For(_performance).Build();
        reservation.Performance = null!;
        var withoutEmail = new AReservation().Build();
        withoutEmail.Email = null;

        await WriteAsync(context =>
        {
            reservation.PerformanceId = _performance.Id;
            context.Db.Add(reservation);
            context.Enqueue(MailKind.Confirmation, reservation);
            context.EnqueueIfAddressed(MailKind.PerformanceCancelled, reservation, sendSoon: false);
            context.EnqueueIfAddressed(MailKind.Ticket, withoutEmail);
            context.SendAllDueSoon();
            Assert.Empty(_mail.Sent);
        });

        var stored = await _database.ReadAsync(db => db.Outbox.OrderBy(m => m.Id).ToListAsync());
        Assert.Equal([MailKind.Confirmation, MailKind.PerformanceCancelled], stored.Select(m => m.Kind).Order());
        Assert.Equal([stored.Single(m => m.Kind == MailKind.Confirmation).Id, SentMail.AllDue], _mail.Sent);
    }

    [Fact]
    public async Task Nothing_runs_if_the_use_case_returns_a_failure()
    {
        var result = await _write.RunAsync<string>(
            actor: null,
            context =>
            {
                Register(context);
                return Task.FromResult<Result<string>>(new Failure(FailureKind.NotEnoughSeats));
            },
            CancellationToken.None);

        Assert.Equal(FailureKind.NotEnoughSeats, result.Failure?.Kind);
        AssertNothingRan();
    }

    [Fact]
    public async Task Nothing_runs_if_the_use_case_fails_with_an_exception()
    {
        await Assert.ThrowsAsync<FormatException>(() => WriteAsync(context =>
        {
            Register(context);
            throw new FormatException();
        }));
        AssertNothingRan();
    }

    [Fact]
    public async Task Nothing_runs_if_the_commit_fails()
    {
        _intercepted.BeforeCommitting = () => throw new IOException("The disk is full.");
        await Assert.ThrowsAsync<IOException>(() => WriteAsync(Register));
        AssertNothingRan();
    }

    [Fact]
    public async Task After_a_lost_race_only_the_effects_of_the_committed_attempt_run()
    {
        var attempts = 0;

        var result = await _write.RunAsync<Performance>(
            actor: null,
            async context =>
            {
                var attempt = ++attempts;
                var performance = await context.Db.Performances.Include(p => p.Room).SingleAsync(context.Cancellation);
                performance.SetConfirmedSeats(performance.ConfirmedSeats + 1);
                Register(context, $"attempt {attempt}");
                if (attempt == 1)
                {
                    // Simulates a concurrent write between read and save.
                    await context.Db.Database.ExecuteSqlRawAsync("UPDATE Performances SET Version = Version + 1", context.Cancellation);
                }

                return performance;
            },
            CancellationToken.None);

        Assert.True(result.Succeeded);
        Assert.Equal(["attempt 2"], _effects);
        Assert.Equal([SentMail.AllDue], _mail.Sent);
    }

    [Fact]
    public async Task A_failing_effect_prevents_neither_the_result_nor_the_next_effect()
    {
        await WriteAsync(context =>
        {
            context.AfterCommit(() => throw new FormatException());
            Register(context);
        });
        Assert.Equal(["ran"], _effects);
    }

    [Fact]
    public async Task When_a_failed_group_runs_one_by_one_the_effects_of_each_success_run_once()
    {
        var group = new GroupCommit<string, int, string>(
            maxBatchSize: 8, _write, _database.Metrics.Booking, (_, performanceId, _) => Task.FromResult(performanceId));
        Task<IReadOnlyList<Result<string>>> HandleAsync(UseCaseContext context, int performanceId, IReadOnlyList<string> names) =>
            Task.FromResult<IReadOnlyList<Result<string>>>([.. names.Select(name => Handle(context, name))]);
        _intercepted.BeforeCommitting = () =>
        {
            _intercepted.BeforeCommitting = null;
            throw new IOException("The disk is full.");
        };

        var answers = await _database.RunQueuedAsync<Result<string>>(
            () => [.. new[] { "Ada", "Bob", "refused", "Eve" }
                .Select(name => group.RunAsync(_performance.Id, name, HandleAsync, CancellationToken.None))]);

        Assert.Equal([true, true, false, true], answers.Select(answer => answer.Succeeded));
        Assert.Equal(["Ada", "Bob", "Eve"], _effects);

        Result<string> Handle(UseCaseContext context, string name)
        {
            if (name == "refused")
            {
                return new Failure(FailureKind.NotEnoughSeats);
            }

            Register(context, name);
            return name;
        }
    }

    [Fact]
    public async Task Audit_entries_have_the_name_of_the_actor_and_need_an_actor()
    {
        await WriteAsync(context => context.Audit(AuditAction.RoomAdded, AuditSubject.Room, 1, "Cellar"), new Actor(null, "Dora"));
        Assert.Equal("Dora", (await _database.ReadAsync(db => db.AuditLog.SingleAsync())).StaffName);
        await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(context => context.Audit(AuditAction.RoomAdded, AuditSubject.Room, 1)));
    }

    private void Register(UseCaseContext context) => Register(context, "ran");

    private void Register(UseCaseContext context, string effect)
    {
        context.AfterCommit(() => _effects.Add(effect));
        context.SendAllDueSoon();
    }

    private void AssertNothingRan()
    {
        Assert.Empty(_effects);
        Assert.Empty(_mail.Sent);
    }

    private Task<Result<string>> WriteAsync(Action<UseCaseContext> useCase, Actor? actor = null) => _write.RunAsync<string>(
        actor,
        context =>
        {
            useCase(context);
            return Task.FromResult<Result<string>>("done");
        },
        CancellationToken.None);

    /// <summary>Records the mails that are handed over for sending.</summary>
    private sealed class SentMail : ICommittedMail
    {
        public const int AllDue = -1;

        public List<int> Sent { get; } = [];

        public void SendSoon(OutboxMail mail) => Sent.Add(mail.Id);

        public void SendAllDueSoon() => Sent.Add(AllDue);
    }
}
