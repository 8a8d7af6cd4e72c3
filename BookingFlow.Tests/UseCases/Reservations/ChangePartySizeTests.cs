using BookingFlow.Web.Data;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ChangePartySizeOnSqliteTests() : ChangePartySizeTests(DatabaseDialect.Sqlite);

public sealed class ChangePartySizeOnSqlServerTests() : ChangePartySizeTests(DatabaseDialect.SqlServer);

public abstract class ChangePartySizeTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    [Theory]
    [InlineData("5", 5)]
    [InlineData("1", 1)]
    [InlineData("10", 10)]
    public async Task A_confirmed_party_takes_more_seats_or_gives_some_back_and_is_told(string typed, int seats)
    {
        var party = await StoredAsync(AParty(3).Confirmed());

        Assert.Equal(seats, (await ChangeAsync(party, typed)).Value?.PartySize);

        Assert.Equal(seats, await ConfirmedSeatsAsync());
        Assert.Equal(MailKind.Ticket, Assert.Single(await OwedAsync()).Kind);
        Assert.Equal((AuditAction.PartySizeChanged, $"3 → {typed}"), ((await OnlyLogEntryAsync()).Act, (await OnlyLogEntryAsync()).Detail));
    }

    [Fact]
    public async Task Only_the_seats_that_are_left_can_be_added()
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
    public async Task Even_where_the_house_took_seats_away_a_party_can_get_smaller()
    {
        var party = await StoredAsync(AParty(8).Confirmed());
        await using (var db = House.Database.CreateDbContext())
        {
            var performance = await db.FindAsync<Performance>(Performance.Id);
            performance!.ManuallyOccupiedSeats = 5;
            await db.SaveChangesAsync();
        }

        Assert.True((await ChangeAsync(party, "6")).Succeeded);
        Assert.Equal(6, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task A_pending_party_takes_no_seats_and_gets_no_mail()
    {
        var party = await StoredAsync(AParty(3));

        Assert.Equal(30, (await ChangeAsync(party, "30")).Value?.PartySize);

        Assert.Equal(0, await ConfirmedSeatsAsync());
        Assert.Empty(await OwedAsync());
    }

    [Fact]
    public async Task The_same_number_changes_nothing_and_is_not_logged()
    {
        var party = await StoredAsync(AParty(3).Confirmed());

        Assert.True((await ChangeAsync(party, "3")).Succeeded);

        Assert.Empty(await OwedAsync());
        Assert.Empty(House.Jobs.All);
    }

    [Fact]
    public async Task A_party_that_is_inside_stays_as_it_is()
    {
        var party = await StoredAsync(AParty(3).Confirmed());
        await CheckInAsync(party);

        Assert.Equal(Obstacle.PartyCheckedIn, (await RefusedAsync(ChangeAsync(party, "2"))).Obstacle);
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled, Obstacle.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, Obstacle.NotConfirmed)]
    public async Task What_is_settled_is_not_changed(ReservationStatus status, Obstacle obstacle) =>
        Assert.Equal(obstacle, (await RefusedAsync(ChangeAsync(await StoredAsync(AParty().InStatus(status)), "3"))).Obstacle);

    [Theory]
    [InlineData("", FieldProblem.Missing)]
    [InlineData("two", FieldProblem.NotANumber)]
    [InlineData("0", FieldProblem.NotPositive)]
    [InlineData("101", FieldProblem.TooMany)]
    public async Task A_number_that_no_party_can_have_is_refused(string typed, FieldProblem problem) => Assert.Equal(
        problem, Assert.Single((await RefusedAsync(ChangeAsync(await StoredAsync(AParty().Confirmed()), typed))).Fields).Problem);

    private Task<Result<Reservation>> ChangeAsync(Reservation reservation, string typed) =>
        House.ChangePartySize.ChangeAsync(reservation.Id, typed, Bea, CancellationToken.None);
}
