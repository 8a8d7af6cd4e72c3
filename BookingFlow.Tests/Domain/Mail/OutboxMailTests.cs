namespace BookingFlow.Tests.Domain.Mail;

public sealed class OutboxMailTests
{
    private static readonly DateTime Now = AMoment.Now;
    private readonly OutboxMail _mail = OutboxMail.Owed(MailKind.Ticket, new AReservation().Build(), Now);
    private readonly Guid _sender = Guid.NewGuid();

    [Fact]
    public void A_mail_that_is_owed_can_be_claimed_at_once_and_not_before()
    {
        Assert.True(_mail.IsUnsent);
        Assert.True(_mail.CanBeClaimed(Now));
        Assert.False(_mail.CanBeClaimed(Now.AddTicks(-1)));
    }

    [Fact]
    public void A_claimed_mail_is_left_alone_until_the_claim_runs_out()
    {
        _mail.Claim(_sender, Now.AddMinutes(2));

        Assert.False(_mail.CanBeClaimed(Now.AddMinutes(2).AddTicks(-1)));
        Assert.True(_mail.CanBeClaimed(Now.AddMinutes(2)));
    }

    [Fact]
    public void Whoever_gives_a_mail_back_frees_it_and_nobody_else_can()
    {
        _mail.Claim(_sender, Now.AddMinutes(2));

        _mail.GiveBack(Guid.NewGuid());
        Assert.False(_mail.CanBeClaimed(Now));
        _mail.GiveBack(_sender);
        Assert.True(_mail.CanBeClaimed(Now));
        Assert.Equal(0, _mail.Attempts);
    }

    [Fact]
    public void A_sent_mail_is_owed_no_longer()
    {
        _mail.Failed("once", Now);
        _mail.Claim(_sender, Now.AddMinutes(2));

        _mail.Sent(Now);

        Assert.Equal((false, false, Now, null), (_mail.IsUnsent, _mail.CanBeClaimed(Now.AddYears(1)), _mail.SentAt, _mail.LastError));
        Assert.Null(_mail.ClaimedBy);
    }

    [Fact]
    public void A_failed_mail_is_still_owed_and_waits_for_its_next_attempt()
    {
        _mail.Claim(_sender, Now.AddMinutes(2));

        _mail.Failed("TimeoutException", Now);

        Assert.Equal((true, 1, "TimeoutException"), (_mail.IsUnsent, _mail.Attempts, _mail.LastError));
        Assert.False(_mail.CanBeClaimed(Now.AddSeconds(15).AddTicks(-1)));
        Assert.True(_mail.CanBeClaimed(Now.AddSeconds(15)));
    }

    [Fact]
    public void A_mail_that_was_given_up_is_never_tried_again_and_says_why()
    {
        _mail.GiveUp("550 RecipientNotAccepted", Now);

        Assert.Equal((false, false, "550 RecipientNotAccepted"), (_mail.IsUnsent, _mail.CanBeClaimed(Now.AddYears(1)), _mail.LastError));
    }

    [Fact]
    public void A_long_error_is_shortened_to_what_its_column_holds()
    {
        _mail.Failed(new string('x', Limits.ErrorText + 100), Now);

        Assert.Equal(Limits.ErrorText, _mail.LastError?.Length);
    }

    [Fact]
    public void The_wait_begins_at_15_seconds_and_doubles_up_to_an_hour()
    {
        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600], Enumerable.Range(0, 10).Select(n => OutboxMail.BackOff(n).TotalSeconds));
        Assert.Equal(TimeSpan.FromHours(1), OutboxMail.BackOff(int.MaxValue));
        Assert.Equal(TimeSpan.FromSeconds(15), OutboxMail.BackOff(-1));
    }

    [Fact]
    public void A_mail_fails_since_its_first_failure_until_it_is_sent()
    {
        Assert.Null(_mail.FailingSince);
        _mail.Failed("down", Now);
        _mail.Failed("still down", Now.AddMinutes(5));
        Assert.Equal(Now, _mail.FailingSince);

        _mail.Sent(Now.AddMinutes(6));
        Assert.Null(_mail.FailingSince);
    }

    [Fact]
    public void A_mail_that_was_given_up_does_not_fail_any_more()
    {
        _mail.Failed("down", Now);
        _mail.GiveUp("550", Now.AddMinutes(1));

        Assert.Null(_mail.FailingSince);
    }

    [Fact]
    public void Trying_again_does_not_wait_and_takes_up_what_was_given_up()
    {
        _mail.Failed("down", Now);
        _mail.TryAgain(Now);
        Assert.True(_mail.CanBeClaimed(Now));
        Assert.Equal((Now, 1), (_mail.FailingSince, _mail.Attempts));

        _mail.GiveUp("550 RecipientNotAccepted", Now.AddMinutes(1));
        _mail.TryAgain(Now.AddMinutes(2));
        Assert.True(_mail.IsUnsent);
        Assert.True(_mail.CanBeClaimed(Now.AddMinutes(2)));
    }

    [Fact]
    public void What_was_sent_is_not_sent_again()
    {
        _mail.Sent(Now);
        _mail.TryAgain(Now.AddMinutes(1));

        Assert.Equal((false, Now), (_mail.IsUnsent, _mail.SentAt));
        Assert.False(_mail.CanBeClaimed(Now.AddMinutes(1)));
    }

    [Fact]
    public void A_mail_to_a_colleague_is_owed_to_nobody_else()
    {
        var mail = OutboxMail.OwedToStaff(MailKind.Test, staffId: 4, Now);

        Assert.Equal((4, null, true), (mail.StaffId, mail.ReservationId, mail.CanBeClaimed(Now)));
    }

    [Fact]
    public void Every_mail_has_a_message_id_of_its_own() =>
        Assert.NotEqual(_mail.MessageId, OutboxMail.Owed(MailKind.Ticket, _mail.Reservation!, Now).MessageId);
}
