using BookingFlow.Web.Data;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class CorrectEmailByPartyOnSqliteTests() : CorrectEmailByPartyTests(DatabaseDialect.Sqlite);

public sealed class CorrectEmailByPartyOnSqlServerTests() : CorrectEmailByPartyTests(DatabaseDialect.SqlServer);

public abstract class CorrectEmailByPartyTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Fact]
    public async Task Correcting_the_address_mails_a_new_link_and_revokes_the_old_one()
    {
        var pending = AParty().WithEmail("ada@exmaple.org").Build();
        var oldLink = await Host.AddConfirmationLinkAsync(pending);

        Assert.Equal("ada@example.org", (await CorrectAsync(pending, " ada@example.org ")).Value?.Email);

        Assert.Equal(MailKind.Confirmation, Assert.Single(await OutboxAsync()).Kind);
        Assert.Equal(
            FailureKind.ConfirmationTokenInvalid,
            (await Host.ConfirmReservation.ConfirmAsync(oldLink, Guid.NewGuid(), null, CancellationToken.None)).Failure?.Kind);
        var entry = await OnlyAuditEntryAsync();
        Assert.Equal((AuditAction.EmailCorrected, true, null, null), (entry.Action, entry.IsByParty, entry.StaffId, entry.Detail));
    }

    [Fact]
    public async Task Two_parallel_corrections_to_one_address_send_one_mail()
    {
        var party = await StoredAsync(AParty());

        Assert.All(
            await Task.WhenAll(CorrectAsync(party, "x@example.org"), CorrectAsync(party, "x@example.org")), result => Assert.True(result.Succeeded));

        Assert.Single(await OutboxAsync());
    }

    [Theory]
    [InlineData("", FieldProblem.Missing)]
    [InlineData(null, FieldProblem.Missing)]
    [InlineData("ada at example", FieldProblem.NotAnEmail)]
    public async Task Missing_or_invalid_address_is_refused(string? input, FieldProblem problem)
    {
        var party = await StoredAsync(AParty());

        Assert.Equal(new InvalidField(FormField.Email, problem), Assert.Single((await RefusedAsync(CorrectAsync(party, input))).Fields));
        Assert.Equal("ada@example.org", (await Host.ReservationAsync(party.Id)).Email);
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, FailureKind.ConfirmationTokenUsed)]
    [InlineData(ReservationStatus.Cancelled, FailureKind.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, FailureKind.ConfirmationTokenExpired)]
    public async Task Reservation_that_is_not_pending_is_refused(ReservationStatus status, FailureKind kind)
    {
        var party = await StoredAsync(AParty().InStatus(status));

        Assert.Equal(kind, (await RefusedAsync(CorrectAsync(party, "x@example.org"))).Kind);
        Assert.Equal("ada@example.org", (await Host.ReservationAsync(party.Id)).Email);
    }

    [Fact]
    public async Task Fourth_correction_is_refused()
    {
        var party = await StoredAsync(AParty());
        foreach (var address in new[] { "a@example.org", "b@example.org", "c@example.org" })
        {
            Assert.True((await CorrectAsync(party, address)).Succeeded);
        }

        Assert.Equal(Obstacle.MailedOftenEnough, (await CorrectAsync(party, "d@example.org")).Failure?.Obstacle);
        Assert.Equal("c@example.org", (await Host.ReservationAsync(party.Id)).Email);
        Assert.Equal(3, (await OutboxAsync()).Count);
    }

    private Task<Result<Reservation>> CorrectAsync(Reservation reservation, string? email) =>
        Host.CorrectEmail.CorrectByPartyAsync(reservation.Id, email, clientKey: 1, CancellationToken.None);
}
