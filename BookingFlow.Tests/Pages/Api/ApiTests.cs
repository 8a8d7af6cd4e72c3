namespace BookingFlow.Tests.Pages.Api;

/// <summary>The page that says how to show the programme on another website.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private const string BaseUrl = "https://tickets.example";
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(settings: ("Booking:PublicBaseUrl", BaseUrl));
        _visitor = _app.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Every_address_on_the_page_works()
    {
        await _app.AddAsync(_app.APerformanceTonight());
        Assert.Equal("/api", (await _visitor.OpenAsync("/")).Find("main .feed a[href='/api']").GetAttribute("href"));

        var page = await _visitor.OpenAsync("/api");

        Assert.Equal($"{BaseUrl}/api", page.Find("link[rel=canonical]").GetAttribute("href"));
        string[] addresses =
        [
            .. page.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!),
            .. page.Document.QuerySelectorAll("main .sample").SelectMany(sample => sample.TextContent.Split('"', ' ', '\n'))
                .Where(text => text.StartsWith("https://", StringComparison.Ordinal)),
        ];
        Assert.True(addresses.Length > 7, string.Join('\n', addresses));
        foreach (var address in addresses)
        {
            Assert.Equal((address, 200), (address, (await _visitor.OpenAsync(address[BaseUrl.Length..])).Status));
        }

        foreach (var path in new[] { "/embed.js", "/embed?language=en", "/programme.atom", "/calendar.ics", "/api/v1/openapi.json" })
        {
            Assert.Contains(BaseUrl + path, addresses);
        }
    }

    [Fact]
    public async Task The_calendar_file_of_a_performance_has_only_that_one()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        await _app.AddAsync(_app.APerformanceTonight());

        var file = await _visitor.OpenAsync($"/calendar.ics?performance={performance.Id}");

        Assert.Equal($"performance-{performance.Id}@tickets.example", Assert.Single(Ical.Net.Calendar.Load(file.Body)!.Events).Uid);
    }
}
