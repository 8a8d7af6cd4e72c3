using BookingFlow.Web.Data;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class CorrectEmailByPartyOnSqliteTests() : CorrectEmailByPartyTests(DatabaseDialect.Sqlite);

public sealed class CorrectEmailByPartyOnSqlServerTests() : CorrectEmailByPartyTests(DatabaseDialect.SqlServer);

public abstract class CorrectEmailByPartyTests(DatabaseDialect dialect) : DeskUseCaseTests(dialect)
{
    [Fact]
    public async Task The_link_goes_to_the_right_address_and_the_one_that_went_astray_is_dead()
    {
        var pending = AParty().WithEmail("ada@exmaple.org").Build();
        var astray = await House.MailedLinkAsync(pending);

        Assert.Equal("ada@example.org", (await CorrectAsync(pending, " ada@example.org ")).Value?.Email);

        Assert.Equal(MailKind.Confirmation, Assert.Single(await OwedAsync()).Kind);
        Assert.Equal(
            FailureKind.ConfirmationTokenInvalid,
            (await House.ConfirmReservation.ConfirmAsync(astray, Guid.NewGuid(), null, CancellationToken.None)).Failure?.Kind);
        var entry = await OnlyLogEntryAsync();
        Assert.Equal((AuditAction.EmailCorrected, true, null, null), (entry.Act, entry.IsByParty, entry.StaffId, entry.Detail));
    }

    [Fact]
    public async Task The_same_address_sent_twice_is_one_mail()
    {
        var party = await StoredAsync(AParty());

        Assert.All(
            await Task.WhenAll(CorrectAsync(party, "x@example.org"), CorrectAsync(party, "x@example.org")), result => Assert.True(result.Succeeded));

        Assert.Single(await OwedAsync());
    }

    [Theory]
    [InlineData("", FieldProblem.Missing)]
    [InlineData(null, FieldProblem.Missing)]
    [InlineData("ada at example", FieldProblem.NotAnEmail)]
    public async Task It_is_held_to_the_same_rules_and_cannot_be_taken_away(string? typed, FieldProblem problem)
    {
        var party = await StoredAsync(AParty());

        Assert.Equal(new InvalidField(FormField.Email, problem), Assert.Single((await RefusedAsync(CorrectAsync(party, typed))).Fields));
        Assert.Equal("ada@example.org", (await House.ReservationAsync(party.Id)).Email);
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, FailureKind.ConfirmationTokenUsed)]
    [InlineData(ReservationStatus.Cancelled, FailureKind.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, FailureKind.ConfirmationTokenExpired)]
    public async Task Only_while_it_is_pending(ReservationStatus status, FailureKind kind)
    {
        var party = await StoredAsync(AParty().InStatus(status));

        Assert.Equal(kind, (await RefusedAsync(CorrectAsync(party, "x@example.org"))).Kind);
        Assert.Equal("ada@example.org", (await House.ReservationAsync(party.Id)).Email);
    }

    [Fact]
    public async Task Nobody_writes_to_a_fourth_address()
    {
        var party = await StoredAsync(AParty());
        foreach (var right in new[] { "a@example.org", "b@example.org", "c@example.org" })
        {
            Assert.True((await CorrectAsync(party, right)).Succeeded);
        }

        Assert.Equal(Obstacle.MailedOftenEnough, (await CorrectAsync(party, "d@example.org")).Failure?.Obstacle);
        Assert.Equal("c@example.org", (await House.ReservationAsync(party.Id)).Email);
        Assert.Equal(3, (await OwedAsync()).Count);
    }

    private Task<Result<Reservation>> CorrectAsync(Reservation reservation, string? email) =>
        House.CorrectEmail.CorrectByPartyAsync(reservation.Id, email, CancellationToken.None);
}
