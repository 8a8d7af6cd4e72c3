using BookingFlow.Web.Hosting.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace BookingFlow.Tests.Hosting.Security;

#pragma warning disable CA1848, CA2254, CA1873 // These tests deliberately log in the ways that the rules forbid.
public sealed class LogRedactionTests : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly ILogger _log;
    private readonly string _token = Token.New().Text;

    public LogRedactionTests()
    {
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        services.AddLogRedaction();
        _services = services.BuildServiceProvider();
        _log = _services.GetRequiredService<ILoggerFactory>().CreateLogger("Test");
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Token_in_a_message_or_a_structured_value_is_redacted_and_the_rest_is_kept()
    {
        _log.LogInformation("Opened {Path} for {Number}", $"/tickets/{_token}/calendar.ics", 7);
        var line = SingleRedactedRecord();
        Assert.Equal("Opened /tickets/[token]/calendar.ics for 7", line.Message);
        Assert.Equal("7", line.GetStructuredStateValue("Number"));
        Assert.Equal("/tickets/[token]/calendar.ics", line.GetStructuredStateValue("Path"));
    }

    [Fact]
    public void Signed_token_of_Google_Wallet_is_redacted()
    {
        // What a payload contains cannot be read in its encoding, so the whole signed token has to go.
        var encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{{\"value\":\"https://theatre.example/check-in/{_token}\"}}")).TrimEnd('=');
        _log.LogInformation("Redirected to {Address}", $"https://pay.google.com/gp/v/save/eyJhbGciOiJSUzI1NiJ9.{encoded}.c2lnbmF0dXJl_-0");
        Assert.Equal("Redirected to https://pay.google.com/gp/v/save/[token]", SingleRedactedRecord().Message);
    }

    [Fact]
    public void Token_in_a_scope_or_in_an_object_with_ToString_is_redacted()
    {
        using (_log.BeginScope("Request {Path}", $"/check-in/{_token}"))
        using (_log.BeginScope(new Dictionary<string, object> { ["Address"] = new Uri($"https://tickets.theatre.example/check-in/{_token}") }))
        {
            _log.LogWarning("Looked at {Address}", new Uri($"https://tickets.theatre.example/tickets/{_token}"));
        }

        SingleRedactedRecord();
    }

    [Fact]
    public void Token_in_an_exception_or_its_inner_exception_is_redacted_and_the_stack_trace_is_kept()
    {
        try
        {
            throw new InvalidOperationException("Outside", new IOException($"No such page: /tickets/{_token}"));
        }
        catch (InvalidOperationException exception)
        {
            _log.LogError(exception, "It broke");
        }

        var text = SingleRedactedRecord().AllText();
        Assert.Contains(nameof(Token_in_an_exception_or_its_inner_exception_is_redacted_and_the_stack_trace_is_kept), text, StringComparison.Ordinal);
        Assert.Contains("[token]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_without_a_token_is_logged_unchanged()
    {
        var exception = new InvalidOperationException("Nothing to hide");
        _log.LogError(exception, "It broke");
        Assert.Same(exception, SingleRedactedRecord().Exception);
    }

    [Theory]
    [InlineData("returnUrl=%2Fcheck-in%2F{0}", "returnUrl=%2Fcheck-in%2F[token]")]
    [InlineData("returnUrl=%252Fcheck-in%252F{0}%26a", "returnUrl=%252Fcheck-in%252F[token]%26a")]
    [InlineData("{0}", "[token]")]
    [InlineData("{0}.", "[token].")]
    [InlineData("\"{0}\",{0}", "\"[token]\",[token]")]
    [InlineData("nothing here", "nothing here")]
    public void Token_is_redacted_whatever_text_surrounds_it(string format, string expected) =>
        Assert.Equal(expected, LogRedaction.Redact(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, _token)));

    private FakeLogRecord SingleRedactedRecord()
    {
        var logs = _services.GetFakeLogCollector();
        Assert.Empty(logs.RecordsWith(_token));
        return Assert.Single(logs.GetSnapshot());
    }
}
