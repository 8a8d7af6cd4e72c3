using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using BookingFlow.Web.Emails.Delivery;
using MailKit.Security;
using MimeKit;

namespace BookingFlow.Tests.Emails.Delivery;

/// <summary>Delivery over SMTP to a real mail server.</summary>
public sealed class SmtpDeliveryTests
{
    private const string SinkPortVariable = "BOOKINGFLOW_TEST_SMTP_PORT";

    /// <summary>For servers that never answer.</summary>
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(1);

    /// <summary>For servers that stop answering at the end; long enough for the earlier commands on a busy machine.</summary>
    private static readonly TimeSpan LongTimeout = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_mail_arrives_byte_for_byte_with_its_message_id()
    {
        await using var sink = await SmtpSink.StartAsync();
        var message = Mail();

        await DeliverAsync(sink.Settings(), message);

        var accepted = Assert.Single(sink.Mails);
        Assert.Equal(Serialise(message), Encoding.UTF8.GetString(accepted.Bytes));
        Assert.Equal("4711@theatre.example", accepted.Message.MessageId);
        Assert.Equal((false, null), (accepted.Envelope.Tls, accepted.Envelope.User));
        Assert.Equal(("tickets@theatre.example", "ada@example.org"), (accepted.Envelope.From, Assert.Single(accepted.Envelope.To)));
    }

    [Fact]
    public async Task The_same_mail_sent_again_has_identical_bytes()
    {
        await using var sink = await SmtpSink.StartAsync();

        await DeliverAsync(sink.Settings(), Mail());
        await DeliverAsync(sink.Settings(), Mail());

        Assert.Equal(sink.Mails[0].Bytes, sink.Mails[1].Bytes);
    }

    [Theory]
    [InlineData("Eve\r\nBcc: x@y.example")]
    [InlineData("Eve\nBcc: x@y.example")]
    [InlineData("Eve\rBcc: x@y.example")]
    [InlineData("Eve\" <x@y.example>, \"")]
    [InlineData("Eve <x@y.example>")]
    [InlineData("=?utf-8?q?Eve=0D=0ABcc=3A_x=40y.example?=")]
    public async Task A_recipient_name_cannot_inject_headers_or_recipients(string name)
    {
        await using var sink = await SmtpSink.StartAsync();

        await DeliverAsync(sink.Settings(), Mail(name));

        var accepted = Assert.Single(sink.Mails);
        Assert.Equal(["ada@example.org"], accepted.Envelope.To);
        Assert.Equal(["ada@example.org"], accepted.Message.GetRecipients().Select(r => r.Address));
        Assert.DoesNotContain(accepted.Message.Headers, header => header.Id is HeaderId.Bcc or HeaderId.Cc);
    }

