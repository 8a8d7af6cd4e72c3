using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.UseCases.Reservations;

/// <summary>
/// Reservations that are sent at the same time share a transaction. The gate is held while they are sent, one after the other, so
/// that all of them wait when it opens.
/// </summary>
public sealed class GroupedReservationTests : IAsyncLifetime
{
    private UseCaseHost _house = null!;
    private WatchedDatabase _watched = null!;
    private ServiceProvider _services = null!;
    private ReserveSeats _reserve = null!;
    private Performance _performance = null!;

    public async ValueTask InitializeAsync()
    {
        _house = await UseCaseHost.CreateAsync(DatabaseDialect.Sqlite);
        _watched = new WatchedDatabase(_house.Database);
        _services = _house.On(_watched, _house.Database.Counted.House);
        _reserve = _services.GetRequiredService<ReserveSeats>();
        _performance = new APerformance().WithCapacity(4).Build();
        await _house.Database.AddAsync(_performance);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task Those_who_wait_at_the_same_time_are_stored_at_once_and_each_is_owed_a_mail()
    {
        using var reservations = _house.Database.Counted.Collect<int>("bookingflow.reservations");
        var results = await TogetherAsync(() => [.. Enumerable.Range(1, 8).Select(guest => ReserveAsync($"Guest {guest}"))]);

        Assert.Equal(["BEGIN", "COMMIT"], _watched.Transactions);
        var stored = await StoredAsync();
        Assert.Equal(stored.Select(r => r.Id), results.Select(result => result.Value!.Id));
        Assert.Equal(Enumerable.Range(1, 8).Select(guest => $"Guest {guest}"), stored.Select(r => r.Name));
        var owed = await _house.Database.ReadAsync(db => db.Outbox.OrderBy(mail => mail.Id).ToListAsync());
        Assert.Equal(stored.Select(r => (int?)r.Id), owed.Select(mail => mail.ReservationId));
        Assert.Equal(owed.Select(mail => mail.Id), _house.Jobs.Mails.Order());
        Assert.Equal(8, reservations.Total());
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_while_it_waits_makes_one_reservation_and_one_mail()
    {
        using var reservations = _house.Database.Counted.Collect<int>("bookingflow.reservations");
        var submission = Guid.NewGuid();

        var results = await TogetherAsync(
            () => [ReserveAsync("Ada", submission: submission), ReserveAsync("Bob"), ReserveAsync("Ada", submission: submission)]);

        Assert.Equal(results[0].Value!.Id, results[2].Value!.Id);
        Assert.Equal(["BEGIN", "COMMIT"], _watched.Transactions);
        Assert.Equal(["Ada", "Bob"], (await StoredAsync()).Select(r => r.Name));
        Assert.Equal((2, 2), (_house.Jobs.Mails.Count, reservations.Total()));
    }

    [Fact]
    public async Task A_party_that_does_not_fit_is_refused_alone()
    {
        var results = await TogetherAsync(() => [ReserveAsync("Ada"), ReserveAsync("Bob", people: "5"), ReserveAsync("Eve")]);

        Assert.Equal([null, FailureKind.NotEnoughSeats, null], results.Select(result => result.Failure?.Kind));
        Assert.Equal(["Ada", "Eve"], (await StoredAsync()).Select(r => r.Name));
    }

    [Fact]
    public async Task If_all_are_refused_nothing_is_stored()
    {
        var results = await TogetherAsync(() => [ReserveAsync("Ada", people: "5"), ReserveAsync("Bob", people: "6")]);

        Assert.All(results, result => Assert.Equal(FailureKind.NotEnoughSeats, result.Failure?.Kind));
        Assert.Equal(["BEGIN"], _watched.Transactions);
    }

    [Fact]
    public async Task If_the_reference_of_one_is_taken_each_is_stored_alone_and_that_one_gets_another()
    {
        _watched.BeforeSaving = async db =>
        {
            _watched.BeforeSaving = null;
            var taken = db.ChangeTracker.Entries<Reservation>().Single(entry => entry.Entity.Name == "Bob").Entity.Reference;
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO Reservations (PerformanceId, Reference, Name, SearchKey, PartySize, Status, SubmissionKey, CreatedAt, ExpiresAt)
                VALUES ({_performance.Id}, {taken}, 'Elsewhere', 'elsewhere', 1, 'pending', {Guid.NewGuid()}, {AMoment.Now}, {AMoment.Now})
                """);
        };

        var results = await TogetherAsync(() => [ReserveAsync("Ada"), ReserveAsync("Bob"), ReserveAsync("Eve")]);

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal(["Ada", "Bob", "Eve"], (await StoredAsync()).Select(r => r.Name));
        Assert.Equal(["BEGIN", "BEGIN", "COMMIT", "BEGIN", "COMMIT", "BEGIN", "COMMIT"], _watched.Transactions);
        Assert.Equal(3, _house.Jobs.Mails.Count);
    }

    [Fact]
    public async Task Whoever_goes_away_while_waiting_is_left_out_and_nobody_else()
    {
        using var closed = new CancellationTokenSource();
        List<Task<Result<Reservation>>> sent = [];

        await HeldAsync(async () =>
        {
            sent.AddRange([ReserveAsync("Ada", cancellationToken: closed.Token), ReserveAsync("Bob")]);
            await closed.CancelAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent[0]);
        Assert.True((await sent[1]).Succeeded);
        Assert.Equal(["Bob"], (await StoredAsync()).Select(r => r.Name));
    }

    [Fact]
    public async Task If_it_cannot_be_stored_nobody_is_told_that_it_was()
    {
        _watched.BeforeCommitting = () => throw new IOException("The disk is full.");
        List<Task<Result<Reservation>>> sent = [];

        await HeldAsync(() =>
        {
            sent.AddRange([ReserveAsync("Ada"), ReserveAsync("Bob")]);
            return Task.CompletedTask;
        });

        foreach (var one in sent)
        {
            await Assert.ThrowsAsync<IOException>(() => one);
        }

        Assert.Empty(await StoredAsync());
        Assert.Empty(_house.Jobs.All);
    }

    private Task<Result<Reservation>> ReserveAsync(
        string name, string people = "2", Guid? submission = null, CancellationToken cancellationToken = default) =>
        _reserve.ReserveAsync(
            _performance.Id, new ReservationInput(name, "guest@visitors.example", null, null, people), submission
                ?? Guid.NewGuid(), cancellationToken);

    private Task<Result<Reservation>[]> TogetherAsync(Func<Task<Result<Reservation>>[]> send) => _house.Database.TogetherAsync(send);

    private Task HeldAsync(Func<Task> send) => _house.Database.HeldAsync(send);

    private Task<List<Reservation>> StoredAsync() => _house.Database.ReadAsync(db => db.Reservations.OrderBy(r => r.Id).ToListAsync());
}
