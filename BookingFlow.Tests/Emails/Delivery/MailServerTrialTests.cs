using BookingFlow.Web.Emails.Delivery;

namespace BookingFlow.Tests.Emails.Delivery;

/// <summary>What an operator is told about a mail server that does not work, with real conversations.</summary>
public sealed class MailServerTrialTests
{
    private const string From = "Lantern Theatre <tickets@theatre.example>";

    [Theory]
    [InlineData(SmtpSecurity.None, SmtpSecurity.None, "tickets", "right", null)]
    [InlineData(SmtpSecurity.None, SmtpSecurity.None, "tickets", "wrong", "refuses the user or the password")]
    [InlineData(SmtpSecurity.None, SmtpSecurity.None, "", "", "wants a user and a password")]
    [InlineData(SmtpSecurity.None, SmtpSecurity.StartTls, "tickets", "right", "offers no STARTTLS")]
    [InlineData(SmtpSecurity.None, SmtpSecurity.Tls, "tickets", "right", "does not begin with TLS")]
    [InlineData(SmtpSecurity.StartTls, SmtpSecurity.StartTls, "tickets", "right", "the certificate of 127.0.0.1 is not accepted")]
    public async Task Server_that_does_not_take_a_mail_is_explained(
        SmtpSecurity offered, SmtpSecurity chosen, string user, string password, string? expected)
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(offered, "tickets", "right"));
        var server = new SmtpSettings { Host = "127.0.0.1", Port = sink.Port, Security = chosen, User = user, Password = password };

        var problem = await new MailServerTrial(server, From).SendAsync("ada@visitors.example", "A test.", CancellationToken.None);

        Assert.Equal(expected is null ? 1 : 0, sink.Mails.Count);
        if (expected is null)
        {
            Assert.Null(problem);
        }
        else
        {
            Assert.Contains(expected, problem, StringComparison.Ordinal);
            Assert.False(problem!.EndsWith('.'));
        }
    }

    [Fact]
    public async Task Signing_in_sends_no_mail()
    {
        await using var sink = await SmtpSink.StartAsync(new SmtpSinkOptions(User: "tickets", Password: "right"));
        var server = new SmtpSettings { Host = "127.0.0.1", Port = sink.Port, Security = SmtpSecurity.None, User = "tickets", Password = "right" };

        Assert.Null(await new MailServerTrial(server, From).SignInAsync(CancellationToken.None));

        server.Password = "wrong";
        Assert.Contains(
            "refuses the user or the password", await new MailServerTrial(server, From).SignInAsync(CancellationToken.None), StringComparison.Ordinal);
        Assert.Empty(sink.Mails);
    }

    [Theory]
    [InlineData("mail.invalid", 587, "the name mail.invalid is not known")]
    [InlineData("127.0.0.1", 1, "nothing answers at port 1 of 127.0.0.1")]
    public async Task Server_that_cannot_be_reached_is_explained(string host, int port, string expected)
    {
        var server = new SmtpSettings { Host = host, Port = port };
        Assert.Contains(expected, await new MailServerTrial(server, From).SignInAsync(CancellationToken.None), StringComparison.Ordinal);
    }
}
