using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.UseCases.Reservations;

/// <summary>
/// Confirmations that wait at the same time share a transaction. The gate is held while they press, one after the other, so
/// that all of them wait when it opens.
/// </summary>
public sealed class GroupedConfirmationTests : IAsyncLifetime
{
    private UseCaseHost _house = null!;
    private WatchedDatabase _watched = null!;
    private ServiceProvider _services = null!;
    private ConfirmReservation _confirm = null!;

    public async ValueTask InitializeAsync()
    {
        _house = await UseCaseHost.CreateAsync(DatabaseDialect.Sqlite);
        _watched = new WatchedDatabase(_house.Database);
        _services = _house.On(_watched, _house.Database.Counted.House);
        _confirm = _services.GetRequiredService<ConfirmReservation>();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task Those_who_wait_at_the_same_time_are_counted_once_and_stored_at_once_and_each_is_owed_a_ticket()
    {
        using var confirmations = _house.Database.Counted.Collect<int>("bookingflow.confirmations");
        using var seats = _house.Database.Counted.Collect<int>("bookingflow.confirmations.seats");
        using var waits = _house.Database.Counted.Collect<double>("bookingflow.lock.wait");
        var links = await LinksAsync(capacity: 40, 2, 2, 2, 2, 2, 2, 2, 2);

        var results = await TogetherAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.Equal(links.Select(link => link.Ticket.Text), results.Select(result => result.Value.Text));
        Assert.Equal(["BEGIN", "COMMIT"], _watched.Transactions);
        Assert.Single(_watched.Statements, sql => sql.Contains("SUM(", StringComparison.Ordinal));
        Assert.Equal(16, (await PerformanceAsync()).ConfirmedSeats);
        Assert.Equal(
            await _house.Database.ReadAsync(db => db.Outbox.Select(mail => mail.Id).OrderBy(id => id).ToListAsync()), _house.Jobs.Mails.Order());
        Assert.Equal(8, _house.Jobs.Mails.Count);
        Assert.Equal((8, 16), (confirmations.Total(), seats.Total()));
        Assert.Equal(8, waits.GetMeasurementSnapshot().Count);
    }

    [Fact]
    public async Task Whoever_pressed_first_gets_the_seats_and_a_party_that_does_not_fit_is_refused_alone()
    {
        var links = await LinksAsync(capacity: 6, 3, 4, 2, 2, 1);

        var results = await TogetherAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.Equal([null, 3, null, 1, null], results.Select(result => result.Failure?.SeatsLeft));
        Assert.Equal(["BEGIN", "COMMIT"], _watched.Transactions);
        var confirmed = await _house.Database.ReadAsync(db =>
            db.Reservations.Where(r => r.ConfirmedAtVersion != null).OrderBy(r => r.ConfirmedAtVersion).Select(r => r.PartySize).ToListAsync());
        Assert.Equal([3, 2, 1], confirmed);
        Assert.Equal(0, (await PerformanceAsync()).SeatsLeft);
    }

    [Fact]
    public async Task If_none_of_them_fits_nothing_is_stored()
    {
        var links = await LinksAsync(capacity: 1, 3, 2);
        var before = (await PerformanceAsync()).Version;

        var results = await TogetherAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.Equal([FailureKind.NotEnoughSeats, FailureKind.NotEnoughSeats], results.Select(result => result.Failure!.Kind));
        Assert.Equal(["BEGIN"], _watched.Transactions);
        Assert.Equal(before, (await PerformanceAsync()).Version);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_while_it_waits_takes_the_seats_once()
    {
        using var confirmations = _house.Database.Counted.Collect<int>("bookingflow.confirmations");
        var links = await LinksAsync(capacity: 10, 2, 2);
        var request = Guid.NewGuid();

        var results = await TogetherAsync(
            () => [ConfirmAsync(links[0], request), ConfirmAsync(links[1]), ConfirmAsync(links[0], request), ConfirmAsync(links[0])]);

        Assert.Equal(results[0].Value.Text, results[2].Value.Text);
        Assert.Equal(FailureKind.ConfirmationTokenUsed, results[3].Failure?.Kind);
        Assert.Equal((4, 2), ((await PerformanceAsync()).ConfirmedSeats, _house.Jobs.Mails.Count));
        Assert.Equal(2, confirmations.Total());
    }

    [Fact]
    public async Task One_that_cannot_be_stored_fails_alone()
    {
        var links = await LinksAsync(capacity: 10, 1, 2, 3);
        await using (var db = _house.Database.CreateDbContext())
        {
            // As if the ticket of the second were somebody else's.
            db.Add(ReservationToken.Of(links[1].Ticket, TokenPurpose.Ticket, await db.Reservations.FirstAsync(r => r.PartySize == 3), AMoment.Now));
            await db.SaveChangesAsync();
        }

        var results = await TogetherAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.Equal([null, FailureKind.Busy, null], results.Select(result => result.Failure?.Kind));
        Assert.Equal([ReservationStatus.Confirmed, ReservationStatus.Pending, ReservationStatus.Confirmed], await StatesAsync());
        Assert.Equal((4, 2), ((await PerformanceAsync()).ConfirmedSeats, _house.Jobs.Mails.Count));
    }

    [Fact]
    public async Task Those_who_lose_a_race_together_are_judged_one_by_one_in_their_order()
    {
        var links = await LinksAsync(capacity: 4, 2, 3, 2);
        // As if a lock had not held.
        _watched.BeforeSaving = async db =>
        {
            _watched.BeforeSaving = null;
            await db.Database.ExecuteSqlRawAsync("UPDATE Performances SET Version = Version + 1");
        };

        var results = await TogetherAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.Equal([null, 2, null], results.Select(result => result.Failure?.SeatsLeft));
        Assert.Equal(["BEGIN", "BEGIN", "COMMIT", "BEGIN", "BEGIN", "COMMIT"], _watched.Transactions);
        Assert.Equal(4, (await PerformanceAsync()).ConfirmedSeats);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Whoever_goes_away_while_waiting_is_left_out_and_nobody_else(int who)
    {
        var links = await LinksAsync(capacity: 10, 2, 2, 2);
        using var closed = new CancellationTokenSource();
        List<Task<Result<Token>>> presses = [];

        await HeldAsync(async () =>
        {
            presses.AddRange(links.Select((link, place) => ConfirmAsync(link, cancellationToken: place == who ? closed.Token : default)));
            await closed.CancelAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => presses[who]);
        presses.RemoveAt(who);
        Assert.All(await Task.WhenAll(presses), result => Assert.True(result.Succeeded));
        Assert.Equal(ReservationStatus.Pending, (await StatesAsync())[who]);
        Assert.Equal(4, (await PerformanceAsync()).ConfirmedSeats);
        // And whoever comes next finds the way open.
        Assert.True((await ConfirmAsync(links[who])).Succeeded);
    }

    [Fact]
    public async Task Whoever_goes_away_while_it_is_stored_undoes_nothing_and_is_owed_the_ticket()
    {
        var links = await LinksAsync(capacity: 10, 2, 2);
        using var closed = new CancellationTokenSource();
        _watched.BeforeSaving = _ => closed.CancelAsync();

        var results = await TogetherAsync(() => [.. links.Select(link => ConfirmAsync(link, cancellationToken: closed.Token))]);

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal(2, _house.Jobs.Mails.Count);
    }

    [Fact]
    public async Task Nobody_is_told_anything_before_it_is_on_the_disk()
    {
        var links = await LinksAsync(capacity: 3, 2, 2, 1);
        var committing = false;
        _watched.BeforeCommitting = async () =>
        {
            committing = true;
            // An answer that does not wait for the commit is given while these are read.
            for (var i = 0; i < 20; i++)
            {
                await PerformanceAsync();
            }
        };
        async Task<(bool Succeeded, bool IsStored)> AnsweredAsync(Token link) =>
            ((await ConfirmAsync(link)).Succeeded, _watched.Transactions.Contains("COMMIT", StringComparer.Ordinal));

        var answers = await _house.Database.TogetherAsync<(bool, bool)>(() => [.. links.Select(AnsweredAsync)]);

        Assert.True(committing);
        Assert.Equal([(true, true), (false, true), (true, true)], answers);
    }

    [Fact]
    public async Task If_it_cannot_be_stored_nobody_is_told_that_it_was()
    {
        var links = await LinksAsync(capacity: 10, 2, 2);
        _watched.BeforeCommitting = () => throw new IOException("The disk is full.");
        List<Task<Result<Token>>> presses = [];

        await HeldAsync(() =>
        {
            presses.AddRange(links.Select(link => ConfirmAsync(link)));
            return Task.CompletedTask;
        });

        foreach (var press in presses)
        {
            await Assert.ThrowsAsync<IOException>(() => press);
        }

        Assert.All(await StatesAsync(), state => Assert.Equal(ReservationStatus.Pending, state));
        Assert.Empty(_house.Jobs.All);
        _watched.BeforeCommitting = null;
        Assert.True((await ConfirmAsync(links[0])).Succeeded);
    }

    [Fact]
    public async Task More_than_sixteen_are_not_stored_at_once()
    {
        var links = await LinksAsync(capacity: 100, [.. Enumerable.Repeat(1, 20)]);

        var results = await TogetherAsync(() => [.. links.Select(link => ConfirmAsync(link))]);

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal(["BEGIN", "COMMIT", "BEGIN", "COMMIT"], _watched.Transactions);
        Assert.Equal(20, (await PerformanceAsync()).ConfirmedSeats);
    }

    [Fact]
    public async Task The_door_goes_ahead_of_those_who_wait_to_confirm()
    {
        var link = Assert.Single(await LinksAsync(capacity: 10, 2));
        var code = await _house.TicketAsync(new AReservation().For(new APerformance().At(AMoment.Now.AddHours(1)).Build()).Confirmed().Build());
        var door = _services.GetRequiredService<CheckInParty>();
        List<string> saved = [];
        _watched.BeforeSaving = db =>
        {
            saved.Add(db.ChangeTracker.Entries<CheckIn>().Any() ? "let in" : "confirmed");
            return Task.CompletedTask;
        };
        List<Task> all = [];

        await HeldAsync(() =>
        {
            all.Add(ConfirmAsync(link));
            all.Add(door.AdmitAsync(code, _house.Steward, new Admission(Guid.NewGuid()), CancellationToken.None));
            return Task.CompletedTask;
        });
        await Task.WhenAll(all);

        Assert.Equal(["let in", "confirmed"], saved);
    }

    [Fact]
    public async Task On_sql_server_the_lock_is_taken_once_for_all_who_came_while_it_was_waited_for()
    {
        var house = new SqlServerDatabase().Stored(TokenPurpose.Confirmation, ReservationStatus.Pending);
        List<Task<Result<Token>>> others = [];
        house.Wire.Fault = sent =>
        {
            if (sent.Contains("UPDLOCK", StringComparison.Ordinal) && others.Count == 0)
            {
                others.AddRange(Enumerable.Range(0, 3).Select(_ => house.ConfirmAsync()));
            }

            return null;
        };

        Assert.True((await house.ConfirmAsync()).Succeeded);

        // There is one link on this wire: the first has it.
        Assert.All(await Task.WhenAll(others), other => Assert.Equal(FailureKind.ConfirmationTokenUsed, other.Failure?.Kind));
        Assert.Equal(
            [SqlRecorder.Begin, SqlServerDatabase.Lock, SqlRecorder.Commit],
            house.Wire.Sent.Where(sent => sent is SqlRecorder.Begin or SqlServerDatabase.Lock or SqlRecorder.Commit));
    }

    private Task<Result<Token>> ConfirmAsync(Token link, Guid? request = null, CancellationToken cancellationToken = default) =>
        _confirm.ConfirmAsync(link, request ?? Guid.NewGuid(), null, cancellationToken);

    private Task<Result<Token>[]> TogetherAsync(Func<Task<Result<Token>>[]> press) => _house.Database.TogetherAsync(press);

    private Task HeldAsync(Func<Task> press) => _house.Database.HeldAsync(press);

    private async Task<List<Token>> LinksAsync(int capacity, params int[] parties)
    {
        var first = new AReservation().For(new APerformance().WithCapacity(capacity).Build()).OfParty(parties[0]).Build();
        List<Token> links = [await _house.MailedLinkAsync(first)];
        await using var db = _house.Database.CreateDbContext();
        var performance = await db.Performances.SingleAsync(p => p.Id == first.PerformanceId);
        foreach (var people in parties.Skip(1))
        {
            var reservation = new AReservation().OfParty(people).Build();
            reservation.Performance = performance;
            links.Add(Token.New());
            db.Add(ReservationToken.Of(links[^1], TokenPurpose.Confirmation, reservation, AMoment.Now, AMoment.Now.AddDays(1)));
        }

        await db.SaveChangesAsync();
        return links;
    }

    private Task<Performance> PerformanceAsync() =>
        _house.Database.ReadAsync(db => db.Performances.Include(p => p.Room).OrderBy(p => p.Id).FirstAsync());

    private Task<List<ReservationStatus>> StatesAsync() =>
        _house.Database.ReadAsync(db => db.Reservations.OrderBy(r => r.Id).Select(r => r.Status).ToListAsync());
}
