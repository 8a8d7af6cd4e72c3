using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ExpireReservationsOnSqliteTests() : ExpireReservationsTests(DatabaseDialect.Sqlite);

public sealed class ExpireReservationsOnSqlServerTests() : ExpireReservationsTests(DatabaseDialect.SqlServer);

public abstract class ExpireReservationsTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly DateTime Overdue = TestTimes.Now.AddMinutes(-1);
    private readonly Performance _performance = new APerformance().Build();

    [Fact]
    public async Task Pending_reservation_expires_exactly_at_its_expiry_time()
    {
        var due = new AReservation().For(_performance).ExpiringAt(TestTimes.Now).Build();
        var notDue = new AReservation().For(_performance).ExpiringAt(TestTimes.Now.AddTicks(1)).Build();
        await Host.Database.AddAsync(due, notDue);

        await ExpireAsync();

        Assert.Equal((ReservationStatus.Expired, ReservationStatus.Pending), (await StatusAsync(due), await StatusAsync(notDue)));
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed)]
    [InlineData(ReservationStatus.Cancelled)]
    public async Task Confirmed_or_cancelled_reservation_does_not_expire(ReservationStatus status)
    {
        var reservation = new AReservation().For(_performance).ExpiringAt(Overdue).InStatus(status).Build();
        await Host.Database.AddAsync(reservation);

        await ExpireAsync();

        Assert.Equal(status, await StatusAsync(reservation));
    }

    [Fact]
    public async Task Reservation_with_unsent_confirmation_mail_does_not_expire()
    {
        var reservation = new AReservation().For(_performance).ExpiringAt(Overdue).Build();
        await Host.Database.AddAsync(OutboxMail.ForReservation(MailKind.Confirmation, reservation, TestTimes.Now.AddDays(-1)));

        await ExpireAsync();

        Assert.Equal(ReservationStatus.Pending, await StatusAsync(reservation));
    }

    [Fact]
    public async Task Reservation_does_not_expire_while_the_mail_of_its_group_is_unsent()
    {
        var mailed = new AReservation().For(_performance).ExpiringAt(Overdue).Build();
        var other = new AReservation().For(_performance).ExpiringAt(Overdue).Build();
        (mailed.GroupId, other.GroupId) = (Guid.Parse("7f0c6a52-3f5e-4b0e-9d2c-0d6c4f3a1b20"), Guid.Parse("7f0c6a52-3f5e-4b0e-9d2c-0d6c4f3a1b20"));
        var mail = OutboxMail.ForReservation(MailKind.Confirmation, mailed, TestTimes.Now.AddDays(-1));
        await Host.Database.AddAsync(mail, other);
        await ExpireAsync();
        Assert.Equal((ReservationStatus.Pending, ReservationStatus.Pending), (await StatusAsync(mailed), await StatusAsync(other)));

        await Host.Database.ReadAsync(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, TestTimes.Now)));
        await ExpireAsync();
        Assert.Equal((ReservationStatus.Expired, ReservationStatus.Expired), (await StatusAsync(mailed), await StatusAsync(other)));
    }

    [Fact]
    public async Task Reservation_with_sent_or_abandoned_mail_expires()
    {
        var withSentMail = new AReservation().For(_performance).ExpiringAt(Overdue).Build();
        var withAbandonedMail = new AReservation().For(_performance).ExpiringAt(Overdue).Build();
        var sent = OutboxMail.ForReservation(MailKind.Confirmation, withSentMail, TestTimes.Now.AddDays(-1));
        var abandoned = OutboxMail.ForReservation(MailKind.Confirmation, withAbandonedMail, TestTimes.Now.AddDays(-1));
        sent.Sent(TestTimes.Now.AddDays(-1));
        abandoned.GiveUp("550", TestTimes.Now.AddDays(-1));
        await Host.Database.AddAsync(sent, abandoned);

        await ExpireAsync();

        Assert.Equal((ReservationStatus.Expired, ReservationStatus.Expired), (await StatusAsync(withSentMail), await StatusAsync(withAbandonedMail)));
    }

    [Fact]
    public async Task One_run_expires_reservations_of_several_performances_without_changing_seats()
    {
        var one = new AReservation().ExpiringAt(Overdue).Build();
        var another = new AReservation().ExpiringAt(Overdue).Build();
        var confirmed = new AReservation().For(one.Performance).OfParty(3).Confirmed().Build();
        await Host.Database.AddAsync(one, another, confirmed);

        await ExpireAsync();
        await ExpireAsync();

        Assert.Equal((ReservationStatus.Expired, ReservationStatus.Expired), (await StatusAsync(one), await StatusAsync(another)));
        Assert.Equal(3, (await Host.PerformanceAsync(one.PerformanceId)).ConfirmedSeats);
    }

    private Task ExpireAsync() => Host.ExpireReservations.RunAsync(CancellationToken.None);

    private async Task<ReservationStatus> StatusAsync(Reservation reservation) => (await Host.ReservationAsync(reservation.Id)).Status;
}
