namespace BookingFlow.Tests.Domain.Reservations;

public sealed class PartyMailsTests
{
    private static readonly DateTime Now = TestTimes.Now;

    [Theory]
    [InlineData(0, 60)]
    [InlineData(59, 1)]
    public void A_second_request_within_a_minute_is_refused_with_the_remaining_wait(int secondsAgo, int wait)
    {
        var refusal = Mailed(secondsAgo).CheckResend(APending(), Now);

        Assert.Equal((FailureKind.TooManyRequests, TimeSpan.FromSeconds(wait)), (refusal!.Kind, refusal.RetryAfter!.Value));
    }

    [Fact]
    public void A_mail_can_be_requested_again_after_a_minute() => Assert.Null(Mailed(60).CheckResend(APending(), Now));

    [Fact]
    public void A_mail_to_another_address_needs_no_wait() => Assert.Null(Mailed(0).CheckAddressChange(APending(), Now));

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, Obstacle.MailedOftenEnough)]
    public void At_most_three_mails_can_be_requested(int askedFor, Obstacle? obstacle)
    {
        var mails = Mailed(3600) with { RequestCount = askedFor };

        Assert.Equal(obstacle, mails.CheckResend(APending(), Now)?.Obstacle);
        Assert.Equal(obstacle, mails.CheckAddressChange(APending(), Now)?.Obstacle);
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed, FailureKind.ConfirmationTokenUsed)]
    [InlineData(ReservationStatus.Cancelled, FailureKind.ReservationCancelled)]
    [InlineData(ReservationStatus.Expired, FailureKind.ConfirmationTokenExpired)]
    public void No_mail_can_be_requested_for_a_reservation_that_is_not_pending(ReservationStatus status, FailureKind kind) =>
        Assert.Equal(kind, Mailed(3600).CheckAddressChange(new AReservation().InStatus(status).Build(), Now)?.Kind);

    [Fact]
    public void No_mail_can_be_requested_for_a_cancelled_performance() =>
        Assert.Equal(
            FailureKind.BookingClosed, Mailed(3600).CheckNewLink(new AReservation().For(new APerformance().Cancelled().Build()).Build(), Now)?.Kind);

    [Fact]
    public void A_link_does_not_expire_while_its_mail_is_unsent()
    {
        var late = new AReservation().ExpiringAt(Now).Build();

        Assert.Equal(FailureKind.ConfirmationTokenExpired, Mailed(3600).CheckNewLink(late, Now)?.Kind);
        Assert.Null(new PartyMails(OutboxMail.ForReservation(MailKind.Confirmation, late, Now.AddDays(-1)), 0).CheckNewLink(late, Now));
    }

    private static Reservation APending() => new AReservation().Build();

    private static PartyMails Mailed(int secondsAgo)
    {
        var mail = OutboxMail.ForReservation(MailKind.Confirmation, APending(), Now.AddSeconds(-secondsAgo));
        mail.Sent(Now.AddSeconds(-secondsAgo));
        return new PartyMails(mail, RequestCount: 0);
    }

    [Fact]
    public void A_settled_reservation_is_told_before_the_number_of_mails() => Assert.Equal(
        FailureKind.ConfirmationTokenUsed,
        (Mailed(3600) with { RequestCount = 3 }).CheckAddressChange(new AReservation().Confirmed().Build(), Now)?.Kind);

    [Fact]
    public void A_stranger_cannot_tell_a_mail_that_is_held_back_from_a_sent_one()
    {
        var mail = OutboxMail.ForReservation(MailKind.Confirmation, APending(), Now);
        mail.HoldBack(OutboxMail.TooManyToMailbox);
        Assert.Equal((MailState.Waiting, null), (new PartyMails(mail, 0).ShownState, new PartyMails(mail, 0).ShownSentAt));

        mail.GiveUp(OutboxMail.TooManyToMailbox, Now.AddSeconds(9));

        Assert.Equal((MailState.Sent, Now.AddSeconds(9)), (new PartyMails(mail, 0).ShownState, new PartyMails(mail, 0).ShownSentAt));
    }

    [Fact]
    public void Other_mails_are_shown_as_they_are()
    {
        var mail = OutboxMail.ForReservation(MailKind.Confirmation, APending(), Now);
        mail.GiveUp("550 no such user", Now);

        Assert.Equal(
            [(MailState.Waiting, null), (MailState.Sent, Now.AddSeconds(-5)), (MailState.GivenUp, null)],
            new PartyMails[] { new(null, 0), Mailed(5), new(mail, 0) }.Select(mails => (mails.ShownState, mails.ShownSentAt)));
    }
}
