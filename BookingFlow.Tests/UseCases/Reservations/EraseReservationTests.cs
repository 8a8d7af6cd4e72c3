using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class EraseReservationOnSqliteTests() : EraseReservationTests(DatabaseDialect.Sqlite);

public sealed class EraseReservationOnSqlServerTests() : EraseReservationTests(DatabaseDialect.SqlServer);

public abstract class EraseReservationTests(DatabaseDialect dialect) : BoxOfficeUseCaseTests(dialect)
{
    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Confirmed)]
    public async Task Party_that_may_still_come_is_not_erased(ReservationStatus status)
    {
        var party = await StoredAsync(AParty().InStatus(status));

        var refused = await EraseAsync(party);

        Assert.Equal((FailureKind.NotPossible, Obstacle.StillReserved), (refused.Failure?.Kind, refused.Failure?.Obstacle));
        Assert.Equal("Ada Lovelace", (await Host.ReservationAsync(party.Id)).Name);
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled)]
    [InlineData(ReservationStatus.Expired)]
    public async Task Cancelled_or_expired_party_is_erased_before_the_performance(ReservationStatus status)
    {
        var party = await StoredAsync(AParty().InStatus(status));

        Assert.True((await EraseAsync(party)).Succeeded);

        Assert.Equal((Now, "", null), await StateAsync(party));
        var entry = await OnlyAuditEntryAsync();
        Assert.Equal((AuditAction.PersonalDataErased, party.Id, null), (entry.Action, entry.SubjectId, entry.Detail));
        Assert.True(entry.IsByParty);
    }

    [Fact]
    public async Task Confirmed_party_is_erased_once_the_doors_are_closed()
    {
        var party = await StoredAsync(AParty(3).Confirmed());
        Host.Clock.SetUtcNow(new DateTimeOffset(Performance.StartsAt + TimeSpan.FromMinutes(60)));

        Assert.True((await EraseAsync(party)).Succeeded);

        Assert.Equal("", (await Host.ReservationAsync(party.Id)).Name);
        Assert.Equal(3, await ConfirmedSeatsAsync());
    }

    [Fact]
    public async Task Erasing_again_changes_nothing_and_is_audited_once()
    {
        var party = await StoredAsync(AParty().Cancelled());
        await EraseAsync(party);
        Host.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.True((await EraseAsync(party)).Succeeded);

        Assert.Equal(Now, (await Host.ReservationAsync(party.Id)).ErasedAt);
        await OnlyAuditEntryAsync();
    }

    [Fact]
    public async Task Mail_about_the_cancellation_that_is_not_sent_yet_is_given_up()
    {
        var party = await StoredAsync(AParty().Confirmed());
        await Host.CancelReservation.CancelAsync(party.Id, notifyParty: true, reason: null, Host.Actor, CancellationToken.None);

        Assert.True((await EraseAsync(party)).Succeeded);

        var mail = await Host.Database.ReadAsync(db => db.Outbox.SingleAsync());
        Assert.Equal((false, OutboxMail.PersonalDataErased), (mail.IsUnsent, mail.LastError));
    }

    [Fact]
    public async Task Erased_party_is_neither_confirmed_nor_moved()
    {
        var expired = await StoredAsync(AParty().Expired());
        await EraseAsync(expired);

        var confirmed = await Host.ConfirmForParty.ConfirmAsync(expired.Id, Host.Actor, CancellationToken.None);

        Assert.Equal(Obstacle.PersonalDataErased, confirmed.Failure?.Obstacle);
    }

    [Fact]
    public async Task Unknown_reservation_is_not_found() =>
        Assert.Equal(FailureKind.NotFound, (await Host.EraseReservation.EraseAsync(4711, Actor.Party, CancellationToken.None)).Failure?.Kind);

    private Task<Result<Reservation>> EraseAsync(Reservation party) =>
        Host.EraseReservation.EraseAsync(party.Id, Actor.Party, CancellationToken.None);

    private async Task<(DateTime?, string, string?)> StateAsync(Reservation party)
    {
        var stored = await Host.ReservationAsync(party.Id);
        return (stored.ErasedAt, stored.Name, stored.Email);
    }
}
