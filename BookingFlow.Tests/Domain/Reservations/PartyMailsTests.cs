namespace BookingFlow.Tests.Domain.Reservations;

public sealed class PartyMailsTests
{
    private static readonly DateTime Now = AMoment.Now;

    [Theory]
    [InlineData(0, 60)]
    [InlineData(59, 1)]
    public void The_same_mail_is_not_asked_for_twice_in_a_minute_and_the_party_is_told_how_long_it_waits(int secondsAgo, int wait)
    {
        var refusal = Mailed(secondsAgo).WhyNotAgain(APending(), Now);

        Assert.Equal((FailureKind.TooManyRequests, TimeSpan.FromSeconds(wait)), (refusal!.Kind, refusal.RetryAfter!.Value));
    }

    [Fact]
    public void After_a_minute_it_is_sent_again() => Assert.Null(Mailed(60).WhyNotAgain(APending(), Now));

    [Fact]
    public void A_typing_error_can_be_put_right_at_once() => Assert.Null(Mailed(0).WhyNotElsewhere(APending(), Now));

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, Obstacle.MailedOftenEnough)]
    public void Three_mails_may_be_asked_for_in_all(int askedFor, Obstacle? obstacle)
    {
        var mails = Mailed(3600) with { AskedFor = askedFor };

        Assert.Equal(obstacle, mails.WhyNotAgain(APending(), Now)?.Obstacle);
        Assert.Equal(obstacle, mails.WhyNotElsewhere(APending(), Now)?.Obstacle);
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, FailureKind.ConfirmationTokenUsed)]
    [InlineData(ReservationStatus.Cancelled, FailureKind.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, FailureKind.ConfirmationTokenExpired)]
    public void What_is_settled_is_mailed_nowhere(ReservationStatus status, FailureKind kind) =>
        Assert.Equal(kind, Mailed(3600).WhyNotElsewhere(new AReservation().InStatus(status).Build(), Now)?.Kind);

    [Fact]
    public void A_link_for_a_performance_that_was_called_off_would_be_in_vain() =>
        Assert.Equal(
            FailureKind.BookingClosed, Mailed(3600).WhySettled(new AReservation().For(new APerformance().CalledOff().Build()).Build(), Now)?.Kind);

    [Fact]
    public void Time_does_not_run_out_while_the_mail_has_not_left()
    {
        var late = new AReservation().ExpiringAt(Now).Build();

        Assert.Equal(FailureKind.ConfirmationTokenExpired, Mailed(3600).WhySettled(late, Now)?.Kind);
        Assert.Null(new PartyMails(OutboxMail.Owed(MailKind.Confirmation, late, Now.AddDays(-1)), 0).WhySettled(late, Now));
    }

    private static Reservation APending() => new AReservation().Build();

    private static PartyMails Mailed(int secondsAgo)
    {
        var mail = OutboxMail.Owed(MailKind.Confirmation, APending(), Now.AddSeconds(-secondsAgo));
        mail.Sent(Now.AddSeconds(-secondsAgo));
        return new PartyMails(mail, AskedFor: 0);
    }
}
