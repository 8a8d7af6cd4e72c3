using BookingFlow.Web.Data;

namespace BookingFlow.Tests.UseCases.Reservations;

public sealed class ExpireReservationsOnSqliteTests() : ExpireReservationsTests(DatabaseDialect.Sqlite);

public sealed class ExpireReservationsOnSqlServerTests() : ExpireReservationsTests(DatabaseDialect.SqlServer);

public abstract class ExpireReservationsTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly DateTime Overdue = AMoment.Now.AddMinutes(-1);
    private readonly Performance _performance = new APerformance().Build();

    [Fact]
    public async Task A_request_that_was_never_confirmed_expires_at_its_time_and_not_before()
    {
        var due = new AReservation().For(_performance).ExpiringAt(AMoment.Now).Build();
        var notYet = new AReservation().For(_performance).ExpiringAt(AMoment.Now.AddTicks(1)).Build();
        await House.Database.AddAsync(due, notYet);

        await TidyAsync();

        Assert.Equal((ReservationStatus.Expired, ReservationStatus.Pending), (await StatusAsync(due), await StatusAsync(notYet)));
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed)]
    [InlineData(ReservationStatus.Cancelled)]
    public async Task What_is_confirmed_or_cancelled_does_not_expire(ReservationStatus status)
    {
        var reservation = new AReservation().For(_performance).ExpiringAt(Overdue).InStatus(status).Build();
        await House.Database.AddAsync(reservation);

        await TidyAsync();

        Assert.Equal(status, await StatusAsync(reservation));
    }

    [Fact]
    public async Task A_request_whose_mail_is_still_owed_does_not_expire_for_nobody_had_the_link()
    {
        var reservation = new AReservation().For(_performance).ExpiringAt(Overdue).Build();
        await House.Database.AddAsync(OutboxMail.Owed(MailKind.Confirmation, reservation, AMoment.Now.AddDays(-1)));

        await TidyAsync();

        Assert.Equal(ReservationStatus.Pending, await StatusAsync(reservation));
    }

    [Fact]
    public async Task A_request_whose_mail_was_sent_or_given_up_expires()
    {
        var had = new AReservation().For(_performance).ExpiringAt(Overdue).Build();
        var neverHad = new AReservation().For(_performance).ExpiringAt(Overdue).Build();
        var sent = OutboxMail.Owed(MailKind.Confirmation, had, AMoment.Now.AddDays(-1));
        var givenUp = OutboxMail.Owed(MailKind.Confirmation, neverHad, AMoment.Now.AddDays(-1));
        sent.Sent(AMoment.Now.AddDays(-1));
        givenUp.GiveUp("550", AMoment.Now.AddDays(-1));
        await House.Database.AddAsync(sent, givenUp);

        await TidyAsync();

        Assert.Equal((ReservationStatus.Expired, ReservationStatus.Expired), (await StatusAsync(had), await StatusAsync(neverHad)));
    }

    [Fact]
    public async Task Requests_of_several_performances_are_tidied_in_one_sweep_and_no_seat_is_touched()
    {
        var one = new AReservation().ExpiringAt(Overdue).Build();
        var another = new AReservation().ExpiringAt(Overdue).Build();
        var seated = new AReservation().For(one.Performance).OfParty(3).Confirmed().Build();
        await House.Database.AddAsync(one, another, seated);

        await TidyAsync();
        await TidyAsync();

        Assert.Equal((ReservationStatus.Expired, ReservationStatus.Expired), (await StatusAsync(one), await StatusAsync(another)));
        Assert.Equal(3, (await House.PerformanceAsync(one.PerformanceId)).ConfirmedSeats);
    }

    private Task TidyAsync() => House.ExpireReservations.RunAsync(CancellationToken.None);

    private async Task<ReservationStatus> StatusAsync(Reservation reservation) => (await House.ReservationAsync(reservation.Id)).Status;
}
