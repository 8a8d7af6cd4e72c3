using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using BookingFlow.Web.Emails.Delivery;
using MailKit.Security;
using MimeKit;

namespace BookingFlow.Tests.Emails.Delivery;

/// <summary>Handing mail over in real conversations with a real mail server.</summary>
public sealed class SmtpDeliveryTests
{
    private const string SinkPort = "BOOKINGFLOW_TEST_SMTP_PORT";

    /// <summary>For servers that never say a word.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    /// <summary>For servers that fall silent at the end: enough for everything before, also on a busy machine.</summary>
    private static readonly TimeSpan Longer = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_mail_arrives_byte_for_byte_with_its_message_id()
    {
        await using var sink = await SmtpSink.StartAsync();
        var message = Mail();

        await DeliverAsync(sink.Settings(), message);

        var taken = Assert.Single(sink.Mails);
        Assert.Equal(Written(message), Encoding.UTF8.GetString(taken.Bytes));
        Assert.Equal("4711@theatre.example", taken.Message.MessageId);
        Assert.Equal((false, null), (taken.Envelope.Tls, taken.Envelope.User));
        Assert.Equal(("tickets@theatre.example", "ada@example.org"), (taken.Envelope.From, Assert.Single(taken.Envelope.To)));
    }

    [Fact]
    public async Task The_same_mail_sent_again_is_the_same_to_the_byte()
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
    public async Task No_name_writes_headers_or_adds_a_recipient(string name)
    {
        await using var sink = await SmtpSink.StartAsync();

        await DeliverAsync(sink.Settings(), Mail(name));

        var taken = Assert.Single(sink.Mails);
        Assert.Equal(["ada@example.org"], taken.Envelope.To);
        Assert.Equal(["ada@example.org"], taken.Message.GetRecipients().Select(r => r.Address));
        Assert.DoesNotContain(taken.Message.Headers, header => header.Id is HeaderId.Bcc or HeaderId.Cc);
    }

