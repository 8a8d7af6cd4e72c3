using BookingFlow.Web.Hosting.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace BookingFlow.Tests.Hosting.Security;

#pragma warning disable CA1848, CA2254, CA1873 // These tests log as careless code does.
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
        _log = _services.GetRequiredService<ILoggerFactory>().CreateLogger("House");
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void A_token_in_a_sentence_or_a_named_value_is_left_out_and_the_rest_stays()
    {
        _log.LogInformation("Opened {Path} for {Number}", $"/tickets/{_token}/calendar.ics", 7);
        var line = Only();
        Assert.Equal("Opened /tickets/[token]/calendar.ics for 7", line.Message);
        Assert.Equal("7", line.GetStructuredStateValue("Number"));
        Assert.Equal("/tickets/[token]/calendar.ics", line.GetStructuredStateValue("Path"));
    }

    [Fact]
    public void A_token_in_a_scope_or_in_something_that_prints_itself_is_left_out()
    {
        using (_log.BeginScope("Request {Path}", $"/check-in/{_token}"))
        using (_log.BeginScope(new Dictionary<string, object> { ["Address"] = new Uri($"https://tickets.theatre.example/check-in/{_token}") }))
        {
            _log.LogWarning("Looked at {Address}", new Uri($"https://tickets.theatre.example/tickets/{_token}"));
        }

        Only();
    }

    [Fact]
    public void A_token_in_a_fault_or_in_the_fault_behind_it_is_left_out_and_where_it_happened_stays()
    {
        try
        {
            throw new InvalidOperationException("Outside", new IOException($"No such page: /tickets/{_token}"));
        }
        catch (InvalidOperationException fault)
        {
            _log.LogError(fault, "It broke");
        }

        var text = Only().AllText();
        Assert.Contains(nameof(A_token_in_a_fault_or_in_the_fault_behind_it_is_left_out_and_where_it_happened_stays), text, StringComparison.Ordinal);
        Assert.Contains("[token]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_without_a_token_is_handed_on_as_it_is()
    {
        var fault = new InvalidOperationException("Nothing to hide");
        _log.LogError(fault, "It broke");
        Assert.Same(fault, Only().Exception);
    }

    [Theory]
    [InlineData("returnUrl=%2Fcheck-in%2F{0}", "returnUrl=%2Fcheck-in%2F[token]")]
    [InlineData("returnUrl=%252Fcheck-in%252F{0}%26a", "returnUrl=%252Fcheck-in%252F[token]%26a")]
    [InlineData("{0}", "[token]")]
    [InlineData("{0}.", "[token].")]
    [InlineData("\"{0}\",{0}", "\"[token]\",[token]")]
    [InlineData("nothing here", "nothing here")]
    public void Whatever_stands_around_it_a_token_is_found(string around, string told) =>
        Assert.Equal(told, LogRedaction.Redact(string.Format(System.Globalization.CultureInfo.InvariantCulture, around, _token)));

    private FakeLogRecord Only()
    {
        var logs = _services.GetFakeLogCollector();
        Assert.Empty(logs.RecordsWith(_token));
        return Assert.Single(logs.GetSnapshot());
    }
}