    [Theory]
    [InlineData("LOGIN")]
    [InlineData("PLAIN")]
    public async Task A_server_that_requires_authentication_gets_the_credentials(string mechanism)
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(User: "theatre", Password: "pass word", Mechanism: mechanism));

        await DeliverAsync(sink.Settings(), Mail());

        Assert.Equal("theatre", Assert.Single(sink.Mails).Envelope.User);
    }

    [Fact]
    public async Task A_wrong_password_throws_AuthenticationException_and_sends_nothing()
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(User: "theatre", Password: "right"));
        var settings = sink.Settings();
        settings.Password = "wrong";

        await Assert.ThrowsAsync<AuthenticationException>(() => DeliverAsync(settings, Mail()));
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_permanently_refused_recipient_throws_MailRefusedException_without_the_address()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.SetBehaviourAsync(new { reject_recipients = new[] { "ada@example.org" } });

        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => DeliverAsync(sink.Settings(), Mail()));

        Assert.Equal("550 RecipientNotAccepted", refused.Message);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_permanently_refused_message_throws_MailRefusedException()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.SetBehaviourAsync(new { reject_message = true });

        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => DeliverAsync(sink.Settings(), Mail()));

        Assert.Equal("554 MessageNotAccepted", refused.Message);
    }

    [Fact]
    public async Task A_temporarily_refused_recipient_is_not_a_permanent_refusal()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.SetBehaviourAsync(new { defer_recipients = true });

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(sink.Settings(), Mail())) ?? NoException());
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_temporarily_refused_message_is_not_a_permanent_refusal()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.SetBehaviourAsync(new { defer_message = true });

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(sink.Settings(), Mail())) ?? NoException());
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_dropped_session_throws_and_the_next_session_succeeds()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.SetBehaviourAsync(new { drop_at_data = true });

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(sink.Settings(), Mail())) ?? NoException());
        Assert.Empty(sink.Mails);

        await sink.SetBehaviourAsync(new { });
        await DeliverAsync(sink.Settings(), Mail());
        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task An_unreachable_server_is_not_a_permanent_refusal()
    {
        var settings = new SmtpSettings { Host = "127.0.0.1", Port = 1, Security = SmtpSecurity.None };

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(settings, Mail())) ?? NoException());
    }

    [Fact]
    public async Task A_server_without_a_greeting_times_out()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.SetBehaviourAsync(new { greet = false });
        var settings = sink.Settings();
        settings.Timeout = ShortTimeout;

        await Assert.ThrowsAsync<TimeoutException>(() => DeliverAsync(settings, Mail()));
    }

    [Fact]
    public async Task A_server_that_accepts_the_mail_without_answering_times_out()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.SetBehaviourAsync(new { withhold_reply = true });
        var settings = sink.Settings();
        settings.Timeout = LongTimeout;

        await Assert.ThrowsAsync<TimeoutException>(() => DeliverAsync(settings, Mail()));
        Assert.Single(sink.Mails);
    }

    [Theory]
    [InlineData("silence")]
    [InlineData("drop")]
    public async Task A_failing_QUIT_after_the_mail_was_accepted_does_not_resend_it(string quit)
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.SetBehaviourAsync(new { quit });
        var settings = sink.Settings();
        settings.Timeout = LongTimeout;

        await DeliverAsync(settings, Mail());

        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task A_shutdown_during_delivery_throws_OperationCanceledException()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.SetBehaviourAsync(new { greet = false });
        using var shutdown = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DeliverAsync(sink.Settings(), [Mail()], shutdown.Token));
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task A_server_with_an_untrusted_certificate_gets_neither_mail_nor_password(SmtpSecurity security)
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(security, "theatre", "secret"));

        await Assert.ThrowsAsync<SslHandshakeException>(() => DeliverAsync(sink.Settings(), Mail()));
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_nothing_when_TLS_is_required()
    {
        await using var sink = await SmtpSink.StartAsync();
        var settings = sink.Settings();
        settings.Security = SmtpSecurity.StartTls;

        await Assert.ThrowsAsync<NotSupportedException>(() => DeliverAsync(settings, Mail()));
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public Task A_trusted_server_gets_the_mail_after_STARTTLS() => AssertDeliveredOverTlsAsync(SmtpSecurity.StartTls);

    [Fact]
    public Task A_trusted_server_gets_the_mail_over_implicit_TLS() => AssertDeliveredOverTlsAsync(SmtpSecurity.Tls);

    /// <summary>
    /// Asserts that mails are delivered over TLS. Trusted certificates are fixed when a process starts, so the test runs itself in a child
    /// process that trusts the server and gets its port in an environment variable. The child delivers; this process checks what arrived.
    /// </summary>
    private static async Task AssertDeliveredOverTlsAsync(SmtpSecurity security, [CallerMemberName] string test = "")
    {
        if (Environment.GetEnvironmentVariable(SinkPortVariable) is { } port)
        {
            await DeliverAsync(
                new SmtpSettings
                {
                    Host = "127.0.0.1",
                    Port = int.Parse(port, CultureInfo.InvariantCulture),
                    Security = security,
                }, Mail(), Mail(), Mail());
            return;
        }

        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(security));

        await sink.SetBehaviourAsync(new { close_after = 2 });

        await RunInTrustingProcessAsync(sink, test);

        Assert.Equal((3, 2), (sink.Mails.Count, sink.Sessions));
        Assert.All(sink.Mails, accepted =>
        {
            Assert.True(accepted.Envelope.Tls);
            Assert.Equal(Serialise(Mail()), Encoding.UTF8.GetString(accepted.Bytes));
        });
    }

    private static async Task RunInTrustingProcessAsync(SmtpSink sink, string test)
    {
        var startInfo = new ProcessStartInfo(
            "dotnet", [typeof(SmtpDeliveryTests).Assembly.Location, "-method", $"{typeof(SmtpDeliveryTests).FullName}.{test}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["SSL_CERT_FILE"] = sink.CertificateFile,
                [SinkPortVariable] = sink.Port.ToString(CultureInfo.InvariantCulture),
            },
        };
        using var process = Process.Start(startInfo)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }

    private static Task DeliverAsync(SmtpSettings settings, params MimeMessage[] messages) =>
        DeliverAsync(settings, messages, TestContext.Current.CancellationToken);

    private static async Task DeliverAsync(SmtpSettings settings, MimeMessage[] messages, CancellationToken cancellationToken)
    {
        await using var delivery = new SmtpDelivery(settings, new MailServerCapabilities(), TimeProvider.System);
        foreach (var message in messages)
        {
            await delivery.DeliverAsync(message, cancellationToken);
        }
    }

    /// <summary>Creates an exception of the unexpected type, which makes the assertion fail when no exception was thrown.</summary>
    private static MailRefusedException NoException() => new("The mail was accepted.");

    /// <summary>Creates a message like those of MailComposer: fixed Message-ID and date, 7-bit, the name in a MailboxAddress.</summary>
    private static MimeMessage Mail(string name = "Zoë Ångström")
    {
        var message = new MimeMessage
        {
            MessageId = "4711@theatre.example",
            Date = new DateTimeOffset(2026, 9, 5, 10, 0, 0, TimeSpan.Zero),
            Subject = "Your ticket for “The Tempest”",
            Body = new TextPart("plain") { Text = "Dear Zoë,\n.\n..two dots\nFrom here on: 🎭 " + new string('x', 2000) + "\nQUIT\n" },
        };
        message.From.Add(new MailboxAddress("Theatre", "tickets@theatre.example"));
        message.To.Add(new MailboxAddress(name, "ada@example.org"));
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    private static string Serialise(MimeMessage message)
    {
        using var stream = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
