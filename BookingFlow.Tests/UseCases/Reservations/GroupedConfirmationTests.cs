using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.UseCases.Reservations;

/// <summary>
/// Confirmations that wait for the same performance share a transaction. The tests hold the SQLite write queue while the requests
/// arrive one after the other, so that all of them are waiting when it is released.
/// </summary>
public sealed class GroupedConfirmationTests : IAsyncLifetime
{
    private UseCaseHost _host = null!;
    private InterceptedDatabase _intercepted = null!;
    private ServiceProvider _services = null!;
    private ConfirmReservation _confirm = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await UseCaseHost.CreateAsync(DatabaseDialect.Sqlite);
        _intercepted = new InterceptedDatabase(_host.Database);
        _services = _host.CreateServices(_intercepted, _host.Database.Metrics.Booking);
        _confirm = _services.GetRequiredService<ConfirmReservation>();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Waiting_confirmations_share_one_transaction_and_one_recount()
    {
        using var confirmations = _host.Database.Metrics.Collect<int>("bookingflow.confirmations");
        using var seats = _host.Database.Metrics.Collect<int>("bookingflow.confirmations.seats");
        using var waits = _host.Database.Metrics.Collect<double>("bookingflow.lock.wait");
        var links = await StorePendingPartiesAsync(capacity: 40, 2, 2, 2, 2, 2, 2, 2, 2);

        var results = await RunQueuedAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.Equal(links.Select(link => link.Party.Ticket.Text), results.Select(result => result.Value.Text));
        Assert.Equal(["BEGIN", "COMMIT"], _intercepted.Transactions);
        Assert.Single(_intercepted.Statements, sql => sql.Contains("SUM(", StringComparison.Ordinal));
        Assert.Equal(16, (await PerformanceAsync()).ConfirmedSeats);
        Assert.Equal(
            await _host.Database.ReadAsync(db => db.Outbox.Select(mail => mail.Id).OrderBy(id => id).ToListAsync()), _host.Jobs.MailIds.Order());
        Assert.Equal(8, _host.Jobs.MailIds.Count);
        Assert.Equal((8, 16), (confirmations.Total(), seats.Total()));
        Assert.Equal(8, waits.GetMeasurementSnapshot().Count);
    }

    [Fact]
    public async Task Seats_go_in_order_of_arrival_and_only_parties_that_do_not_fit_are_refused()
    {
        var links = await StorePendingPartiesAsync(capacity: 6, 3, 4, 2, 2, 1);

        var results = await RunQueuedAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.Equal([null, 3, null, 1, null], results.Select(result => result.Failure?.SeatsLeft));
        Assert.Equal(["BEGIN", "COMMIT"], _intercepted.Transactions);
        var confirmed = await _host.Database.ReadAsync(db =>
            db.Reservations.Where(r => r.ConfirmedAtVersion != null).OrderBy(r => r.ConfirmedAtVersion).Select(r => r.PartySize).ToListAsync());
        Assert.Equal([3, 2, 1], confirmed);
        Assert.Equal(0, (await PerformanceAsync()).SeatsLeft);
    }

    [Fact]
    public async Task Group_in_which_no_party_fits_stores_nothing()
    {
        var links = await StorePendingPartiesAsync(capacity: 1, 3, 2);
        var before = (await PerformanceAsync()).Version;

        var results = await RunQueuedAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.Equal([FailureKind.NotEnoughSeats, FailureKind.NotEnoughSeats], results.Select(result => result.Failure!.Kind));
        Assert.Equal(["BEGIN"], _intercepted.Transactions);
        Assert.Equal(before, (await PerformanceAsync()).Version);
    }

    [Fact]
    public async Task Submission_repeated_within_a_group_takes_the_seats_once()
    {
        using var confirmations = _host.Database.Metrics.Collect<int>("bookingflow.confirmations");
        var links = await StorePendingPartiesAsync(capacity: 10, 2, 2);
        var request = Guid.NewGuid();

        var results = await RunQueuedAsync(
            () => [ConfirmAsync(links[0], request), ConfirmAsync(links[1]), ConfirmAsync(links[0], request), ConfirmAsync(links[0])]);

        Assert.Equal(results[0].Value.Text, results[2].Value.Text);
        Assert.Equal(FailureKind.ConfirmationTokenUsed, results[3].Failure?.Kind);
        Assert.Equal((4, 2), ((await PerformanceAsync()).ConfirmedSeats, _host.Jobs.MailIds.Count));
        Assert.Equal(2, confirmations.Total());
    }

