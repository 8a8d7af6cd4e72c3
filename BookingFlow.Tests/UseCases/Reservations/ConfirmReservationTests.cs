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
    public async Task A_confirmed_party_holds_its_seats_and_is_owed_its_ticket()
    {
        var reservation = new AReservation().For(_performance).OfParty(4).Build();
        var link = await House.MailedLinkAsync(reservation);
        House.Clock.Advance(TimeSpan.FromHours(1));

        var result = await ConfirmAsync(link);

        Assert.Equal(link.Ticket.Text, result.Value.Text);
        var stored = await House.ReservationAsync(reservation.Id);
        Assert.Equal((ReservationStatus.Confirmed, 4, AMoment.Now.AddHours(1)), (stored.Status, stored.PartySize, stored.ConfirmedAt));
        var performance = await House.PerformanceAsync(_performance.Id);
        Assert.Equal((4, 6), (performance.ConfirmedSeats, performance.SeatsLeft));
        Assert.Equal(performance.Version, stored.ConfirmedAtVersion);
        Assert.True(performance.Version > _performance.Version);
        var mail = Assert.Single(await House.Database.ReadAsync(db => db.Outbox.ToListAsync()));
        Assert.Equal((MailKind.Ticket, reservation.Id), (mail.Kind, mail.ReservationId));
        Assert.Equal([mail.Id], House.Jobs.Mails);
    }

    [Fact]
    public async Task The_database_knows_ticket_and_code_by_their_hashes_alone()
    {
        var link = await House.MailedLinkAsync(Party());

        await ConfirmAsync(link);

        var tokens = await House.Database.ReadAsync(db => db.Tokens.OrderBy(t => t.Id).ToListAsync());
        Assert.Equal([TokenPurpose.Confirmation, TokenPurpose.Ticket, TokenPurpose.CheckIn], tokens.Select(t => t.Purpose).Order());
        Assert.Equal(link.Ticket.Hash, tokens.Single(t => t.Purpose == TokenPurpose.Ticket).Hash);
        Assert.Equal(link.Ticket.CheckIn.Hash, tokens.Single(t => t.Purpose == TokenPurpose.CheckIn).Hash);
        Assert.Equal(_request, tokens.Single(t => t.Purpose == TokenPurpose.Confirmation).UsedByRequest);
        if (Dialect != DatabaseDialect.Sqlite)
        {
            return;
        }

        // The file can be searched to the last byte.
        var stored = await House.Database.ReadAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            return await File.ReadAllBytesAsync(House.Database.File);
        });
        foreach (var secret in new[] { link.Text, link.Ticket.Text, link.Ticket.CheckIn.Text })
        {
            Assert.Equal(-1, stored.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)));
            Assert.Equal(-1, stored.AsSpan().IndexOf(System.Buffers.Text.Base64Url.DecodeFromChars(secret)));
        }
    }

    [Fact]
    public async Task A_smaller_party_takes_only_the_seats_it_asked_for_last()
    {
        var reservation = new AReservation().For(new APerformance().WithCapacity(3).Build()).OfParty(5).Build();
        var link = await House.MailedLinkAsync(reservation);

        Assert.Equal(3, (await ConfirmAsync(link)).Failure?.SeatsLeft);
        Assert.True((await ConfirmAsync(link, smallerParty: 3)).Succeeded);
        Assert.Equal(3, (await House.ReservationAsync(reservation.Id)).PartySize);
        Assert.Equal(0, (await House.PerformanceAsync(reservation.PerformanceId)).SeatsLeft);
    }

    [Theory]
    [InlineData(7, 4)]
    [InlineData(int.MaxValue, 4)]
    [InlineData(0, 1)]
    [InlineData(-3, 1)]
    public async Task A_party_can_become_smaller_but_neither_larger_nor_nobody(int asked, int taken)
    {
        var reservation = new AReservation().For(_performance).OfParty(4).Build();
        var link = await House.MailedLinkAsync(reservation);

        await ConfirmAsync(link, smallerParty: asked);

        Assert.Equal(
            (taken, taken),
            ((await House.ReservationAsync(reservation.Id)).PartySize, (await House.PerformanceAsync(_performance.Id)).ConfirmedSeats));
    }

    [Fact]
    public async Task The_same_submission_twice_ends_at_the_ticket_twice_and_takes_the_seats_once()
    {
        var link = await House.MailedLinkAsync(Party());

        var first = await ConfirmAsync(link);
        var second = await ConfirmAsync(link);

        Assert.Equal(first.Value.Text, second.Value.Text);
        Assert.Equal(2, (await House.PerformanceAsync(_performance.Id)).ConfirmedSeats);
        Assert.Single(House.Jobs.Mails);
    }

    [Fact]
    public async Task The_same_submission_many_times_at_once_takes_the_seats_once()
    {
        var link = await House.MailedLinkAsync(Party());

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ConfirmAsync(link))));

        Assert.All(results, result => Assert.Equal(link.Ticket.Text, result.Value.Text));
        Assert.Equal(2, (await House.PerformanceAsync(_performance.Id)).ConfirmedSeats);
        Assert.Equal(1, await House.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task A_new_attempt_with_a_used_link_is_told_that_it_is_used()
    {
        var link = await House.MailedLinkAsync(Party());
        await ConfirmAsync(link);

        await RefusedAsync(FailureKind.ConfirmationTokenUsed, link, Guid.NewGuid());
    }

    [Fact]
    public async Task The_same_submission_after_theHouse_cancelled_is_told_that_it_was_cancelled()
    {
        var reservation = Party();
        var link = await House.MailedLinkAsync(reservation);
        await ConfirmAsync(link);
        await using (var db = House.Database.CreateDbContext())
        {
            (await db.Reservations.Include(r => r.Performance).SingleAsync(r => r.Id == reservation.Id)).Cancel(AMoment.Now);
            await db.SaveChangesAsync();
        }

        await RefusedAsync(FailureKind.ReservationCancelled, link, _request);
    }

    [Fact]
    public async Task A_link_that_nobody_made_is_invalid() => await RefusedAsync(FailureKind.ConfirmationTokenInvalid, Token.New());

    [Fact]
    public async Task A_ticket_or_its_code_is_no_confirmation_link()
    {
        var link = await House.MailedLinkAsync(Party());
        await ConfirmAsync(link);

        await RefusedAsync(FailureKind.ConfirmationTokenInvalid, link.Ticket);
        await RefusedAsync(FailureKind.ConfirmationTokenInvalid, link.Ticket.CheckIn);
    }

    [Fact]
    public async Task A_cancelled_reservation_is_not_confirmed() => await RefusedAsync(
        FailureKind.ReservationCancelled, await House.MailedLinkAsync(new AReservation().For(_performance).Cancelled().Build()));

    [Fact]
    public async Task An_expired_reservation_is_not_confirmed() => await RefusedAsync(
        FailureKind.ConfirmationTokenExpired, await House.MailedLinkAsync(new AReservation().For(_performance).Expired().Build()));

    [Fact]
    public async Task A_link_that_has_run_out_is_refused_whether_or_not_anybody_tidied_up()
    {
        var link = await House.MailedLinkAsync(new AReservation().For(_performance).ExpiringAt(AMoment.Now.AddHours(1)).Build());

        House.Clock.Advance(TimeSpan.FromHours(1));

        await RefusedAsync(FailureKind.ConfirmationTokenExpired, link);
    }

    [Fact]
    public async Task A_link_that_was_mailed_later_works_after_the_first_one_has_run_out()
    {
        var reservation = new AReservation().For(_performance).ExpiringAt(AMoment.Now.AddHours(1)).Build();
        var first = await House.MailedLinkAsync(reservation);
        var second = Token.New();
        await using (var db = House.Database.CreateDbContext())
        {
            db.Add(ReservationToken.Of(second, TokenPurpose.Confirmation, await db.Reservations.SingleAsync(), AMoment.Now, AMoment.Now.AddHours(5)));
            await db.SaveChangesAsync();
        }

        House.Clock.Advance(TimeSpan.FromHours(2));

        await RefusedAsync(FailureKind.ConfirmationTokenExpired, first);
        Assert.True((await ConfirmAsync(second)).Succeeded);
    }

    [Fact]
    public async Task A_performance_that_was_called_off_confirms_nobody()
    {
        var link = await House.MailedLinkAsync(new AReservation().For(new APerformance().CalledOff().Build()).Build());

        Assert.Equal(BookingClosedReason.Cancelled, (await RefusedAsync(FailureKind.BookingClosed, link)).ClosedBecause);
    }

    [Fact]
    public async Task A_party_that_does_not_fit_is_told_what_is_left_and_stays_pending()
    {
        var performance = new APerformance().WithCapacity(5).Build();
        await House.Database.AddAsync(new AReservation().For(performance).OfParty(4).Confirmed().Build());
        var reservation = new AReservation().For(performance).Build();
        var link = Token.New();
        await using (var db = House.Database.CreateDbContext())
        {
            reservation.Performance = await db.Performances.SingleAsync();
            db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, AMoment.Now, AMoment.Now.AddDays(1)));
            await db.SaveChangesAsync();
        }

        var refusal = await RefusedAsync(FailureKind.NotEnoughSeats, link);

        Assert.Equal(1, refusal.SeatsLeft);
        Assert.Equal(ReservationStatus.Pending, (await House.ReservationAsync(reservation.Id)).Status);
    }

    [Fact]
    public async Task The_count_is_made_anew_from_the_reservations_and_not_believed_from_the_list()
    {
        var lying = new APerformance().WithCapacity(10).WithConfirmedSeats(9).Build();
        var link = await House.MailedLinkAsync(new AReservation().For(lying).OfParty(4).Build());

        Assert.True((await ConfirmAsync(link)).Succeeded);
        Assert.Equal(4, (await House.PerformanceAsync(lying.Id)).ConfirmedSeats);
    }

    [Fact]
    public async Task Parties_that_all_want_the_last_seats_at_once_never_overbook_and_are_refused_only_when_they_do_not_fit()
    {
        var performance = new APerformance().WithCapacity(7).Build();
        var links = new List<Token> { await House.MailedLinkAsync(new AReservation().For(performance).OfParty(1).Build()) };
        for (var party = 1; party < 12; party++)
        {
            var link = Token.New();
            await using var db = House.Database.CreateDbContext();
            var reservation = new AReservation().OfParty(1 + (party % 3)).Build();
            reservation.Performance = await db.Performances.SingleAsync(p => p.Id == performance.Id);
            db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, AMoment.Now, AMoment.Now.AddDays(1)));
            await db.SaveChangesAsync();
            links.Add(link);
        }

        var results = await Task.WhenAll(links.Select(link => Task.Run(() => ConfirmAsync(link))));

        var confirmed = await House.Database.ReadAsync(
            db => db.Reservations.Where(r => r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize));
        Assert.Equal((7, 7), (confirmed, (await House.PerformanceAsync(performance.Id)).ConfirmedSeats));
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(FailureKind.NotEnoughSeats, r.Failure!.Kind));
    }

    [Fact]
    public async Task A_party_of_the_counter_without_an_address_is_confirmed_and_owed_no_mail()
    {
        var link = await House.MailedLinkAsync(new AReservation().For(_performance).WithEmail(null).Build());

        Assert.True((await ConfirmAsync(link)).Succeeded);
        Assert.Empty(House.Jobs.All);
        Assert.Equal(0, await House.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    private Reservation Party() => new AReservation().For(_performance).Build();

    private Task<Result<Token>> ConfirmAsync(Token link, Guid? request = null, int? smallerParty = null) =>
        House.ConfirmReservation.ConfirmAsync(link, request ?? _request, smallerParty, CancellationToken.None);

    // A refusal changes nothing: neither the count, nor the version, nor the tokens, nor what is owed.
    private async Task<Failure> RefusedAsync(FailureKind kind, Token link, Guid? request = null)
    {
        var before = await SnapshotAsync();
        var result = await ConfirmAsync(link, request ?? Guid.NewGuid());

        Assert.Equal(kind, result.Failure?.Kind);
        Assert.Equal(before, await SnapshotAsync());
        return result.Failure!;
    }

    private Task<string> SnapshotAsync() => House.Database.ReadAsync(async db => string.Join(
        '|',
        [
            .. await db.Performances.Select(p => $"{p.Id}:{p.ConfirmedSeats}:{p.Version}").ToListAsync(),
            .. await db.Reservations.Select(r => $"{r.Id}:{r.Status}:{r.PartySize}").ToListAsync(),
            $"{await db.Tokens.CountAsync()}:{await db.Outbox.CountAsync()}:{House.Jobs.All.Count}",
        ]));
}
