using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ChangeOwnReservationOnSqliteTests() : ChangeOwnReservationTests(DatabaseDialect.Sqlite);

public sealed class ChangeOwnReservationOnSqlServerTests() : ChangeOwnReservationTests(DatabaseDialect.SqlServer);

public abstract class ChangeOwnReservationTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Fact]
    public async Task Fewer_people_release_the_difference_and_the_old_code_admits_those_who_are_left()
    {
        var (party, token) = await ConfirmedAsync(4);

        Assert.Equal(3, (await ChangeAsync(token, "3")).Value?.PartySize);

        Assert.Equal(3, await ConfirmedSeatsAsync());
        Assert.Equal((AuditAction.PartySizeChanged, "4 → 3", true), await OnlyEntryAsync());
        Assert.Equal([MailKind.Ticket], (await OutboxAsync()).Select(m => m.Kind));
        Assert.Equal(3, (await AdmitAsync(token)).Value?.People);
        Assert.Equal(party.Id, (await Host.Database.ReadAsync(db => db.CheckIns.SingleAsync())).ReservationId);
    }

    [Fact]
    public async Task More_people_need_the_seats_at_that_moment()
    {
        var (_, token) = await ConfirmedAsync(4);
        await StoredAsync(AParty(4).Confirmed());

        var refusal = await FailureOfAsync(ChangeAsync(token, "7"));

        Assert.Equal((FailureKind.NotEnoughSeats, 2), (refusal.Kind, refusal.SeatsLeft));
        Assert.Equal(8, await ConfirmedSeatsAsync());
        Assert.Equal(6, (await ChangeAsync(token, "6")).Value?.PartySize);
        Assert.Equal(10, await ConfirmedSeatsAsync());
    }

    [Theory]
    [InlineData("0", FieldProblem.NotPositive)]
    [InlineData("", FieldProblem.Missing)]
    [InlineData("two", FieldProblem.NotANumber)]
    public async Task Party_size_must_be_a_positive_number(string typed, FieldProblem problem)
    {
        var (_, token) = await ConfirmedAsync(2);

        Assert.Equal(problem, Assert.Single((await FailureOfAsync(ChangeAsync(token, typed))).Fields).Problem);
    }

    [Fact]
    public async Task A_party_grows_only_to_the_limit_and_only_while_booking_is_open()
    {
        var (_, token) = await ConfirmedAsync(2);
        Assert.Equal(
            new InvalidField(FormField.PartySize, FieldProblem.TooMany, Host.CurrentVenue.Rules.MaxPartySize),
            Assert.Single((await FailureOfAsync(ChangeAsync(token, $"{Host.CurrentVenue.Rules.MaxPartySize + 1}"))).Fields));

        await using (var db = Host.Database.CreateDbContext())
        {
            await db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.BookingEnabled, false));
        }

        Assert.Equal(FailureKind.BookingClosed, (await FailureOfAsync(ChangeAsync(token, "3"))).Kind);
        Assert.True((await ChangeAsync(token, "1")).Succeeded);
    }

    [Fact]
    public async Task Releasing_frees_all_seats_and_the_old_code_no_longer_admits()
    {
        var (party, token) = await ConfirmedAsync(4);

        Assert.True((await ReleaseAsync(token)).Succeeded);

        var stored = await Host.ReservationAsync(party.Id);
        Assert.Equal((ReservationStatus.Cancelled, Now, Now, 0), (stored.Status, stored.CancelledAt, stored.ReleasedAt, await ConfirmedSeatsAsync()));
        Assert.Equal((AuditAction.ReservationCancelled, null, true), await OnlyEntryAsync());
        Assert.Equal([MailKind.ReservationReleased], (await OutboxAsync()).Select(m => m.Kind));
        Assert.Equal(FailureKind.ReservationCancelled, (await AdmitAsync(token)).Failure?.Kind);
        Assert.Equal(FailureKind.ReservationCancelled, (await FailureOfAsync(ReleaseAsync(token))).Kind);
        Assert.Equal(FailureKind.ReservationCancelled, (await FailureOfAsync(ChangeAsync(token, "2"))).Kind);
    }

    [Fact]
    public async Task Released_seats_are_taken_back_while_there_are_any_and_the_code_admits_again()
    {
        var (_, token) = await ConfirmedAsync(4);
        await ReleaseAsync(token);
        await StoredAsync(AParty(7).Confirmed());

        var refusal = await FailureOfAsync(TakeBackAsync(token));

        Assert.Equal((FailureKind.NotEnoughSeats, 3), (refusal.Kind, refusal.SeatsLeft));
        Assert.Equal((ReservationStatus.Confirmed, 3), await StatusAsync(TakeBackAsync(token, 3)));
        Assert.Equal(10, await ConfirmedSeatsAsync());
        Assert.Equal(3, (await AdmitAsync(token)).Value?.People);
    }

    [Fact]
    public async Task What_the_box_office_cancelled_and_what_was_never_confirmed_is_not_taken_back()
    {
        var (party, token) = await ConfirmedAsync(2);
        await Host.CancelReservation.CancelAsync(party.Id, notifyParty: false, reason: null, Bea, CancellationToken.None);
        var pending = await PendingAsync(2);
        Assert.True((await ReleaseAsync(pending.Party)).Succeeded);

        Assert.Equal(FailureKind.ReservationCancelled, (await FailureOfAsync(TakeBackAsync(token))).Kind);
        Assert.Equal(FailureKind.ReservationCancelled, (await FailureOfAsync(TakeBackAsync(pending.Party))).Kind);
        Assert.Equal(0, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task A_second_tab_that_takes_back_again_is_told_that_the_seats_are_confirmed()
    {
        var (_, token) = await ConfirmedAsync(4);
        await ReleaseAsync(token);
        await TakeBackAsync(token);

        Assert.Equal(FailureKind.ConfirmationTokenUsed, (await FailureOfAsync(TakeBackAsync(token))).Kind);
        Assert.Equal(4, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task A_party_that_shrinks_and_then_cancels_takes_back_what_it_had_last()
    {
        var (_, token) = await ConfirmedAsync(4);
        await ChangeAsync(token, "2");
        await ReleaseAsync(token);

        Assert.Equal((ReservationStatus.Confirmed, 2), await StatusAsync(TakeBackAsync(token)));
        Assert.Equal(2, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task A_repeated_submission_gets_the_same_answer_and_changes_nothing_more()
    {
        var (_, token) = await ConfirmedAsync(4);
        var (change, release, back) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.True((await Host.ChangeOwnReservation.ChangeAsync(token, change, "3", null, CancellationToken.None)).Succeeded);
        }

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.True((await Host.ChangeOwnReservation.ReleaseAsync(token, release, CancellationToken.None)).Succeeded);
        }

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.True((await Host.ChangeOwnReservation.TakeBackAsync(token, back, null, CancellationToken.None)).Succeeded);
        }

        Assert.Equal(3, await ConfirmedSeatsAsync());
        Assert.Equal([MailKind.Ticket, MailKind.ReservationReleased, MailKind.Ticket], (await OutboxAsync()).Select(m => m.Kind));
        Assert.Equal(
            [(4, 3), (3, 0), (0, 3)],
            await Host.Database.ReadAsync(db => db.PartyChanges.OrderBy(c => c.Id)
                .Select(c => ValueTuple.Create(c.PeopleBefore, c.PeopleAfter)).ToListAsync()));
    }

    [Fact]
    public async Task Nothing_changes_once_somebody_is_inside()
    {
        var (party, token) = await ConfirmedAsync(4);
        await CheckInAsync(party);

        Assert.Equal(Obstacle.SomebodyInside, (await FailureOfAsync(ReleaseAsync(token))).Obstacle);
        Assert.Equal(Obstacle.SomebodyInside, (await FailureOfAsync(ChangeAsync(token, "2"))).Obstacle);
        Assert.Equal(4, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Changes_end_when_the_doors_close()
    {
        var (_, token) = await ConfirmedAsync(4);
        var closes = Host.CurrentVenue.Rules.DoorsCloseAt(Performance)!.Value;
        Host.Clock.SetUtcNow(new DateTimeOffset(closes.AddSeconds(-1)));
        Assert.True((await ChangeAsync(token, "3")).Succeeded);

        Host.Clock.SetUtcNow(new DateTimeOffset(closes));
        var refusal = await FailureOfAsync(ReleaseAsync(token));

        Assert.Equal((FailureKind.BookingClosed, BookingClosedReason.Over), (refusal.Kind, refusal.ClosedBecause));
    }

    [Fact]
    public async Task The_venue_may_end_changes_before_the_start()
    {
        var (_, token) = await ConfirmedAsync(4);
        var (_, released) = await ConfirmedAsync(2);
        await ReleaseAsync(released);
        var profile = AVenue.Profile();
        profile.ChangesCloseSecondsBefore = 3600;
        Host.CurrentVenue.Set(profile);
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt.AddHours(-1)));

        Assert.Equal(Obstacle.ChangesClosed, (await FailureOfAsync(ChangeAsync(token, "1"))).Obstacle);
        Assert.Equal(Obstacle.ChangesClosed, (await FailureOfAsync(ReleaseAsync(token))).Obstacle);
        Assert.Equal(Obstacle.ChangesClosed, (await FailureOfAsync(TakeBackAsync(released))).Obstacle);
        Assert.Equal(4, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Only_the_party_token_changes_a_reservation()
    {
        var link = await PendingAsync(2);
        await Host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None);

        foreach (var other in new[] { link, link.Party.Ticket, link.Party.Ticket.CheckIn, Token.New() })
        {
            Assert.Equal(FailureKind.ConfirmationTokenInvalid, (await FailureOfAsync(ReleaseAsync(other))).Kind);
        }

        Assert.True((await ReleaseAsync(link.Party)).Succeeded);
    }

    [Fact]
    public async Task A_pending_reservation_changes_its_size_and_is_withdrawn_without_mail()
    {
        var link = await PendingAsync(2);

        Assert.Equal((ReservationStatus.Pending, 4), await StatusAsync(ChangeAsync(link.Party, "4")));
        Assert.Equal((ReservationStatus.Cancelled, 4), await StatusAsync(ReleaseAsync(link.Party)));

        Assert.Empty(await OutboxAsync());
        var late = await Host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None);
        Assert.Equal(FailureKind.ReservationCancelled, late.Failure?.Kind);
    }

    [Fact]
    public async Task The_calendar_sequence_grows_with_every_change()
    {
        var (party, token) = await ConfirmedAsync(4);
        List<int> revisions = [(await Host.ReservationAsync(party.Id)).Revision];
        Func<Task<Result<Reservation>>>[] acts = [() => ChangeAsync(token, "3"), () => ReleaseAsync(token), () => TakeBackAsync(token)];
        foreach (var act in acts)
        {
            Assert.True((await act()).Succeeded);
            revisions.Add((await Host.ReservationAsync(party.Id)).Revision);
        }

        Assert.Equal([0, 1, 2, 3], revisions);
    }

    [Fact]
    public async Task Of_a_release_and_fifty_scans_at_once_either_the_release_or_one_scan_wins()
    {
        var (party, token) = await ConfirmedAsync(4);
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));

        var scans = Enumerable.Range(0, 50).Select(_ => Task.Run(() => AdmitAtOnceAsync(token))).ToList();
        var release = Task.Run(() => ReleaseAsync(token));
        await Task.WhenAll([.. scans, release]);

        var admitted = scans.Count(scan => scan.Result.Succeeded);
        Assert.Equal((await release).Succeeded ? 0 : 1, admitted);
        Assert.Equal(
            (await release).Succeeded ? (ReservationStatus.Cancelled, 0) : (ReservationStatus.Confirmed, 4),
            ((await Host.ReservationAsync(party.Id)).Status, await ConfirmedSeatsAsync()));
    }

    [Fact]
    public async Task Of_two_tabs_that_take_back_the_last_seats_for_different_parties_one_wins()
    {
        var (_, first) = await ConfirmedAsync(6);
        await ReleaseAsync(first);
        var (_, second) = await ConfirmedAsync(6);
        await ReleaseAsync(second);

        var results = await Task.WhenAll(Task.Run(() => TakeBackAsync(first)), Task.Run(() => TakeBackAsync(second)));

        Assert.Single(results, result => result.Succeeded);
        Assert.Equal(6, await ConfirmedSeatsAsync());
    }

    /// <summary>Stores a confirmed party with the tokens of its ticket mail.</summary>
    /// <returns>The party and its party token.</returns>
    private async Task<(Reservation Party, Token Token)> ConfirmedAsync(int people)
    {
        var party = await StoredAsync(AParty(people).Confirmed());
        return (party, await WithTokensAsync(party, TokenPurpose.Party));
    }

    /// <summary>Stores a pending party with the tokens of its confirmation mail.</summary>
    /// <returns>The confirmation token.</returns>
    private async Task<Token> PendingAsync(int people) => await WithTokensAsync(await StoredAsync(AParty(people)), TokenPurpose.Confirmation);

    private async Task<Token> WithTokensAsync(Reservation party, TokenPurpose first)
    {
        var token = Token.New();
        (Token, TokenPurpose)[] tokens = first == TokenPurpose.Confirmation
            ? [(token, TokenPurpose.Confirmation), (token.Party, TokenPurpose.Party)]
            : [(token, TokenPurpose.Party), (token.Ticket, TokenPurpose.Ticket), (token.Ticket.CheckIn, TokenPurpose.CheckIn)];
        await using var db = Host.Database.CreateDbContext();
        db.Attach(party);
        db.AddRange(tokens.Select(each => ReservationToken.Of(
            each.Item1, each.Item2, party, Now, each.Item2 == TokenPurpose.Confirmation ? party.ExpiresAt : null)));
        await db.SaveChangesAsync();
        return token;
    }

    private static async Task<Failure> FailureOfAsync<T>(Task<Result<T>> act)
        where T : notnull => (await act).Failure ?? throw new InvalidOperationException("It succeeded.");

    private Task<Result<Reservation>> ChangeAsync(Token token, string people) =>
        Host.ChangeOwnReservation.ChangeAsync(token, Guid.NewGuid(), people, null, CancellationToken.None);

    private Task<Result<Reservation>> ReleaseAsync(Token token) =>
        Host.ChangeOwnReservation.ReleaseAsync(token, Guid.NewGuid(), CancellationToken.None);

    private Task<Result<Reservation>> TakeBackAsync(Token token, int? people = null) =>
        Host.ChangeOwnReservation.TakeBackAsync(token, Guid.NewGuid(), people, CancellationToken.None);

    private Task<Result<AdmittedParty>> AdmitAsync(Token party)
    {
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt));
        return AdmitAtOnceAsync(party);
    }

    private Task<Result<AdmittedParty>> AdmitAtOnceAsync(Token party) =>
        Host.CheckInParty.AdmitAsync(party.Ticket.CheckIn, Host.Steward, new Admission(Guid.NewGuid()), CancellationToken.None);

    private static async Task<(ReservationStatus Status, int People)> StatusAsync(Task<Result<Reservation>> act)
    {
        var reservation = (await act).Value!;
        return (reservation.Status, reservation.PartySize);
    }

    private async Task<(AuditAction Action, string? Detail, bool IsByParty)> OnlyEntryAsync()
    {
        var entry = await OnlyAuditEntryAsync();
        return (entry.Action, entry.Detail, entry.IsByParty);
    }
}
