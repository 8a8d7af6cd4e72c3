using System.Net;

namespace BookingFlow.Tests.Hosting.Pipeline;

/// <summary>The client is the address that the outermost known proxy saw, however it is written.</summary>
public sealed class ProxyHeadersTests
{
    private static (string Key, string Value)[] Settings { get; } =
    [
        ("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1"), ("RateLimits:PerClientWindow", "01:00:00"), ("Proxies:Known:0", "127.0.0.0/8"),
        ("Proxies:Known:1", "::1"), ("Proxies:Known:2", "9.9.9.9"),
    ];

    /// <summary>Each pair is one client if the second request is refused, because each client may send one form.</summary>
    [Theory]
    [InlineData("203.0.113.50", "203.0.113.50, 9.9.9.9", true)]
    [InlineData("203.0.113.51, 9.9.9.9", "203.0.113.52, 9.9.9.9", false)]
    [InlineData("203.0.113.53", "203.0.113.53, 9.9.9.9, 127.0.0.2", true)]
    [InlineData("203.0.113.54", "198.51.100.1, 203.0.113.54", true)]
    [InlineData("203.0.113.55, 9.9.9.9", "198.51.100.1, 203.0.113.55, 9.9.9.9", true)]
    [InlineData("203.0.113.56", "203.000.113.056", true)]
    [InlineData("203.0.113.40", "203.0.113.050", false)]
    [InlineData("203.0.113.57", "203.0.113.57:4711", true)]
    [InlineData("203.0.113.58", "::ffff:203.0.113.58", true)]
    [InlineData("203.0.113.59", "[::ffff:203.0.113.59]:4711", true)]
    [InlineData("2001:db8:1:2::1", "2001:0DB8:0001:0002:0000:0000:0000:00ff", true)]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:4::1", false)]
    [InlineData("0xcb.0.113.60", "3405803836", true)]
    [InlineData("203.0.113.60", "0xcb.0.113.60", false)]
    public async Task Addresses_are_one_client_or_two(string first, string second, bool areOneClient)
    {
        await using var app = await BookingFlowApp.StartAsync(settings: Settings);
        var performance = await app.AddAsync(app.APerformanceTonight());
        Assert.Equal(303, await ReserveAsync(app, performance.Id, first));
        Assert.Equal(areOneClient ? 429 : 303, await ReserveAsync(app, performance.Id, second));
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("010.000.000.001", "10.0.0.1")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("256.0.0.1", null)]
    [InlineData("10.0.1", null)]
    [InlineData("10.0.0.1.", null)]
    [InlineData("10.0.0.0001", null)]
    [InlineData("10.0.0.+1", null)]
    [InlineData("10.0.0. 1", null)]
    [InlineData("0x0a.0.0.1", null)]
    [InlineData("1234", null)]
    [InlineData("", null)]
    [InlineData("unknown", null)]
    [InlineData("::1", "::1")]
    [InlineData("2001:0db8::0001", "2001:db8::1")]
    [InlineData("[::1]", null)]
    [InlineData("10.0.0.1:80", null)]
    public void An_address_can_be_read_in_one_way_only(string text, string? expected) =>
        Assert.Equal(expected is null ? null : IPAddress.Parse(expected), ClientAddress.Parse(text));

    [Theory]
    [InlineData("10.0.0.1:80", "10.0.0.1")]
    [InlineData(" 10.0.0.1 ", "10.0.0.1")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("[2001:db8::1]:443", "2001:db8::1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("10.0.0.1:", null)]
    [InlineData("10.0.0.1:99999", null)]
    [InlineData("[10.0.0.1]:80", null)]
    [InlineData("[2001:db8::1", null)]
    [InlineData("[2001:db8::1]x", null)]
    [InlineData("_hidden", null)]
    public void An_entry_of_a_proxy_may_have_a_port(string text, string? expected) =>
        Assert.Equal(expected is null ? null : IPAddress.Parse(expected), ClientAddress.ParseWithPort(text));

    private static async Task<int> ReserveAsync(BookingFlowApp app, int performanceId, string forwardedFor)
    {
        using var visitor = app.Visitor();
        var path = $"/performances/{performanceId}/reserve";
        var form = await visitor.OpenAsync(path);
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
                NoScriptBrowser.Fields(form, "main form", ("Name", "Ada"), ("Email", $"{Guid.NewGuid():N}@visitors.example"), ("PartySize", "1"))
                    .Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        return (await visitor.SendAsync(request)).Status;
    }
}
