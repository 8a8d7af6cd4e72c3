using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Checking;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ConfirmGroupOnSqliteTests() : ConfirmGroupTests(DatabaseDialect.Sqlite);

public sealed class ConfirmGroupOnSqlServerTests() : ConfirmGroupTests(DatabaseDialect.SqlServer);

public abstract class ConfirmGroupTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private const int Seats = 10;

    private readonly Guid _request = Guid.NewGuid();
    private readonly Show _show = new AShow().Build();

    [Fact]
    public async Task All_that_fit_are_confirmed_and_owed_their_tickets()
    {
        var group = Evenings().Select((evening, i) => new AReservation().For(evening).OfParty(i + 1).Build()).ToArray();
        var link = await Host.AddGroupLinkAsync(group);
        Host.Clock.Advance(TimeSpan.FromHours(1));

        var result = await ConfirmAsync(link);

        Assert.Equal(link.Party.Text, result.Value.Text);
        foreach (var (reservation, people) in group.Zip([1, 2, 3]))
        {
            var stored = await Host.ReservationAsync(reservation.Id);
            var performance = await Host.PerformanceAsync(reservation.PerformanceId);
            Assert.Equal(
                (ReservationStatus.Confirmed, TestTimes.Now.AddHours(1), performance.Version),
                (stored.Status, stored.ConfirmedAt, stored.ConfirmedAtVersion));
            Assert.Equal(people, performance.ConfirmedSeats);
        }

        var mails = await Host.Database.ReadAsync(db => db.Outbox.ToListAsync());
        Assert.Equal(group.Select(r => (MailKind.Ticket, (int?)r.Id)), mails.Select(m => (m.Kind, m.ReservationId)).OrderBy(m => m.ReservationId));
        Assert.Equal(mails.Select(m => m.Id).Order(), Host.Jobs.MailIds.Order());
    }

    [Fact]
    public async Task One_that_does_not_fit_stays_pending_and_the_others_are_confirmed()
    {
        var group = Group(5);
        var link = await Host.AddGroupLinkAsync(group);
        await OccupyAsync(group[1], 8);

        Assert.True((await ConfirmAsync(link)).Succeeded);

        Assert.Equal([ReservationStatus.Confirmed, ReservationStatus.Pending, ReservationStatus.Confirmed], await StatusesAsync(group));
        Assert.Equal(0, (await Host.PerformanceAsync(group[1].PerformanceId)).ConfirmedSeats);
        Assert.Equal(2, Host.Jobs.MailIds.Count);
    }

    [Fact]
    public async Task Refusals_of_all_are_told_one_by_one_and_nothing_changes()
    {
        var group = Group(5);
        var link = await Host.AddGroupLinkAsync(group);
        await OccupyAsync(group[0], 10);
        await OccupyAsync(group[1], 8);
        await Host.Database.ReadAsync(db => db.Performances.Where(p => p.Id == group[2].PerformanceId)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.BookingEnabled, false)));

        var refused = (await ConfirmAsync(link)).Failure!;

        Assert.Equal(
            [
                (group[0].PerformanceId, FailureKind.NotEnoughSeats, 0),
                (group[1].PerformanceId, FailureKind.NotEnoughSeats, 2),
                (group[2].PerformanceId, FailureKind.BookingClosed, (int?)null),
            ],
            refused.Each.Select(one => (one.Performance!.PerformanceId, one.Kind, one.SeatsLeft)));
        Assert.All(await StatusesAsync(group), status => Assert.Equal(ReservationStatus.Pending, status));
        Assert.Empty(Host.Jobs.MailIds);
    }

    [Fact]
    public async Task Same_request_twice_has_one_answer_and_a_second_attempt_confirms_what_fits_by_then()
    {
        var group = Group(5);
        var link = await Host.AddGroupLinkAsync(group);
        await OccupyAsync(group[1], 8);
        Assert.True((await ConfirmAsync(link)).Succeeded);
        await OccupyAsync(group[1], 0);

        Assert.Equal(link.Party.Text, (await ConfirmAsync(link)).Value.Text);
        Assert.Equal(ReservationStatus.Pending, (await StatusesAsync(group))[1]);
        Assert.True((await ConfirmAsync(link, Guid.NewGuid())).Succeeded);

        Assert.Equal(ReservationStatus.Confirmed, (await StatusesAsync(group))[1]);
        Assert.Equal(FailureKind.ConfirmationTokenUsed, (await ConfirmAsync(link, Guid.NewGuid())).Failure?.Kind);
        Assert.Equal(3, Host.Jobs.MailIds.Count);
    }

    [Fact]
    public async Task Parallel_repeats_of_one_request_take_the_seats_once()
    {
        var group = Group(3);
        var link = await Host.AddGroupLinkAsync(group);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ConfirmAsync(link))));

        Assert.All(results, result => Assert.Equal(link.Party.Text, result.Value.Text));
        Assert.All(await SeatsAsync(group), seats => Assert.Equal(3, seats));
        Assert.Equal(3, await Host.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task An_address_that_has_a_reservation_already_is_refused_for_that_performance_alone()
    {
        var group = Group(2);
        group[0].Performance.OnePerAddress = true;
        var link = await Host.AddGroupLinkAsync(group);
        var earlier = new AReservation().WithEmail("Ada@example.org").Build();
        earlier.PerformanceId = group[0].PerformanceId;
        earlier.Performance = null!;
        await Host.Database.AddAsync(earlier);
        await Host.Database.ReadAsync(db => db.Reservations.Where(r => r.Id == earlier.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReservationStatus.Waiting).SetProperty(r => r.WaitingSince, TestTimes.Now)
                .SetProperty(r => r.SmallestParty, 2)));

        Assert.True((await ConfirmAsync(link)).Succeeded);

        Assert.Equal([ReservationStatus.Pending, ReservationStatus.Confirmed, ReservationStatus.Confirmed], await StatusesAsync(group));
        Assert.Equal(
            Obstacle.AddressHasReservation, Assert.Single((await ConfirmAsync(link, Guid.NewGuid())).Failure!.Each).Obstacle);
    }

    [Fact]
    public async Task Reservations_of_another_address_or_another_group_are_not_touched()
    {
        var group = Group(2);
        var link = await Host.AddGroupLinkAsync(group);
        var stranger = Group(2);
        await Host.Database.ReadAsync(db => db.Reservations.Where(r => r.Id == group[0].Id).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Email, "friend@example.org").SetProperty(r => r.MailboxKey, MailboxKey.Of("friend@example.org"))));
        foreach (var one in stranger)
        {
            (one.PerformanceId, one.Performance) = (group[Array.IndexOf(stranger, one)].PerformanceId, null!);
        }

        await Host.Database.AddAsync([.. stranger]);

        Assert.True((await ConfirmAsync(link)).Succeeded);

        Assert.Equal([ReservationStatus.Pending, ReservationStatus.Confirmed, ReservationStatus.Confirmed], await StatusesAsync(group));
        Assert.All(await StatusesAsync(stranger), status => Assert.Equal(ReservationStatus.Pending, status));
    }

    [Fact]
    public async Task Expired_cancelled_and_unknown_links_are_refused()
    {
        var expired = Group(2);
        var link = await Host.AddGroupLinkAsync(expired);
        Host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.All((await ConfirmAsync(link)).Failure!.Each, one => Assert.Equal(FailureKind.ConfirmationTokenExpired, one.Kind));
        await Host.ExpireReservations.RunAsync(CancellationToken.None);
        Assert.Equal(FailureKind.ConfirmationTokenExpired, (await ConfirmAsync(link)).Failure?.Kind);

        var cancelled = await Host.AddGroupLinkAsync(
            [.. Evenings(new AShow().Build()).Select(evening => new AReservation().For(evening).Cancelled().Build())]);
        Assert.Equal(FailureKind.ReservationCancelled, (await ConfirmAsync(cancelled)).Failure?.Kind);
        Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await ConfirmAsync(Token.New())).Failure?.Kind);
        Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await ConfirmAsync(link.Party)).Failure?.Kind);
    }

    [Fact]
    public async Task An_older_link_does_not_outlive_its_own_expiry()
    {
        var group = Group(2);
        var link = await Host.AddGroupLinkAsync(group);
        await Host.Database.ReadAsync(db => db.Reservations.ExecuteUpdateAsync(set => set.SetProperty(r => r.ExpiresAt, TestTimes.Now.AddDays(2))));
        Host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.All((await ConfirmAsync(link)).Failure!.Each, one => Assert.Equal(FailureKind.ConfirmationTokenExpired, one.Kind));
    }

    /// <summary>Parallel groups, whose performances were chosen in different orders, beside single confirmations for the same seats.</summary>
    [Fact]
    public async Task Parallel_groups_over_the_same_performances_neither_overbook_nor_deadlock()
    {
        var evenings = Evenings();
        List<Token> groups = [];
        List<Token> singles = [];
        await Host.Database.AddAsync([.. evenings]);
        for (var i = 0; i < 24; i++)
        {
            var order = i % 2 == 0 ? evenings : [.. evenings.Reverse()];
            groups.Add(await AddAsync([.. order.Take(2 + (i % 2))], 1 + (i % 3), isGroup: true));
            singles.Add(await AddAsync([evenings[i % 3]], 1, isGroup: false));
        }

        List<Func<Task<Result<Token>>>> requests =
        [
            .. groups.Select(link => (Func<Task<Result<Token>>>)(() => ConfirmAsync(link, Guid.NewGuid()))),
            .. singles.Select(link =>
                (Func<Task<Result<Token>>>)(() => Host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None))),
        ];
        while (requests.Count > 0)
        {
            var answers = await Task.WhenAll(requests.Select(request => Task.Run(request)));
            // On a slow machine some wait for the lock too long. They have changed nothing, and try again; a deadlock would answer none.
            var busy = requests.Zip(answers).Where(r => r.Second.Failure?.Kind == FailureKind.Busy).Select(r => r.First).ToList();
            Assert.True(busy.Count < requests.Count, "No request was answered.");
            requests = busy;
        }

        foreach (var evening in evenings)
        {
            var confirmed = await Host.Database.ReadAsync(db => db.Reservations
                .Where(r => r.PerformanceId == evening.Id && r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize));
            var left = await Host.Database.ReadAsync(db => db.Reservations
                .Where(r => r.PerformanceId == evening.Id && r.Status == ReservationStatus.Pending).MinAsync(r => (int?)r.PartySize));
            Assert.Equal(confirmed, (await Host.PerformanceAsync(evening.Id)).ConfirmedSeats);
            Assert.InRange(confirmed, 1, Seats);
            // Whoever was refused did not fit.
            Assert.True(left is null || confirmed + left > Seats, $"{confirmed} of {Seats} seats, and a party of {left} was refused");
        }

        var checks = await new DatabaseChecker(Host.Database, Host.CurrentVenue, Host.Clock).CheckAsync(CancellationToken.None);
        Assert.All(checks, check => Assert.Empty(check.Findings));
    }

    private async Task<Token> AddAsync(IReadOnlyList<Performance> evenings, int people, bool isGroup)
    {
        var (link, id) = (Token.New(), Guid.NewGuid());
        await using var db = Host.Database.CreateDbContext();
        foreach (var evening in evenings)
        {
            var reservation = new AReservation().OfParty(people).WithEmail($"{id:N}@example.org").Build();
            (reservation.PerformanceId, reservation.Performance, reservation.GroupId) = (evening.Id, null!, isGroup ? id : null);
            db.Add(reservation);
            if (evening == evenings[^1])
            {
                db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, TestTimes.Now, reservation.ExpiresAt));
                db.Add(ReservationToken.Of(link.Party, TokenPurpose.Party, reservation, TestTimes.Now));
            }
        }

        await db.SaveChangesAsync();
        return link;
    }

    private Performance[] Evenings(Show? show = null)
    {
        var room = new ARoom().Build();
        return [.. Enumerable.Range(0, 3).Select(
            day => new APerformance().Of(show ?? _show).In(room).WithCapacity(Seats).At(TestTimes.StartsAt.AddDays(day)).Build())];
    }

    private Reservation[] Group(int people) => [.. Evenings().Select(evening => new AReservation().For(evening).OfParty(people).Build())];

    private Task<Result<Token>> ConfirmAsync(Token link, Guid? request = null) =>
        Host.ConfirmGroup.ConfirmAsync(link, request ?? _request, CancellationToken.None);

    private Task<int> OccupyAsync(Reservation reservation, int seats) => Host.Database.ReadAsync(db => db.Performances
        .Where(p => p.Id == reservation.PerformanceId).ExecuteUpdateAsync(set => set.SetProperty(p => p.ManuallyOccupiedSeats, seats)));

    private async Task<List<ReservationStatus>> StatusesAsync(IEnumerable<Reservation> group)
    {
        List<ReservationStatus> statuses = [];
        foreach (var reservation in group)
        {
            statuses.Add((await Host.ReservationAsync(reservation.Id)).Status);
        }

        return statuses;
    }

    private async Task<List<int>> SeatsAsync(IEnumerable<Reservation> group)
    {
        List<int> seats = [];
        foreach (var reservation in group)
        {
            seats.Add((await Host.PerformanceAsync(reservation.PerformanceId)).ConfirmedSeats);
        }

        return seats;
    }
}