    [Theory]
    [InlineData("LOGIN")]
    [InlineData("PLAIN")]
    public async Task A_server_that_asks_who_we_are_is_told(string mechanism)
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(User: "theatre", Password: "pass word", Mechanism: mechanism));

        await DeliverAsync(sink.Settings(), Mail());

        Assert.Equal("theatre", Assert.Single(sink.Mails).Envelope.User);
    }

    [Fact]
    public async Task A_wrong_password_is_a_fault_of_the_settings_and_the_mail_stays_owed()
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(User: "theatre", Password: "right"));
        var settings = sink.Settings();
        settings.Password = "wrong";

        await Assert.ThrowsAsync<AuthenticationException>(() => DeliverAsync(settings, Mail()));
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_refused_recipient_is_refused_for_good_and_the_reason_names_no_address()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.BehaveAsync(new { refuse = new[] { "ada@example.org" } });

        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => DeliverAsync(sink.Settings(), Mail()));

        Assert.Equal("550 RecipientNotAccepted", refused.Message);
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_refused_message_is_refused_for_good()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.BehaveAsync(new { refuse_message = true });

        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => DeliverAsync(sink.Settings(), Mail()));

        Assert.Equal("554 MessageNotAccepted", refused.Message);
    }

    [Fact]
    public async Task A_server_that_says_later_has_not_refused_the_recipient()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.BehaveAsync(new { recipients_later = true });

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(sink.Settings(), Mail())) ?? Nothing());
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_server_that_says_later_has_not_refused_the_message()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.BehaveAsync(new { message_later = true });

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(sink.Settings(), Mail())) ?? Nothing());
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_conversation_that_breaks_off_is_told_and_the_next_one_succeeds()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.BehaveAsync(new { drop_at_data = true });

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(sink.Settings(), Mail())) ?? Nothing());
        Assert.Empty(sink.Mails);

        await sink.BehaveAsync(new { });
        await DeliverAsync(sink.Settings(), Mail());
        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task A_server_that_nobody_started_is_told_and_has_not_refused()
    {
        var settings = new SmtpSettings { Host = "127.0.0.1", Port = 1, Security = SmtpSecurity.None };

        Assert.IsNotType<MailRefusedException>(await Record.ExceptionAsync(() => DeliverAsync(settings, Mail())) ?? Nothing());
    }

    [Fact]
    public async Task A_server_that_never_greets_is_not_waited_for_for_ever()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.BehaveAsync(new { greet = false });
        var settings = sink.Settings();
        settings.Timeout = Short;

        await Assert.ThrowsAsync<TimeoutException>(() => DeliverAsync(settings, Mail()));
    }

    [Fact]
    public async Task A_server_that_takes_the_mail_and_never_says_so_is_not_waited_for_for_ever()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.BehaveAsync(new { swallow = true });
        var settings = sink.Settings();
        settings.Timeout = Longer;

        await Assert.ThrowsAsync<TimeoutException>(() => DeliverAsync(settings, Mail()));
        Assert.Single(sink.Mails);
    }

    [Theory]
    [InlineData("silence")]
    [InlineData("drop")]
    public async Task A_broken_goodbye_after_the_mail_was_taken_does_not_have_it_sent_twice(string goodbye)
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.BehaveAsync(new { quit = goodbye });
        var settings = sink.Settings();
        settings.Timeout = Longer;

        await DeliverAsync(settings, Mail());

        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task A_program_that_shuts_down_breaks_off_as_cancelled_and_not_as_late()
    {
        await using var sink = await SmtpSink.StartAsync();
        await sink.BehaveAsync(new { greet = false });
        using var shutdown = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DeliverAsync(sink.Settings(), [Mail()], shutdown.Token));
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task A_server_that_cannot_prove_who_it_is_gets_neither_mail_nor_password(SmtpSecurity security)
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(security, "theatre", "secret"));

        await Assert.ThrowsAsync<SslHandshakeException>(() => DeliverAsync(sink.Settings(), Mail()));
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_server_that_offers_no_protection_gets_nothing_when_protection_was_asked_for()
    {
        await using var sink = await SmtpSink.StartAsync();
        var settings = sink.Settings();
        settings.Security = SmtpSecurity.StartTls;

        await Assert.ThrowsAsync<NotSupportedException>(() => DeliverAsync(settings, Mail()));
        Assert.Empty(sink.Mails);
    }

    [Fact]
    public Task A_trusted_server_gets_the_mail_after_the_conversation_became_protected() => ProtectedAsync(SmtpSecurity.StartTls);

    [Fact]
    public Task A_trusted_server_gets_the_mail_in_a_conversation_protected_from_the_first_byte() => ProtectedAsync(SmtpSecurity.Tls);

    // What is trusted is settled when a process starts. So the test starts one that trusts its server and runs itself
    // there, with the server's port in the environment: that one hands the mail over, this one looks at what arrived.
    private static async Task ProtectedAsync(SmtpSecurity security, [CallerMemberName] string test = "")
    {
        if (Environment.GetEnvironmentVariable(SinkPort) is { } port)
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

        await sink.BehaveAsync(new { hang_up_after = 2 });

        await InAProcessThatTrustsAsync(sink, test);

        Assert.Equal((3, 2), (sink.Mails.Count, sink.Conversations));
        Assert.All(sink.Mails, taken =>
        {
            Assert.True(taken.Envelope.Tls);
            Assert.Equal(Written(Mail()), Encoding.UTF8.GetString(taken.Bytes));
        });
    }

    private static async Task InAProcessThatTrustsAsync(SmtpSink sink, string test)
    {
        var order = new ProcessStartInfo(
            "dotnet", [typeof(SmtpDeliveryTests).Assembly.Location, "-method", $"{typeof(SmtpDeliveryTests).FullName}.{test}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["SSL_CERT_FILE"] = sink.CertificateFile,
                [SinkPort] = sink.Port.ToString(CultureInfo.InvariantCulture),
            },
        };
        using var process = Process.Start(order)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }

    private static Task DeliverAsync(SmtpSettings settings, params MimeMessage[] messages) =>
        DeliverAsync(settings, messages, TestContext.Current.CancellationToken);

    private static async Task DeliverAsync(SmtpSettings settings, MimeMessage[] messages, CancellationToken cancellationToken)
    {
        await using var delivery = new SmtpDelivery(settings, TimeProvider.System);
        foreach (var message in messages)
        {
            await delivery.DeliverAsync(message, cancellationToken);
        }
    }

    // An exception was expected and there was none: named so that the assertion fails on it.
    private static MailRefusedException Nothing() => new("The mail was taken.");

    // As MailComposer makes them: fixed Message-ID and date, 7-bit, the visitor's name in a MailboxAddress.
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

    private static string Written(MimeMessage message)
    {
        using var stream = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
