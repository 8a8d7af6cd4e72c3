using BookingFlow.Web.Emails.Delivery;
using MimeKit;

namespace BookingFlow.Tests.Emails.Delivery;

/// <summary>Delivery to addresses with letters beyond ASCII before the @, over SMTP to a real mail server.</summary>
public sealed class SmtpUtf8Tests
{
    [Theory]
    [InlineData("jürgen@example.org")]
    [InlineData("ада@пример.example")]
    public async Task A_server_with_SMTPUTF8_gets_the_mail_with_the_address_unchanged(string email)
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(SmtpUtf8: true));

        await DeliverAsync(sink, new MailServerCapabilities(), email);

        var accepted = Assert.Single(sink.Mails);
        Assert.True(accepted.Envelope.SmtpUtf8);
        Assert.Equal(email, Assert.Single(accepted.Envelope.To));
        Assert.Equal(("Zoë", email), accepted.Message.To.Mailboxes.Select(to => (to.Name, to.Address)).Single());
    }

    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("ada@müller.example")]
    public async Task SMTPUTF8_is_not_used_for_other_addresses(string email)
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(SmtpUtf8: true));

        await DeliverAsync(sink, new MailServerCapabilities(), email);

        var accepted = Assert.Single(sink.Mails);
        Assert.False(accepted.Envelope.SmtpUtf8);
        Assert.All(accepted.Bytes, octet => Assert.InRange(octet, 0, 127));
        Assert.All(accepted.Envelope.To, to => Assert.True(System.Text.Ascii.IsValid(to)));
    }

    [Fact]
    public async Task A_server_without_SMTPUTF8_gets_nothing_and_the_mail_is_refused_with_the_reason()
    {
        await using var sink = await SmtpSink.StartAsync();

        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => DeliverAsync(sink, new MailServerCapabilities(), "jürgen@example.org"));

        Assert.Equal(OutboxMail.NoSmtpUtf8, refused.Message);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_refused_address_does_not_stop_the_mails_after_it()
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var delivery = new SmtpDelivery(sink.Settings(), new MailServerCapabilities(), TimeProvider.System);

        await delivery.DeliverAsync(Mail("eve@example.org"), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<MailRefusedException>(
            () => delivery.DeliverAsync(Mail("jürgen@example.org"), TestContext.Current.CancellationToken));
        await delivery.DeliverAsync(Mail("ada@example.org"), TestContext.Current.CancellationToken);

        Assert.Equal((2, 1), (sink.Mails.Count, sink.Sessions));
    }

    [Fact]
    public async Task Mails_with_and_without_SMTPUTF8_alternate()
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(SmtpUtf8: true));
        await using var delivery = new SmtpDelivery(sink.Settings(), new MailServerCapabilities(), TimeProvider.System);

        foreach (var email in new[] { "jürgen@example.org", "jörg@example.org", "ada@müller.example", "eve@example.org", "jürgen@example.org" })
        {
            await delivery.DeliverAsync(Mail(email), TestContext.Current.CancellationToken);
        }

        Assert.Equal([true, true, false, false, true], sink.Mails.Select(mail => mail.Envelope.SmtpUtf8));
        Assert.Equal(3, sink.Sessions);
    }

    [Fact]
    public async Task The_capability_is_learned_with_every_session()
    {
        var capabilities = new MailServerCapabilities();
        Assert.True(capabilities.AllowsNonAsciiEmail);
        await using var old = await SmtpSink.StartAsync();
        await using var upgraded = await SmtpSink.StartAsync(new SmtpSinkOptions(SmtpUtf8: true));

        await DeliverAsync(old, capabilities, "ada@example.org");
        Assert.False(capabilities.AllowsNonAsciiEmail);

        await DeliverAsync(upgraded, capabilities, "ada@example.org");
        Assert.True(capabilities.AllowsNonAsciiEmail);
    }

    private static async Task DeliverAsync(SmtpSink sink, MailServerCapabilities capabilities, string email)
    {
        await using var delivery = new SmtpDelivery(sink.Settings(), capabilities, TimeProvider.System);
        await delivery.DeliverAsync(Mail(email), TestContext.Current.CancellationToken);
    }

    /// <summary>Creates a message like those of MailComposer.</summary>
    private static MimeMessage Mail(string email)
    {
        var message = new MimeMessage { Subject = "Für Sie", Body = new TextPart("plain") { Text = "Grüße" } };
        message.From.Add(new MailboxAddress("Theatre", "tickets@theatre.example"));
        message.To.Add(new MailboxAddress("Zoë", email));
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }
}
