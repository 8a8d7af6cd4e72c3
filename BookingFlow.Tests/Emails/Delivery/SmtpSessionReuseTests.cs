using System.Globalization;
using BookingFlow.Web.Emails.Delivery;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace BookingFlow.Tests.Emails.Delivery;

/// <summary>Reuse of an SMTP session for many mails, and its replacement when the server ends it, against a real mail server.</summary>
public sealed class SmtpSessionReuseTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private SmtpSink _sink = null!;

    public async ValueTask InitializeAsync() => _sink = await SmtpSink.StartAsync();

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    [Fact]
    public async Task A_hundred_mails_use_one_session_and_one_QUIT()
    {
        await using (var delivery = CreateDelivery())
        {
            await DeliverAsync(delivery, 1, 100);
            Assert.Equal((1, 0), (_sink.Sessions, _sink.QuitCommands));
        }

        Assert.Equal((1, 1), (_sink.Sessions, _sink.QuitCommands));
        Assert.Equal(Numbers(1, 100), AcceptedMails());
    }

    [Fact]
    public async Task A_server_that_closes_sessions_after_three_mails_gets_ten_mails_once_in_four_sessions()
    {
        await _sink.SetBehaviourAsync(new { close_after = 3 });
        await using var delivery = CreateDelivery();

        await DeliverAsync(delivery, 1, 10);

        Assert.Equal(Numbers(1, 10), AcceptedMails());
        Assert.Equal(4, _sink.Sessions);
    }

    [Fact]
    public async Task A_mail_refused_by_a_session_limit_is_sent_in_a_new_session_at_the_next_attempt()
    {
        await _sink.SetBehaviourAsync(new { max_messages = 3 });
        await using var delivery = CreateDelivery();
        await DeliverAsync(delivery, 1, 3);

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(delivery, 4)));
        Assert.Equal(Numbers(1, 3), AcceptedMails());

        await DeliverAsync(delivery, 4, 3);
        Assert.Equal(Numbers(1, 6), AcceptedMails());
        Assert.Equal(2, _sink.Sessions);
    }

    [Fact]
    public async Task A_server_that_refuses_all_mail_is_contacted_once_per_mail()
    {
        await _sink.SetBehaviourAsync(new { max_messages = 0 });
        await using var delivery = CreateDelivery();

        Assert.NotNull(await Record.ExceptionAsync(() => DeliverAsync(delivery, 1)));
        Assert.Equal(1, _sink.Sessions);
        Assert.NotNull(await Record.ExceptionAsync(() => DeliverAsync(delivery, 2)));
        Assert.Equal(2, _sink.Sessions);
        Assert.Empty(_sink.Mails);
    }

    [Fact]
    public async Task A_connection_lost_at_DATA_throws_and_the_next_mail_uses_a_new_session()
    {
        await using var delivery = CreateDelivery();
        await DeliverAsync(delivery, 1);
        await _sink.SetBehaviourAsync(new { drop_at_data = true });

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(delivery, 2)));
        Assert.Equal(1, _sink.Sessions);

        await _sink.SetBehaviourAsync(new { });
        await DeliverAsync(delivery, 3);
        Assert.Equal(["1", "3"], AcceptedMails());
        Assert.Equal(2, _sink.Sessions);
    }

    [Fact]
    public async Task A_mail_possibly_accepted_before_the_connection_was_lost_is_not_resent_at_once()
    {
        await using var delivery = CreateDelivery();
        await DeliverAsync(delivery, 1);
        await _sink.SetBehaviourAsync(new { drop_after_message = true });

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(delivery, 2)));

        Assert.Equal(["1", "2"], AcceptedMails());
        Assert.Equal(1, _sink.Sessions);
    }

    [Fact]
    public async Task A_refused_recipient_does_not_stop_other_mails()
    {
        await _sink.SetBehaviourAsync(new { reject_recipients = new[] { "visitor2@example.org" } });
        await using var delivery = CreateDelivery();
        await DeliverAsync(delivery, 1);

        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => DeliverAsync(delivery, 2));
        await DeliverAsync(delivery, 3);

        Assert.Equal("550 RecipientNotAccepted", refused.Message);
        Assert.Equal(["1", "3"], AcceptedMails());
        Assert.Equal(2, _sink.Sessions);
    }

    [Fact]
    public async Task A_session_that_stops_answering_times_out_and_the_next_mail_uses_a_new_session()
    {
        await using var delivery = CreateDelivery();
        await DeliverAsync(delivery, 1);
        await _sink.SetBehaviourAsync(new { withhold_reply = true });

        var unanswered = DeliverAsync(delivery, 2);
        await Eventually.AssertAsync(() => Task.FromResult(_sink.Mails.Count == 2), "the server has the mail");
        _clock.Advance(_sink.Settings().Timeout);
        await Assert.ThrowsAsync<TimeoutException>(() => unanswered);

        await _sink.SetBehaviourAsync(new { });
        await DeliverAsync(delivery, 3);
        Assert.Equal(["1", "2", "3"], AcceptedMails());
        Assert.Equal(2, _sink.Sessions);
    }

    [Fact]
    public async Task An_idle_session_is_replaced_after_thirty_seconds()
    {
        await using var delivery = CreateDelivery();
        await DeliverAsync(delivery, 1);
        _clock.Advance(TimeSpan.FromSeconds(29));
        await DeliverAsync(delivery, 2);
        Assert.Equal(1, _sink.Sessions);

        _clock.Advance(TimeSpan.FromSeconds(31));
        await DeliverAsync(delivery, 3);
        Assert.Equal((2, 1), (_sink.Sessions, _sink.QuitCommands));
        Assert.Equal(["1", "2", "3"], AcceptedMails());
    }

    [Fact]
    public async Task A_server_that_requires_authentication_gets_the_credentials_in_every_session()
    {
        await using var authenticatingSink = await SmtpSink.StartAsync(new SmtpSinkOptions(User: "theatre", Password: "pass word"));
        await authenticatingSink.SetBehaviourAsync(new { close_after = 2 });
        await using var delivery = new SmtpDelivery(authenticatingSink.Settings(), new MailServerCapabilities(), _clock);

        await DeliverAsync(delivery, 1, 4);

        Assert.Equal(["theatre", "theatre", "theatre", "theatre"], authenticatingSink.Mails.Select(mail => mail.Envelope.User));
        Assert.Equal(2, authenticatingSink.Sessions);
    }

    private SmtpDelivery CreateDelivery() => new(_sink.Settings(), new MailServerCapabilities(), _clock);

    private static async Task DeliverAsync(SmtpDelivery delivery, int first, int mails = 1)
    {
        foreach (var number in Numbers(first, mails))
        {
            await delivery.DeliverAsync(Mail(number), TestContext.Current.CancellationToken);
        }
    }

    private string[] AcceptedMails() => [.. _sink.Mails.Select(mail => mail.Message.MessageId!.Split('@')[0])];

    private static string[] Numbers(int first, int mails) =>
        [.. Enumerable.Range(first, mails).Select(n => n.ToString(CultureInfo.InvariantCulture))];

    private static MimeMessage Mail(string number)
    {
        var message = new MimeMessage
        {
            MessageId = $"{number}@theatre.example",
            Subject = "Your ticket",
            Body = new TextPart("plain") { Text = "Welcome.\n" },
        };
        message.From.Add(new MailboxAddress("Theatre", "tickets@theatre.example"));
        message.To.Add(new MailboxAddress("Ada", $"visitor{number}@example.org"));
        return message;
    }
}
