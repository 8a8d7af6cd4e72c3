using System.Globalization;
using BookingFlow.Web.Emails.Delivery;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace BookingFlow.Tests.Emails.Delivery;

/// <summary>Many mails in one conversation with a real mail server, and in the next when the server has had enough of it.</summary>
public sealed class SmtpSessionReuseTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private SmtpSink _sink = null!;

    public async ValueTask InitializeAsync() => _sink = await SmtpSink.StartAsync();

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    [Fact]
    public async Task A_hundred_mails_are_one_conversation_with_one_goodbye()
    {
        await using (var delivery = Delivery())
        {
            await DeliverAsync(delivery, 1, 100);
            Assert.Equal((1, 0), (_sink.Conversations, _sink.Goodbyes));
        }

        Assert.Equal((1, 1), (_sink.Conversations, _sink.Goodbyes));
        Assert.Equal(Numbers(1, 100), Taken());
    }

    [Fact]
    public async Task A_server_that_hangs_up_after_three_mails_gets_ten_once_each_in_four_sessions()
    {
        await _sink.BehaveAsync(new { hang_up_after = 3 });
        await using var delivery = Delivery();

        await DeliverAsync(delivery, 1, 10);

        Assert.Equal(Numbers(1, 10), Taken());
        Assert.Equal(4, _sink.Conversations);
    }

    [Fact]
    public async Task A_server_that_refuses_a_fourth_mail_of_a_session_gets_it_at_the_next_try_in_a_new_one()
    {
        await _sink.BehaveAsync(new { most = 3 });
        await using var delivery = Delivery();
        await DeliverAsync(delivery, 1, 3);

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(delivery, 4)));
        Assert.Equal(Numbers(1, 3), Taken());

        await DeliverAsync(delivery, 4, 3);
        Assert.Equal(Numbers(1, 6), Taken());
        Assert.Equal(2, _sink.Conversations);
    }

    [Fact]
    public async Task A_server_that_wants_no_mail_at_all_is_asked_once_a_mail_and_not_for_ever()
    {
        await _sink.BehaveAsync(new { most = 0 });
        await using var delivery = Delivery();

        Assert.NotNull(await Record.ExceptionAsync(() => DeliverAsync(delivery, 1)));
        Assert.Equal(1, _sink.Conversations);
        Assert.NotNull(await Record.ExceptionAsync(() => DeliverAsync(delivery, 2)));
        Assert.Equal(2, _sink.Conversations);
        Assert.Empty(_sink.Mails);
    }

    [Fact]
    public async Task A_line_that_goes_dead_after_the_server_was_told_of_a_mail_is_told_and_the_next_mail_goes_over_a_new_one()
    {
        await using var delivery = Delivery();
        await DeliverAsync(delivery, 1);
        await _sink.BehaveAsync(new { drop_at_data = true });

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(delivery, 2)));
        Assert.Equal(1, _sink.Conversations);

        await _sink.BehaveAsync(new { });
        await DeliverAsync(delivery, 3);
        Assert.Equal(["1", "3"], Taken());
        Assert.Equal(2, _sink.Conversations);
    }

    [Fact]
    public async Task A_mail_that_the_server_may_have_taken_when_the_line_went_dead_is_not_handed_over_again_at_once()
    {
        await using var delivery = Delivery();
        await DeliverAsync(delivery, 1);
        await _sink.BehaveAsync(new { drop_after_message = true });

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(delivery, 2)));

        Assert.Equal(["1", "2"], Taken());
        Assert.Equal(1, _sink.Conversations);
    }

    [Fact]
    public async Task A_recipient_whom_the_server_does_not_know_stops_none_of_the_others()
    {
        await _sink.BehaveAsync(new { refuse = new[] { "visitor2@example.org" } });
        await using var delivery = Delivery();
        await DeliverAsync(delivery, 1);

        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => DeliverAsync(delivery, 2));
        await DeliverAsync(delivery, 3);

        Assert.Equal("550 RecipientNotAccepted", refused.Message);
        Assert.Equal(["1", "3"], Taken());
        Assert.Equal(2, _sink.Conversations);
    }

    [Fact]
    public async Task A_server_that_falls_silent_in_the_middle_is_not_waited_for_for_ever_and_the_next_mail_goes_over_a_new_line()
    {
        var settings = _sink.Settings();
        settings.Timeout = TimeSpan.FromSeconds(5);
        await using var delivery = new SmtpDelivery(settings, _clock);
        await DeliverAsync(delivery, 1);
        await _sink.BehaveAsync(new { swallow = true });

        await Assert.ThrowsAsync<TimeoutException>(() => DeliverAsync(delivery, 2));

        await _sink.BehaveAsync(new { });
        await DeliverAsync(delivery, 3);
        Assert.Equal(["1", "2", "3"], Taken());
        Assert.Equal(2, _sink.Conversations);
    }

    [Fact]
    public async Task A_conversation_in_which_nothing_was_said_for_a_while_is_not_trusted_any_more()
    {
        await using var delivery = Delivery();
        await DeliverAsync(delivery, 1);
        _clock.Advance(TimeSpan.FromSeconds(29));
        await DeliverAsync(delivery, 2);
        Assert.Equal(1, _sink.Conversations);

        _clock.Advance(TimeSpan.FromSeconds(31));
        await DeliverAsync(delivery, 3);
        Assert.Equal((2, 1), (_sink.Conversations, _sink.Goodbyes));
        Assert.Equal(["1", "2", "3"], Taken());
    }

    [Fact]
    public async Task A_server_that_asks_who_we_are_is_told_in_every_conversation()
    {
        await using var strict = await SmtpSink.StartAsync(new SmtpSinkOptions(User: "theatre", Password: "pass word"));
        await strict.BehaveAsync(new { hang_up_after = 2 });
        await using var delivery = new SmtpDelivery(strict.Settings(), _clock);

        await DeliverAsync(delivery, 1, 4);

        Assert.Equal(["theatre", "theatre", "theatre", "theatre"], strict.Mails.Select(mail => mail.Envelope.User));
        Assert.Equal(2, strict.Conversations);
    }

    private SmtpDelivery Delivery() => new(_sink.Settings(), _clock);

    private static async Task DeliverAsync(SmtpDelivery delivery, int first, int mails = 1)
    {
        foreach (var number in Numbers(first, mails))
        {
            await delivery.DeliverAsync(Mail(number), TestContext.Current.CancellationToken);
        }
    }

    private string[] Taken() => [.. _sink.Mails.Select(mail => mail.Message.MessageId!.Split('@')[0])];

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
