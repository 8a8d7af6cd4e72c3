using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ConfirmReservationOnSqliteTests() : ConfirmReservationTests(DatabaseDialect.Sqlite);

public sealed class ConfirmReservationOnSqlServerTests() : ConfirmReservationTests(DatabaseDialect.SqlServer);

public abstract class ConfirmReservationTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private readonly Performance _performance = new APerformance().WithCapacity(10).Build();
    private readonly Guid _request = Guid.NewGuid();

    [Fact]
    public async Task Confirming_takes_the_seats_and_enqueues_the_ticket_mail()
    {
        var reservation = new AReservation().For(_performance).OfParty(4).Build();
        var link = await Host.AddConfirmationLinkAsync(reservation);
        Host.Clock.Advance(TimeSpan.FromHours(1));

        var result = await ConfirmAsync(link);

        Assert.Equal(link.Party.Ticket.Text, result.Value.Text);
        var stored = await Host.ReservationAsync(reservation.Id);
        Assert.Equal((ReservationStatus.Confirmed, 4, TestTimes.Now.AddHours(1)), (stored.Status, stored.PartySize, stored.ConfirmedAt));
        var performance = await Host.PerformanceAsync(_performance.Id);
        Assert.Equal((4, 6), (performance.ConfirmedSeats, performance.SeatsLeft));
        Assert.Equal(performance.Version, stored.ConfirmedAtVersion);
        Assert.True(performance.Version > _performance.Version);
        var mail = Assert.Single(await Host.Database.ReadAsync(db => db.Outbox.ToListAsync()));
        Assert.Equal((MailKind.Ticket, reservation.Id), (mail.Kind, mail.ReservationId));
        Assert.Equal([mail.Id], Host.Jobs.MailIds);
    }

    [Fact]
    public async Task Tokens_are_stored_only_as_hashes()
    {
        var link = await Host.AddConfirmationLinkAsync(Party());

        await ConfirmAsync(link);

        var tokens = await Host.Database.ReadAsync(db => db.Tokens.OrderBy(t => t.Id).ToListAsync());
        Assert.Equal(
            [TokenPurpose.Confirmation, TokenPurpose.Ticket, TokenPurpose.CheckIn, TokenPurpose.Party], tokens.Select(t => t.Purpose).Order());
        Assert.Equal(link.Party.Ticket.Hash, tokens.Single(t => t.Purpose == TokenPurpose.Ticket).Hash);
        Assert.Equal(link.Party.Ticket.CheckIn.Hash, tokens.Single(t => t.Purpose == TokenPurpose.CheckIn).Hash);
        Assert.Equal(_request, tokens.Single(t => t.Purpose == TokenPurpose.Confirmation).UsedByRequest);
        if (Dialect != DatabaseDialect.Sqlite)
        {
            return;
        }

        // Only SQLite has a database file to search for the raw bytes.
        var stored = await Host.Database.ReadAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            return await File.ReadAllBytesAsync(Host.Database.File);
        });
        foreach (var secret in new[] { link.Text, link.Party.Text, link.Party.Ticket.Text, link.Party.Ticket.CheckIn.Text })
        {
            Assert.Equal(-1, stored.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)));
            Assert.Equal(-1, stored.AsSpan().IndexOf(System.Buffers.Text.Base64Url.DecodeFromChars(secret)));
        }
    }

    [Fact]
    public async Task Confirming_a_smaller_party_takes_only_its_seats()
    {
        var reservation = new AReservation().For(new APerformance().WithCapacity(3).Build()).OfParty(5).Build();
        var link = await Host.AddConfirmationLinkAsync(reservation);

        Assert.Equal(3, (await ConfirmAsync(link)).Failure?.SeatsLeft);
        Assert.True((await ConfirmAsync(link, smallerParty: 3)).Succeeded);
        Assert.Equal(3, (await Host.ReservationAsync(reservation.Id)).PartySize);
        Assert.Equal(0, (await Host.PerformanceAsync(reservation.PerformanceId)).SeatsLeft);
    }

    [Theory]
    [InlineData(7, 4)]
    [InlineData(int.MaxValue, 4)]
    [InlineData(0, 1)]
    [InlineData(-3, 1)]
    public async Task Smaller_party_size_is_clamped_between_one_and_the_reserved_size(int asked, int taken)
    {
        var reservation = new AReservation().For(_performance).OfParty(4).Build();
        var link = await Host.AddConfirmationLinkAsync(reservation);

        await ConfirmAsync(link, smallerParty: asked);

        Assert.Equal(
            (taken, taken),
            ((await Host.ReservationAsync(reservation.Id)).PartySize, (await Host.PerformanceAsync(_performance.Id)).ConfirmedSeats));
    }

    [Fact]
    public async Task Same_submission_twice_returns_the_ticket_twice_and_takes_the_seats_once()
    {
        var link = await Host.AddConfirmationLinkAsync(Party());

        var first = await ConfirmAsync(link);
        var second = await ConfirmAsync(link);

        Assert.Equal(first.Value.Text, second.Value.Text);
        Assert.Equal(2, (await Host.PerformanceAsync(_performance.Id)).ConfirmedSeats);
        Assert.Single(Host.Jobs.MailIds);
    }

    [Fact]
    public async Task Parallel_repeats_of_one_submission_take_the_seats_once()
    {
        var link = await Host.AddConfirmationLinkAsync(Party());

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ConfirmAsync(link))));

        Assert.All(results, result => Assert.Equal(link.Party.Ticket.Text, result.Value.Text));
        Assert.Equal(2, (await Host.PerformanceAsync(_performance.Id)).ConfirmedSeats);
        Assert.Equal(1, await Host.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task New_submission_with_a_used_link_returns_ConfirmationTokenUsed()
    {
        var link = await Host.AddConfirmationLinkAsync(Party());
        await ConfirmAsync(link);

        await RefusedAsync(FailureKind.ConfirmationTokenUsed, link, Guid.NewGuid());
    }

    [Fact]
    public async Task Same_submission_after_a_cancellation_returns_ReservationCancelled()
    {
        var reservation = Party();
        var link = await Host.AddConfirmationLinkAsync(reservation);
        await ConfirmAsync(link);
        await using (var db = Host.Database.CreateDbContext())
        {
            (await db.Reservations.Include(r => r.Performance).SingleAsync(r => r.Id == reservation.Id)).Cancel(TestTimes.Now);
            await db.SaveChangesAsync();
        }

        await RefusedAsync(FailureKind.ReservationCancelled, link, _request);
    }

    [Fact]
    public async Task Unknown_link_returns_ConfirmationTokenInvalid() => await RefusedAsync(FailureKind.ConfirmationTokenInvalid, Token.New());

    [Fact]
    public async Task Ticket_and_check_in_tokens_do_not_confirm()
    {
        var link = await Host.AddConfirmationLinkAsync(Party());
        await ConfirmAsync(link);

        await RefusedAsync(FailureKind.ConfirmationTokenInvalid, link.Party.Ticket);
        await RefusedAsync(FailureKind.ConfirmationTokenInvalid, link.Party.Ticket.CheckIn);
    }

    [Fact]
    public async Task Cancelled_reservation_is_refused() => await RefusedAsync(
        FailureKind.ReservationCancelled, await Host.AddConfirmationLinkAsync(new AReservation().For(_performance).Cancelled().Build()));

    [Fact]
    public async Task Expired_reservation_is_refused() => await RefusedAsync(
        FailureKind.ConfirmationTokenExpired, await Host.AddConfirmationLinkAsync(new AReservation().For(_performance).Expired().Build()));

    [Fact]
    public async Task Expired_link_is_refused_before_the_expiry_job_has_run()
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().For(_performance).ExpiringAt(TestTimes.Now.AddHours(1)).Build());

        Host.Clock.Advance(TimeSpan.FromHours(1));

        await RefusedAsync(FailureKind.ConfirmationTokenExpired, link);
    }

    [Fact]
    public async Task Later_link_works_after_the_first_has_expired()
    {
        var reservation = new AReservation().For(_performance).ExpiringAt(TestTimes.Now.AddHours(1)).Build();
        var first = await Host.AddConfirmationLinkAsync(reservation);
        var second = Token.New();
        await using (var db = Host.Database.CreateDbContext())
        {
            var stored = await db.Reservations.SingleAsync();
            db.Add(ReservationToken.Of(second, TokenPurpose.Confirmation, stored, TestTimes.Now, TestTimes.Now.AddHours(5)));
            await db.SaveChangesAsync();
        }

        Host.Clock.Advance(TimeSpan.FromHours(2));

        await RefusedAsync(FailureKind.ConfirmationTokenExpired, first);
        Assert.True((await ConfirmAsync(second)).Succeeded);
    }

    [Fact]
    public async Task Cancelled_performance_returns_BookingClosed()
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().For(new APerformance().Cancelled().Build()).Build());

        Assert.Equal(BookingClosedReason.Cancelled, (await RefusedAsync(FailureKind.BookingClosed, link)).ClosedBecause);
    }

    [Fact]
    public async Task Party_that_does_not_fit_stays_pending_and_is_shown_the_seats_left()
    {
        var performance = new APerformance().WithCapacity(5).Build();
        await Host.Database.AddAsync(new AReservation().For(performance).OfParty(4).Confirmed().Build());
        var reservation = new AReservation().For(performance).Build();
        var link = Token.New();
        await using (var db = Host.Database.CreateDbContext())
        {
            reservation.Performance = await db.Performances.SingleAsync();
            db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, TestTimes.Now, TestTimes.Now.AddDays(1)));
            await db.SaveChangesAsync();
        }

        var refusal = await RefusedAsync(FailureKind.NotEnoughSeats, link);

        Assert.Equal(1, refusal.SeatsLeft);
        Assert.Equal(ReservationStatus.Pending, (await Host.ReservationAsync(reservation.Id)).Status);
    }

    [Fact]
    public async Task Confirmed_seats_are_recounted_from_the_reservations()
    {
        var miscounted = new APerformance().WithCapacity(10).WithConfirmedSeats(9).Build();
        var link = await Host.AddConfirmationLinkAsync(new AReservation().For(miscounted).OfParty(4).Build());

        Assert.True((await ConfirmAsync(link)).Succeeded);
        Assert.Equal(4, (await Host.PerformanceAsync(miscounted.Id)).ConfirmedSeats);
    }

    [Fact]
    public async Task Parallel_confirmations_fill_the_last_seats_without_overbooking()
    {
        var performance = new APerformance().WithCapacity(7).Build();
        var links = new List<Token> { await Host.AddConfirmationLinkAsync(new AReservation().For(performance).OfParty(1).Build()) };
        for (var party = 1; party < 12; party++)
        {
            var link = Token.New();
            await using var db = Host.Database.CreateDbContext();
            var reservation = new AReservation().OfParty(1 + (party % 3)).Build();
            reservation.Performance = await db.Performances.SingleAsync(p => p.Id == performance.Id);
            db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, TestTimes.Now, TestTimes.Now.AddDays(1)));
            await db.SaveChangesAsync();
            links.Add(link);
        }

        var results = await Task.WhenAll(links.Select(link => Task.Run(() => ConfirmAsync(link))));

        var confirmed = await Host.Database.ReadAsync(
            db => db.Reservations.Where(r => r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize));
        Assert.Equal((7, 7), (confirmed, (await Host.PerformanceAsync(performance.Id)).ConfirmedSeats));
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(FailureKind.NotEnoughSeats, r.Failure!.Kind));
    }

    [Fact]
    public async Task Party_without_an_address_is_confirmed_without_mail()
    {
        var link = await Host.AddConfirmationLinkAsync(new AReservation().For(_performance).WithEmail(null).Build());

        Assert.True((await ConfirmAsync(link)).Succeeded);
        Assert.Empty(Host.Jobs.All);
        Assert.Equal(0, await Host.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    private Reservation Party() => new AReservation().For(_performance).Build();

    private Task<Result<Token>> ConfirmAsync(Token link, Guid? request = null, int? smallerParty = null) =>
        Host.ConfirmReservation.ConfirmAsync(link, request ?? _request, smallerParty, CancellationToken.None);

    // Also asserts that a refusal changes neither seats, versions, reservations, tokens, outbox nor jobs.
    private async Task<Failure> RefusedAsync(FailureKind kind, Token link, Guid? request = null)
    {
        var before = await SnapshotAsync();
        var result = await ConfirmAsync(link, request ?? Guid.NewGuid());

        Assert.Equal(kind, result.Failure?.Kind);
        Assert.Equal(before, await SnapshotAsync());
        return result.Failure!;
    }

    private Task<string> SnapshotAsync() => Host.Database.ReadAsync(async db => string.Join(
        '|',
        [
            .. await db.Performances.Select(p => $"{p.Id}:{p.ConfirmedSeats}:{p.Version}").ToListAsync(),
            .. await db.Reservations.Select(r => $"{r.Id}:{r.Status}:{r.PartySize}").ToListAsync(),
            $"{await db.Tokens.CountAsync()}:{await db.Outbox.CountAsync()}:{Host.Jobs.All.Count}",
        ]));
}
