using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class WaitingListOnSqliteTests() : WaitingListTests(DatabaseDialect.Sqlite);

public sealed class WaitingListOnSqlServerTests() : WaitingListTests(DatabaseDialect.SqlServer);

/// <summary>Seats that come free are given to the waiting list in the transaction that frees them, whatever the cause.</summary>
public abstract class WaitingListTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Fact]
    public async Task A_party_joins_with_its_link_and_takes_no_seats()
    {
        await StoredAsync(AParty(10).Confirmed());
        var (party, link) = await LinkedAsync(4);

        Assert.Equal(ReservationStatus.Waiting, (await JoinAsync(link, "2")).Value?.Status);

        var stored = await Host.ReservationAsync(party.Id);
        Assert.Equal((Now, 2, 4), (stored.WaitingSince, stored.SmallestParty, stored.PartySize));
        Assert.Equal((10, 4), (await ConfirmedSeatsAsync(), await WaitingPeopleAsync()));
        Assert.Empty(await OutboxAsync());
        var entry = await OnlyAuditEntryAsync();
        Assert.Equal((AuditAction.WaitingListJoined, "4", true), (entry.Action, entry.Detail, entry.IsByParty));
    }

    [Fact]
    public async Task Joining_twice_changes_nothing()
    {
        await StoredAsync(AParty(10).Confirmed());
        var (_, link) = await LinkedAsync(4);
        await JoinAsync(link, "2");
        Host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((2, Now), ((await JoinAsync(link, "1")).Value!.SmallestParty, (await JoinAsync(link)).Value!.WaitingSince));
        Assert.Equal(4, await WaitingPeopleAsync());
    }

    [Fact]
    public async Task A_party_that_fits_when_it_joins_gets_its_seats_at_once()
    {
        await StoredAsync(AParty(7).Confirmed());
        var (party, link) = await LinkedAsync(4);

        Assert.Equal((ReservationStatus.Confirmed, 3), StatusOf(await JoinAsync(link, "3")));

        Assert.Equal((10, 0), (await ConfirmedSeatsAsync(), await WaitingPeopleAsync()));
        Assert.Equal([(MailKind.WaitingListTicket, party.Id)], await MailsAsync());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("5")]
    [InlineData("two")]
    public async Task The_smallest_number_is_from_1_to_the_party_size(string smallest)
    {
        await StoredAsync(AParty(10).Confirmed());
        var (_, link) = await LinkedAsync(4);

        Assert.Equal(FormField.SmallestParty, Assert.Single((await JoinAsync(link, smallest)).Failure!.Fields).Field);
        Assert.Equal(0, await WaitingPeopleAsync());
    }

    [Fact]
    public async Task Nobody_joins_a_closed_list_or_with_another_token()
    {
        await StoredAsync(AParty(10).Confirmed());
        var (_, link) = await LinkedAsync(4);
        Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await JoinAsync(link.Party)).Failure?.Kind);
        await using (var db = Host.Database.CreateDbContext())
        {
            await db.Tokens.ExecuteUpdateAsync(set => set.SetProperty(t => t.ExpiresAt, Performance.StartsAt));
        }

        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt.AddHours(-2).AddSeconds(-1)));
        Assert.True((await JoinAsync(link)).Succeeded);

        var (_, late) = await LinkedAsync(4);
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt.AddHours(-2)));
        Assert.Equal(FailureKind.ConfirmationTokenExpired, (await JoinAsync(late)).Failure?.Kind);
        await using (var db = Host.Database.CreateDbContext())
        {
            await db.Tokens.ExecuteUpdateAsync(set => set.SetProperty(t => t.ExpiresAt, Performance.StartsAt));
        }

        Assert.Equal((FailureKind.NotEnoughSeats, 0), ((await JoinAsync(late)).Failure!.Kind, (await JoinAsync(late)).Failure!.SeatsLeft));
    }

    [Fact]
    public async Task A_cancellation_by_the_box_office_gives_the_seats_to_the_first_that_fit()
    {
        var confirmed = await StoredAsync(AParty(4).Confirmed());
        await StoredAsync(AParty(6).Confirmed());
        var tooLarge = await WaitingAsync(5, minutes: 0);
        var fits = await WaitingAsync(3, minutes: 1);
        var fewer = await WaitingAsync(4, minutes: 2, smallest: 1);
        var last = await WaitingAsync(1, minutes: 3);

        await Host.CancelReservation.CancelAsync(confirmed.Id, notifyParty: false, reason: null, Bea, CancellationToken.None);

        Assert.Equal(
            [(ReservationStatus.Waiting, 5), (ReservationStatus.Confirmed, 3), (ReservationStatus.Confirmed, 1), (ReservationStatus.Waiting, 1)],
            await StatusesAsync(tooLarge, fits, fewer, last));
        Assert.Equal((10, 6), (await ConfirmedSeatsAsync(), await WaitingPeopleAsync()));
        Assert.Equal([(MailKind.WaitingListTicket, fits.Id), (MailKind.WaitingListTicket, fewer.Id)], await MailsAsync());
        Assert.Equal(
            [(fits.Id, "3"), (fewer.Id, "1")],
            await Host.Database.ReadAsync(db => db.AuditLog.Where(e => e.Action == AuditAction.WaitingPartySeated).OrderBy(e => e.Id)
                .Select(e => ValueTuple.Create(e.SubjectId!.Value, e.Detail!)).ToListAsync()));
    }

    public static TheoryData<string> Causes => ["cancelled by the party", "fewer people", "fewer by the box office", "moved", "room", "additional", "edited"];

    [Theory]
    [MemberData(nameof(Causes))]
    public async Task Seats_that_come_free_by_any_cause_are_given_at_once(string cause)
    {
        var party = await StoredAsync(AParty(10).Confirmed());
        var waiting = await WaitingAsync(2, minutes: 0);

        Assert.True(await FreeTwoSeatsAsync(cause, party));

        Assert.Equal([(ReservationStatus.Confirmed, 2)], await StatusesAsync(waiting));
        Assert.Equal([waiting.Id], (await MailsAsync()).Where(m => m.Kind == MailKind.WaitingListTicket).Select(m => m.ReservationId));
    }

    [Fact]
    public async Task A_waiting_party_that_needs_fewer_people_now_gets_the_seats_that_are_left()
    {
        await StoredAsync(AParty(8).Confirmed());
        var waiting = await WaitingAsync(4, minutes: 0);
        var token = await PartyTokenAsync(waiting);

        var changed = await Host.ChangeOwnReservation.ChangeAsync(token, Guid.NewGuid(), "2", null, CancellationToken.None);

        Assert.Equal((ReservationStatus.Confirmed, 2), StatusOf(changed));
        Assert.Equal((10, 0), (await ConfirmedSeatsAsync(), await WaitingPeopleAsync()));
    }

    [Fact]
    public async Task A_waiting_party_changes_its_smallest_number_and_keeps_its_place()
    {
        await StoredAsync(AParty(9).Confirmed());
        var waiting = await WaitingAsync(4, minutes: 0);
        var token = await PartyTokenAsync(waiting);

        var changed = await Host.ChangeOwnReservation.ChangeAsync(token, Guid.NewGuid(), "5", "2", CancellationToken.None);

        Assert.Equal((ReservationStatus.Waiting, 5, 2, waiting.WaitingSince), (
            changed.Value!.Status, changed.Value.PartySize, changed.Value.SmallestParty, changed.Value.WaitingSince));
        Assert.Equal(5, await WaitingPeopleAsync());
    }

    [Fact]
    public async Task A_party_leaves_the_list_without_mail()
    {
        await StoredAsync(AParty(10).Confirmed());
        var waiting = await WaitingAsync(4, minutes: 0);

        var left = await Host.ChangeOwnReservation.ReleaseAsync(await PartyTokenAsync(waiting), Guid.NewGuid(), CancellationToken.None);

        Assert.Equal((ReservationStatus.Cancelled, 4), StatusOf(left));
        Assert.Equal(0, await WaitingPeopleAsync());
        Assert.Empty(await OutboxAsync());
    }

    [Fact]
    public async Task Nothing_is_given_once_the_list_is_closed_and_those_who_still_wait_are_told_once()
    {
        var confirmed = await StoredAsync(AParty(10).Confirmed());
        var waiting = await WaitingAsync(4, minutes: 0);
        var withoutEmail = await StoredAsync(AParty(1).WithEmail(null).Waiting());
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt.AddHours(-2)));
        await Host.CancelReservation.CancelAsync(confirmed.Id, notifyParty: false, reason: null, Bea, CancellationToken.None);

        await Host.CloseWaitingLists.RunAsync(CancellationToken.None);
        await Host.CloseWaitingLists.RunAsync(CancellationToken.None);

        Assert.Equal([(ReservationStatus.Expired, 4), (ReservationStatus.Expired, 1)], await StatusesAsync(waiting, withoutEmail));
        Assert.Equal((0, 0), (await ConfirmedSeatsAsync(), await WaitingPeopleAsync()));
        Assert.Equal([(MailKind.WaitingListClosed, waiting.Id)], await MailsAsync());
    }

    [Fact]
    public async Task A_cancelled_performance_cancels_those_who_wait()
    {
        await StoredAsync(AParty(10).WithEmail(null).Confirmed());
        var waiting = await WaitingAsync(4, minutes: 0);

        Assert.True((await Host.CancelPerformance.CancelAsync(Performance.Id, "flu", Bea, CancellationToken.None)).Succeeded);

        Assert.Equal([(ReservationStatus.Cancelled, 4)], await StatusesAsync(waiting));
        Assert.Equal((0, 0), (await ConfirmedSeatsAsync(), await WaitingPeopleAsync()));
        Assert.Equal([(MailKind.PerformanceCancelled, waiting.Id)], await MailsAsync());
    }

    [Fact]
    public async Task A_waiting_party_can_be_confirmed_with_the_seats_that_are_left()
    {
        await StoredAsync(AParty(9).Confirmed());
        var (party, link) = await LinkedAsync(4);
        await JoinAsync(link);

        Assert.Equal(
            FailureKind.NotEnoughSeats,
            (await Host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None)).Failure?.Kind);
        Assert.True((await Host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), 1, CancellationToken.None)).Succeeded);

        Assert.Equal([(ReservationStatus.Confirmed, 1)], await StatusesAsync(party));
        Assert.Equal((10, 0), (await ConfirmedSeatsAsync(), await WaitingPeopleAsync()));
    }

    [Fact]
    public async Task Ten_cancellations_at_once_seat_as_many_waiting_parties_and_leave_no_seat_free()
    {
        var tokens = new List<Token>();
        for (var i = 0; i < 10; i++)
        {
            tokens.Add(await PartyTokenAsync(await StoredAsync(AParty(1).Confirmed())));
        }

        foreach (var minute in Enumerable.Range(0, 12))
        {
            await WaitingAsync(1, minute);
        }

        var released = await Task.WhenAll(tokens.Select(token => Task.Run(
            () => Host.ChangeOwnReservation.ReleaseAsync(token, Guid.NewGuid(), CancellationToken.None))));

        Assert.All(released, result => Assert.True(result.Succeeded));
        Assert.Equal((10, 2), (await ConfirmedSeatsAsync(), await WaitingPeopleAsync()));
        var tickets = (await MailsAsync()).Where(m => m.Kind == MailKind.WaitingListTicket).Select(m => m.ReservationId).ToList();
        Assert.Equal((10, 10), (tickets.Count, tickets.Distinct().Count()));
        var stillWaiting = await Host.Database.ReadAsync(db => db.Reservations
            .Where(r => r.Status == ReservationStatus.Waiting).Select(r => r.WaitingSince).ToListAsync());
        Assert.Equal([Now.AddMinutes(10), Now.AddMinutes(11)], stillWaiting.Order());
    }

    private async Task<bool> FreeTwoSeatsAsync(string cause, Reservation party)
    {
        switch (cause)
        {
            case "cancelled by the party":
                return (await Host.ChangeOwnReservation.ReleaseAsync(await PartyTokenAsync(party), Guid.NewGuid(), CancellationToken.None)).Succeeded;
            case "fewer people":
                return (await Host.ChangeOwnReservation.ChangeAsync(await PartyTokenAsync(party), Guid.NewGuid(), "8", null, CancellationToken.None))
                    .Succeeded;
            case "fewer by the box office":
                return (await Host.ChangePartySize.ChangeAsync(party.Id, "8", Bea, CancellationToken.None)).Succeeded;
            case "moved":
                var other = new APerformance().WithCapacity(10).Build();
                await Host.Database.AddAsync(other);
                return (await Host.MoveReservation.MoveAsync(party.Id, other.Id, Bea, CancellationToken.None)).Succeeded;
            case "room":
                return (await Host.ChangeRoomCapacity.ChangeAsync(
                    Performance.RoomId, "12", "two more chairs", 0, Bea, CancellationToken.None)).Succeeded;
            case "additional":
                return (await Host.ChangeSeats.ChangeAsync(Performance.Id, "2", "0", "two more chairs", 0, Bea, CancellationToken.None)).Succeeded;
            default:
                var room = new ARoom().WithCapacity(12).Build();
                await Host.Database.AddAsync(room);
                var stored = await Host.Database.ReadAsync(db => db.Performances.Include(p => p.Room).Include(p => p.Show).SingleAsync());
                var typed = PerformanceInput.Of(stored, Host.CurrentVenue.Venue) with { Room = $"{room.Id}" };
                return (await Host.EditPerformance.EditAsync(
                    Performance.Id, typed, "larger", force: true, 0, notify: false, Bea, CancellationToken.None)).Succeeded;
        }
    }

    private Task<Reservation> WaitingAsync(int people, int minutes, int? smallest = null) =>
        StoredAsync(AParty(people).Waiting(Now.AddMinutes(minutes), smallest));

    private async Task<(Reservation Party, Token Link)> LinkedAsync(int people)
    {
        var party = await StoredAsync(AParty(people));
        var link = Token.New();
        await using var db = Host.Database.CreateDbContext();
        db.Attach(party);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, party, Now, party.ExpiresAt));
        db.Add(ReservationToken.Of(link.Party, TokenPurpose.Party, party, Now));
        await db.SaveChangesAsync();
        return (party, link);
    }

    private async Task<Token> PartyTokenAsync(Reservation party)
    {
        var token = Token.New();
        await using var db = Host.Database.CreateDbContext();
        db.Attach(party);
        db.Add(ReservationToken.Of(token, TokenPurpose.Party, party, Now));
        await db.SaveChangesAsync();
        return token;
    }

    private Task<Result<Reservation>> JoinAsync(Token link, string? smallest = null) =>
        Host.JoinWaitingList.JoinAsync(link, smallest, CancellationToken.None);

    private async Task<List<(ReservationStatus Status, int People)>> StatusesAsync(params Reservation[] parties)
    {
        List<(ReservationStatus, int)> statuses = [];
        foreach (var party in parties)
        {
            var stored = await Host.ReservationAsync(party.Id);
            statuses.Add((stored.Status, stored.PartySize));
        }

        return statuses;
    }

    private static (ReservationStatus Status, int People) StatusOf(Result<Reservation> result) => (result.Value!.Status, result.Value.PartySize);

    private async Task<List<(MailKind Kind, int ReservationId)>> MailsAsync() =>
        [.. (await OutboxAsync()).Select(m => (m.Kind, m.ReservationId!.Value))];

    /// <summary>The performance's stored count of waiting people, asserted to equal the sum over its reservations.</summary>
    private async Task<int> WaitingPeopleAsync()
    {
        var counted = (await Host.PerformanceAsync(Performance.Id)).WaitingPeople;
        Assert.Equal(counted, await Host.Database.ReadAsync(db =>
            db.Reservations.Where(r => r.PerformanceId == Performance.Id && r.Status == ReservationStatus.Waiting).SumAsync(r => r.PartySize)));
        return counted;
    }
}
