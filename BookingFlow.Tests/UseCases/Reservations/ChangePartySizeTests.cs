using BookingFlow.Web.Data;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ChangePartySizeOnSqliteTests() : ChangePartySizeTests(DatabaseDialect.Sqlite);

public sealed class ChangePartySizeOnSqlServerTests() : ChangePartySizeTests(DatabaseDialect.SqlServer);

public abstract class ChangePartySizeTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Theory]
    [InlineData("5", 5)]
    [InlineData("1", 1)]
    [InlineData("10", 10)]
    public async Task Changing_a_confirmed_party_updates_its_seats_and_mails_a_new_ticket(string input, int seats)
    {
        var party = await StoredAsync(AParty(3).Confirmed());

        Assert.Equal(seats, (await ChangeAsync(party, input)).Value?.PartySize);

        Assert.Equal(seats, await ConfirmedSeatsAsync());
        Assert.Equal(MailKind.Ticket, Assert.Single(await OutboxAsync()).Kind);
        Assert.Equal((AuditAction.PartySizeChanged, $"3 → {input}"), ((await OnlyAuditEntryAsync()).Action, (await OnlyAuditEntryAsync()).Detail));
    }

    [Fact]
    public async Task Increase_beyond_the_seats_left_is_refused()
    {
        await StoredAsync(AParty(6).Confirmed());
        var party = await StoredAsync(AParty(3).Confirmed());

        var refusal = await RefusedAsync(ChangeAsync(party, "5"));

        Assert.Equal((FailureKind.NotEnoughSeats, 1), (refusal.Kind, refusal.SeatsLeft));
        Assert.Equal(9, await ConfirmedSeatsAsync());
        Assert.True((await ChangeAsync(party, "4")).Succeeded);
        Assert.Equal(10, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Party_can_shrink_in_an_overbooked_performance()
    {
        var party = await StoredAsync(AParty(8).Confirmed());
        await using (var db = Host.Database.CreateDbContext())
        {
            var performance = await db.FindAsync<Performance>(Performance.Id);
            performance!.ManuallyOccupiedSeats = 5;
            await db.SaveChangesAsync();
        }

        Assert.True((await ChangeAsync(party, "6")).Succeeded);
        Assert.Equal(6, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Changing_a_pending_party_takes_no_seats_and_sends_no_mail()
    {
        var party = await StoredAsync(AParty(3));

        Assert.Equal(30, (await ChangeAsync(party, "30")).Value?.PartySize);

        Assert.Equal(0, await ConfirmedSeatsAsync());
        Assert.Empty(await OutboxAsync());
    }

    [Fact]
    public async Task Same_party_size_changes_nothing()
    {
        var party = await StoredAsync(AParty(3).Confirmed());

        Assert.True((await ChangeAsync(party, "3")).Succeeded);

        Assert.Empty(await OutboxAsync());
        Assert.Empty(Host.Jobs.All);
    }

    [Fact]
    public async Task Checked_in_party_cannot_be_changed()
    {
        var party = await StoredAsync(AParty(3).Confirmed());
        await CheckInAsync(party);

        Assert.Equal(Obstacle.PartyCheckedIn, (await RefusedAsync(ChangeAsync(party, "2"))).Obstacle);
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, Obstacle.NotConfirmed)]
    public async Task Cancelled_or_expired_reservation_cannot_be_changed(ReservationStatus status, Obstacle obstacle) =>
        Assert.Equal(obstacle, (await RefusedAsync(ChangeAsync(await StoredAsync(AParty().InStatus(status)), "3"))).Obstacle);

    [Theory]
    [InlineData("", FieldProblem.Missing)]
    [InlineData("two", FieldProblem.NotANumber)]
    [InlineData("0", FieldProblem.NotPositive)]
    [InlineData("101", FieldProblem.TooMany)]
    public async Task Invalid_party_size_is_refused(string input, FieldProblem problem) => Assert.Equal(
        problem, Assert.Single((await RefusedAsync(ChangeAsync(await StoredAsync(AParty().Confirmed()), input))).Fields).Problem);

    private Task<Result<Reservation>> ChangeAsync(Reservation reservation, string input) =>
        Host.ChangePartySize.ChangeAsync(reservation.Id, input, Bea, CancellationToken.None);
}
