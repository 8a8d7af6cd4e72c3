using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.UseCases.Reservations;

/// <summary>
/// Reservations that wait for the same performance share a transaction. The tests hold the SQLite write queue while the requests
/// arrive one after the other, so that all of them are waiting when it is released.
/// </summary>
public sealed class GroupedReservationTests : IAsyncLifetime
{
    private UseCaseHost _host = null!;
    private InterceptedDatabase _intercepted = null!;
    private ServiceProvider _services = null!;
    private ReserveSeats _reserve = null!;
    private Performance _performance = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await UseCaseHost.CreateAsync(DatabaseDialect.Sqlite);
        _intercepted = new InterceptedDatabase(_host.Database);
        _services = _host.CreateServices(_intercepted, _host.Database.Metrics.Booking);
        _reserve = _services.GetRequiredService<ReserveSeats>();
        _performance = new APerformance().WithCapacity(4).Build();
        await _host.Database.AddAsync(_performance);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Waiting_reservations_share_one_transaction_and_each_gets_a_mail()
    {
        using var reservations = _host.Database.Metrics.Collect<int>("bookingflow.reservations");
        var results = await RunQueuedAsync(() => [.. Enumerable.Range(1, 8).Select(guest => ReserveAsync($"Guest {guest}"))]);

        Assert.Equal(["BEGIN", "COMMIT"], _intercepted.Transactions);
        var stored = await StoredAsync();
        Assert.Equal(stored.Select(r => r.Id), results.Select(result => result.Value!.Id));
        Assert.Equal(Enumerable.Range(1, 8).Select(guest => $"Guest {guest}"), stored.Select(r => r.Name));
        var mails = await _host.Database.ReadAsync(db => db.Outbox.OrderBy(mail => mail.Id).ToListAsync());
        Assert.Equal(stored.Select(r => (int?)r.Id), mails.Select(mail => mail.ReservationId));
        Assert.Equal(mails.Select(mail => mail.Id), _host.Jobs.MailIds.Order());
        Assert.Equal(8, reservations.Total());
    }

    [Fact]
    public async Task Submission_repeated_within_a_group_makes_one_reservation_and_one_mail()
    {
        using var reservations = _host.Database.Metrics.Collect<int>("bookingflow.reservations");
        var submission = Guid.NewGuid();

        var results = await RunQueuedAsync(
            () => [ReserveAsync("Ada", submission: submission), ReserveAsync("Bob"), ReserveAsync("Ada", submission: submission)]);

        Assert.Equal(results[0].Value!.Id, results[2].Value!.Id);
        Assert.Equal(["BEGIN", "COMMIT"], _intercepted.Transactions);
        Assert.Equal(["Ada", "Bob"], (await StoredAsync()).Select(r => r.Name));
        Assert.Equal((2, 2), (_host.Jobs.MailIds.Count, reservations.Total()));
    }

    [Fact]
    public async Task Only_the_party_that_does_not_fit_is_refused()
    {
        var results = await RunQueuedAsync(() => [ReserveAsync("Ada"), ReserveAsync("Bob", people: "5"), ReserveAsync("Eve")]);

        Assert.Equal([null, FailureKind.NotEnoughSeats, null], results.Select(result => result.Failure?.Kind));
        Assert.Equal(["Ada", "Eve"], (await StoredAsync()).Select(r => r.Name));
    }

    [Fact]
    public async Task Group_in_which_all_are_refused_stores_nothing()
    {
        var results = await RunQueuedAsync(() => [ReserveAsync("Ada", people: "5"), ReserveAsync("Bob", people: "6")]);

        Assert.All(results, result => Assert.Equal(FailureKind.NotEnoughSeats, result.Failure?.Kind));
        Assert.Equal(["BEGIN"], _intercepted.Transactions);
    }

    [Fact]
    public async Task Reference_collision_splits_the_group_and_draws_a_new_reference()
    {
        _intercepted.BeforeSaving = async db =>
        {
            _intercepted.BeforeSaving = null;
            var taken = db.ChangeTracker.Entries<Reservation>().Single(entry => entry.Entity.Name == "Bob").Entity.Reference;
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO Reservations (PerformanceId, Reference, Name, SearchKey, PartySize, Status, SubmissionKey, CreatedAt, ExpiresAt)
                VALUES ({_performance.Id}, {taken}, 'Elsewhere', 'elsewhere', 1, 'pending', {Guid.NewGuid()}, {TestTimes.Now}, {TestTimes.Now})
                """);
        };

        var results = await RunQueuedAsync(() => [ReserveAsync("Ada"), ReserveAsync("Bob"), ReserveAsync("Eve")]);

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal(["Ada", "Bob", "Eve"], (await StoredAsync()).Select(r => r.Name));
        Assert.Equal(["BEGIN", "BEGIN", "COMMIT", "BEGIN", "COMMIT", "BEGIN", "COMMIT"], _intercepted.Transactions);
        Assert.Equal(3, _host.Jobs.MailIds.Count);
    }

    [Fact]
    public async Task Request_cancelled_while_waiting_is_dropped_and_the_others_succeed()
    {
        using var closed = new CancellationTokenSource();
        List<Task<Result<Reservation>>> sent = [];

        await HoldWriteQueueAsync(async () =>
        {
            sent.AddRange([ReserveAsync("Ada", cancellationToken: closed.Token), ReserveAsync("Bob")]);
            await closed.CancelAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent[0]);
        Assert.True((await sent[1]).Succeeded);
        Assert.Equal(["Bob"], (await StoredAsync()).Select(r => r.Name));
    }

    [Fact]
    public async Task Failed_commit_fails_every_reservation_in_the_group()
    {
        _intercepted.BeforeCommitting = () => throw new IOException("The disk is full.");
        List<Task<Result<Reservation>>> sent = [];

        await HoldWriteQueueAsync(() =>
        {
            sent.AddRange([ReserveAsync("Ada"), ReserveAsync("Bob")]);
            return Task.CompletedTask;
        });

        foreach (var request in sent)
        {
            await Assert.ThrowsAsync<IOException>(() => request);
        }

        Assert.Empty(await StoredAsync());
        Assert.Empty(_host.Jobs.All);
    }

    private Task<Result<Reservation>> ReserveAsync(
        string name, string people = "2", Guid? submission = null, CancellationToken cancellationToken = default) =>
        _reserve.ReserveAsync(
            _performance.Id, new ReservationInput(name, "guest@visitors.example", null, null, people), submission
                ?? Guid.NewGuid(), cancellationToken);

    private Task<Result<Reservation>[]> RunQueuedAsync(Func<Task<Result<Reservation>>[]> send) => _host.Database.RunQueuedAsync(send);

    private Task HoldWriteQueueAsync(Func<Task> send) => _host.Database.HoldWriteQueueAsync(send);

    private Task<List<Reservation>> StoredAsync() => _host.Database.ReadAsync(db => db.Reservations.OrderBy(r => r.Id).ToListAsync());
}