    [Fact]
    public async Task Confirmation_that_cannot_be_stored_fails_alone()
    {
        var links = await StorePendingPartiesAsync(capacity: 10, 1, 2, 3);
        await using (var db = _host.Database.CreateDbContext())
        {
            // The second confirmation then violates the unique index on token hashes.
            var other = await db.Reservations.FirstAsync(r => r.PartySize == 3);
            db.Add(ReservationToken.Of(links[1].Party.Ticket, TokenPurpose.Ticket, other, TestTimes.Now));
            await db.SaveChangesAsync();
        }

        var results = await RunQueuedAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.Equal([null, FailureKind.Busy, null], results.Select(result => result.Failure?.Kind));
        Assert.Equal([ReservationStatus.Confirmed, ReservationStatus.Pending, ReservationStatus.Confirmed], await StatusesAsync());
        Assert.Equal((4, 2), ((await PerformanceAsync()).ConfirmedSeats, _host.Jobs.MailIds.Count));
    }

    [Fact]
    public async Task Group_that_loses_a_race_is_retried_one_by_one_in_order()
    {
        var links = await StorePendingPartiesAsync(capacity: 4, 2, 3, 2);
        // Simulates a lock that did not hold: the version check then fails.
        _intercepted.BeforeSaving = async db =>
        {
            _intercepted.BeforeSaving = null;
            await db.Database.ExecuteSqlRawAsync("UPDATE Performances SET Version = Version + 1");
        };

        var results = await RunQueuedAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.Equal([null, 2, null], results.Select(result => result.Failure?.SeatsLeft));
        Assert.Equal(["BEGIN", "BEGIN", "COMMIT", "BEGIN", "BEGIN", "COMMIT"], _intercepted.Transactions);
        Assert.Equal(4, (await PerformanceAsync()).ConfirmedSeats);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Request_cancelled_while_waiting_is_dropped_and_the_others_succeed(int cancelled)
    {
        var links = await StorePendingPartiesAsync(capacity: 10, 2, 2, 2);
        using var closed = new CancellationTokenSource();
        List<Task<Result<Token>>> requests = [];

        await HoldWriteQueueAsync(async () =>
        {
            requests.AddRange(links.Select((link, index) => ConfirmAsync(link, cancellationToken: index == cancelled ? closed.Token : default)));
            await closed.CancelAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => requests[cancelled]);
        requests.RemoveAt(cancelled);
        Assert.All(await Task.WhenAll(requests), result => Assert.True(result.Succeeded));
        Assert.Equal(ReservationStatus.Pending, (await StatusesAsync())[cancelled]);
        Assert.Equal(4, (await PerformanceAsync()).ConfirmedSeats);
        // The queue still accepts new requests.
        Assert.True((await ConfirmAsync(links[cancelled])).Succeeded);
    }

    [Fact]
    public async Task Request_cancelled_during_the_save_is_still_confirmed()
    {
        var links = await StorePendingPartiesAsync(capacity: 10, 2, 2);
        using var closed = new CancellationTokenSource();
        _intercepted.BeforeSaving = _ => closed.CancelAsync();

        var results = await RunQueuedAsync(() => [.. links.Select(link => ConfirmAsync(link, cancellationToken: closed.Token))]);

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal(2, _host.Jobs.MailIds.Count);
    }

    [Fact]
    public async Task No_result_is_returned_before_the_commit()
    {
        var links = await StorePendingPartiesAsync(capacity: 3, 2, 2, 1);
        var committing = false;
        _intercepted.BeforeCommitting = async () =>
        {
            committing = true;
            // Gives a result that does not wait for the commit enough time to be returned before it.
            for (var i = 0; i < 20; i++)
            {
                await PerformanceAsync();
            }
        };
        async Task<(bool Succeeded, bool IsStored)> ConfirmAndCheckCommitAsync(Token link) =>
            ((await ConfirmAsync(link)).Succeeded, _intercepted.Transactions.Contains("COMMIT", StringComparer.Ordinal));

        var results = await _host.Database.RunQueuedAsync<(bool, bool)>(() => [.. links.Select(ConfirmAndCheckCommitAsync)]);

        Assert.True(committing);
        Assert.Equal([(true, true), (false, true), (true, true)], results);
    }

    [Fact]
    public async Task Failed_commit_fails_every_confirmation_in_the_group()
    {
        var links = await StorePendingPartiesAsync(capacity: 10, 2, 2);
        _intercepted.BeforeCommitting = () => throw new IOException("The disk is full.");
        List<Task<Result<Token>>> requests = [];

        await HoldWriteQueueAsync(() =>
        {
            requests.AddRange(links.Select(link => ConfirmAsync(link)));
            return Task.CompletedTask;
        });

        foreach (var request in requests)
        {
            await Assert.ThrowsAsync<IOException>(() => request);
        }

        Assert.All(await StatusesAsync(), state => Assert.Equal(ReservationStatus.Pending, state));
        Assert.Empty(_host.Jobs.All);
        _intercepted.BeforeCommitting = null;
        Assert.True((await ConfirmAsync(links[0])).Succeeded);
    }

    [Fact]
    public async Task Group_is_limited_to_sixteen_confirmations()
    {
        var links = await StorePendingPartiesAsync(capacity: 100, [.. Enumerable.Repeat(1, 20)]);

        var results = await RunQueuedAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal(["BEGIN", "COMMIT", "BEGIN", "COMMIT"], _intercepted.Transactions);
        Assert.Equal(20, (await PerformanceAsync()).ConfirmedSeats);
    }

    [Fact]
    public async Task Check_in_precedes_waiting_confirmations()
    {
        var link = Assert.Single(await StorePendingPartiesAsync(capacity: 10, 2));
        var code = await _host.AddTicketAsync(new AReservation().For(new APerformance().At(TestTimes.Now.AddHours(1)).Build()).Confirmed().Build());
        var door = _services.GetRequiredService<CheckInParty>();
        List<string> saved = [];
        _intercepted.BeforeSaving = db =>
        {
            saved.Add(db.ChangeTracker.Entries<CheckIn>().Any() ? "checked in" : "confirmed");
            return Task.CompletedTask;
        };
        List<Task> all = [];

        await HoldWriteQueueAsync(() =>
        {
            all.Add(ConfirmAsync(link));
            all.Add(door.AdmitAsync(code, _host.Steward, new Admission(Guid.NewGuid()), CancellationToken.None));
            return Task.CompletedTask;
        });
        await Task.WhenAll(all);

        Assert.Equal(["checked in", "confirmed"], saved);
    }

    [Fact]
    public async Task Confirmations_arriving_during_the_lock_wait_share_one_lock_on_SQL_Server()
    {
        var sqlServer = new SqlServerFixture().WithRows(TokenPurpose.Confirmation, ReservationStatus.Pending);
        List<Task<Result<Token>>> others = [];
        sqlServer.Recorder.Fault = sent =>
        {
            if (sent.Contains("UPDLOCK", StringComparison.Ordinal) && others.Count == 0)
            {
                others.AddRange(Enumerable.Range(0, 3).Select(_ => sqlServer.ConfirmAsync()));
            }

            return null;
        };

        Assert.True((await sqlServer.ConfirmAsync()).Succeeded);

        // The recorded database has a single link, which the first request uses.
        Assert.All(await Task.WhenAll(others), other => Assert.Equal(FailureKind.ConfirmationTokenUsed, other.Failure?.Kind));
        Assert.Equal(
            [SqlRecorder.Begin, SqlServerFixture.Lock, SqlRecorder.Commit],
            sqlServer.Recorder.Sent.Where(sent => sent is SqlRecorder.Begin or SqlServerFixture.Lock or SqlRecorder.Commit));
    }

    private Task<Result<Token>> ConfirmAsync(Token link, Guid? request = null, CancellationToken cancellationToken = default) =>
        _confirm.ConfirmAsync(link, request ?? Guid.NewGuid(), null, cancellationToken);

    private Task<Result<Token>[]> RunQueuedAsync(Func<Task<Result<Token>>[]> start) => _host.Database.RunQueuedAsync(start);

    private Task HoldWriteQueueAsync(Func<Task> start) => _host.Database.HoldWriteQueueAsync(start);

    private async Task<List<Token>> StorePendingPartiesAsync(int capacity, params int[] parties)
    {
        var first = new AReservation().For(new APerformance().WithCapacity(capacity).Build()).OfParty(parties[0]).Build();
        List<Token> links = [await _host.AddConfirmationLinkAsync(first)];
        await using var db = _host.Database.CreateDbContext();
        var performance = await db.Performances.SingleAsync(p => p.Id == first.PerformanceId);
        foreach (var people in parties.Skip(1))
        {
            var reservation = new AReservation().OfParty(people).Build();
            reservation.Performance = performance;
            links.Add(Token.New());
            db.Add(ReservationToken.Of(links[^1], TokenPurpose.Confirmation, reservation, TestTimes.Now, TestTimes.Now.AddDays(1)));
        }

        await db.SaveChangesAsync();
        return links;
    }

    private Task<Performance> PerformanceAsync() =>
        _host.Database.ReadAsync(db => db.Performances.Include(p => p.Room).OrderBy(p => p.Id).FirstAsync());

    private Task<List<ReservationStatus>> StatusesAsync() =>
        _host.Database.ReadAsync(db => db.Reservations.OrderBy(r => r.Id).Select(r => r.Status).ToListAsync());
}
