namespace BookingFlow.Tests.Domain.Mail;

public sealed class OutboxMailTests
{
    private static readonly DateTime Now = TestTimes.Now;
    private readonly OutboxMail _mail = OutboxMail.ForReservation(MailKind.Ticket, new AReservation().Build(), Now);
    private readonly Guid _sender = Guid.NewGuid();

    [Fact]
    public void An_unsent_mail_can_be_claimed_from_its_creation_on()
    {
        Assert.True(_mail.IsUnsent);
        Assert.True(_mail.CanBeClaimed(Now));
        Assert.False(_mail.CanBeClaimed(Now.AddTicks(-1)));
    }

    [Fact]
    public void A_claimed_mail_cannot_be_claimed_until_the_claim_expires()
    {
        _mail.Claim(_sender, Now.AddMinutes(2));

        Assert.False(_mail.CanBeClaimed(Now.AddMinutes(2).AddTicks(-1)));
        Assert.True(_mail.CanBeClaimed(Now.AddMinutes(2)));
    }

    [Fact]
    public void Only_the_claiming_sender_can_release_its_claim()
    {
        _mail.Claim(_sender, Now.AddMinutes(2));

        _mail.ReleaseClaim(Guid.NewGuid());
        Assert.False(_mail.CanBeClaimed(Now));
        _mail.ReleaseClaim(_sender);
        Assert.True(_mail.CanBeClaimed(Now));
        Assert.Equal(0, _mail.Attempts);
    }

    [Fact]
    public void A_sent_mail_is_not_unsent_and_cannot_be_claimed()
    {
        _mail.Failed("once", Now);
        _mail.Claim(_sender, Now.AddMinutes(2));

        _mail.Sent(Now);

        Assert.Equal((false, false, Now, null), (_mail.IsUnsent, _mail.CanBeClaimed(Now.AddYears(1)), _mail.SentAt, _mail.LastError));
        Assert.Null(_mail.ClaimedBy);
    }

    [Fact]
    public void A_failed_mail_stays_unsent_and_waits_for_its_next_attempt()
    {
        _mail.Claim(_sender, Now.AddMinutes(2));

        _mail.Failed("TimeoutException", Now);

        Assert.Equal((true, 1, "TimeoutException"), (_mail.IsUnsent, _mail.Attempts, _mail.LastError));
        Assert.False(_mail.CanBeClaimed(Now.AddSeconds(15).AddTicks(-1)));
        Assert.True(_mail.CanBeClaimed(Now.AddSeconds(15)));
    }

    [Fact]
    public void A_mail_that_was_given_up_cannot_be_claimed_and_keeps_its_error()
    {
        _mail.GiveUp("550 RecipientNotAccepted", Now);

        Assert.Equal((false, false, "550 RecipientNotAccepted"), (_mail.IsUnsent, _mail.CanBeClaimed(Now.AddYears(1)), _mail.LastError));
    }

    [Fact]
    public void A_long_error_is_truncated_to_its_column_length()
    {
        _mail.Failed(new string('x', Limits.ErrorText + 100), Now);

        Assert.Equal(Limits.ErrorText, _mail.LastError?.Length);
    }

    [Fact]
    public void The_retry_delay_starts_at_15_seconds_and_doubles_up_to_an_hour()
    {
        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600], Enumerable.Range(0, 10).Select(n => OutboxMail.BackOff(n).TotalSeconds));
        Assert.Equal(TimeSpan.FromHours(1), OutboxMail.BackOff(int.MaxValue));
        Assert.Equal(TimeSpan.FromSeconds(15), OutboxMail.BackOff(-1));
    }

    [Fact]
    public void FailingSince_is_the_first_failure_until_the_mail_is_sent()
    {
        Assert.Null(_mail.FailingSince);
        _mail.Failed("down", Now);
        _mail.Failed("still down", Now.AddMinutes(5));
        Assert.Equal(Now, _mail.FailingSince);

        _mail.Sent(Now.AddMinutes(6));
        Assert.Null(_mail.FailingSince);
    }

    [Fact]
    public void Giving_a_mail_up_clears_FailingSince()
    {
        _mail.Failed("down", Now);
        _mail.GiveUp("550", Now.AddMinutes(1));

        Assert.Null(_mail.FailingSince);
    }

    [Fact]
    public void TryAgain_makes_a_failed_or_given_up_mail_due_at_once()
    {
        _mail.Failed("down", Now);
        _mail.Retry(Now);
        Assert.True(_mail.CanBeClaimed(Now));
        Assert.Equal((Now, 1), (_mail.FailingSince, _mail.Attempts));

        _mail.GiveUp("550 RecipientNotAccepted", Now.AddMinutes(1));
        _mail.Retry(Now.AddMinutes(2));
        Assert.True(_mail.IsUnsent);
        Assert.True(_mail.CanBeClaimed(Now.AddMinutes(2)));
    }

    [Fact]
    public void TryAgain_does_not_resend_a_sent_mail()
    {
        _mail.Sent(Now);
        _mail.Retry(Now.AddMinutes(1));

        Assert.Equal((false, Now), (_mail.IsUnsent, _mail.SentAt));
        Assert.False(_mail.CanBeClaimed(Now.AddMinutes(1)));
    }

    [Fact]
    public void A_mail_to_a_staff_member_has_no_reservation()
    {
        var mail = OutboxMail.ForStaff(MailKind.Test, staffId: 4, Now);

        Assert.Equal((4, null, true), (mail.StaffId, mail.ReservationId, mail.CanBeClaimed(Now)));
    }

    [Fact]
    public void Every_mail_has_a_unique_message_id() =>
        Assert.NotEqual(_mail.MessageId, OutboxMail.ForReservation(MailKind.Ticket, _mail.Reservation!, Now).MessageId);
}
