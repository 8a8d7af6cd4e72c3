using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

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
    public async Task Of_a_group_all_pending_reservations_get_the_address_and_one_mail_is_sent()
    {
        var show = new AShow().Build();
        var parties = Enumerable.Range(1, 3)
            .Select(day => new AReservation().For(new APerformance().Of(show).At(TestTimes.StartsAt.AddDays(day)).Build()))
            .ToList();
        var cancelled = parties[1].Cancelled().Build();
        Reservation[] group = [parties[0].Build(), cancelled, parties[2].Build()];
        var oldLink = await Host.AddGroupLinkAsync(group);

        Assert.Equal("new@example.org", (await CorrectAsync(group[^1], "new@example.org")).Value?.Email);

        Assert.Equal("new@example.org", (await Host.ReservationAsync(group[0].Id)).Email);
        Assert.Equal("ada@example.org", (await Host.ReservationAsync(cancelled.Id)).Email);
        Assert.Equal((MailKind.Confirmation, group[^1].Id), Assert.Single((await OutboxAsync()).Select(m => (m.Kind, m.ReservationId!.Value))));
        Assert.Equal(
            FailureKind.ConfirmationTokenInvalid,
            (await Host.ConfirmGroup.ConfirmAsync(oldLink, Guid.NewGuid(), CancellationToken.None)).Failure?.Kind);
        Assert.Equal(
            [group[0].Id, group[^1].Id],
            await Host.Database.ReadAsync(db => db.AuditLog.Where(e => e.Action == AuditAction.EmailCorrected)
                .Select(e => e.SubjectId!.Value).Order().ToListAsync()));
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
