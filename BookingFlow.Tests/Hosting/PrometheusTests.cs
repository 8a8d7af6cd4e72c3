using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace BookingFlow.Tests.Hosting;

/// <summary>Tests of <c>/metrics</c> in the running program.</summary>
[Collection(nameof(NonParallelTests))]
public sealed partial class PrometheusTests
{
    private const string Token = "a token of the venue";

    [Fact]
    public async Task A_server_with_the_token_reads_every_metric_of_the_sample_alerts_and_no_personal_data()
    {
        await using var app = await BookingFlowApp.StartAsync(clock: null, ("Telemetry:PrometheusToken", Token));
        var scenario = await EndToEndScenario.RunAsync(app);
        using var prometheus = new HttpClient { BaseAddress = new Uri(app.Address) };
        prometheus.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        var metrics = "";
        await Eventually.AssertAsync(
            async () => (metrics = await prometheus.GetStringAsync("/metrics")).Contains("bookingflow_health", StringComparison.Ordinal),
            "the health checks have run, which they do 5 seconds after the start");

        Assert.Matches("(?m)^bookingflow_health\\{.*check=\"disk\".*\\} 1 ", metrics);
        Assert.Matches("(?m)^bookingflow_confirmations_total\\{.*\\} [1-9]", metrics);
        var alerts = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "alerts.yml"));
        var names = MetricName().Matches(alerts).Select(m => m.Value).Distinct().ToList();
        Assert.InRange(names.Count, 4, 20);
        Assert.All(names, name => Assert.Matches($"(?m)^{name}\\{{", metrics));
        Assert.All([.. scenario.Tokens, .. scenario.PersonalData], secret => Assert.DoesNotContain(secret, metrics, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer another token of somebody")]
    [InlineData("Bearer a token of the venue2")]
    [InlineData("Basic a token of the venue")]
    public async Task Others_are_answered_401(string? authorization)
    {
        await using var app = await BookingFlowApp.StartAsync(clock: null, ("Telemetry:PrometheusToken", Token));
        using var stranger = new HttpClient { BaseAddress = new Uri(app.Address) };
        if (authorization is not null)
        {
            stranger.DefaultRequestHeaders.Add("Authorization", authorization);
        }

        using var response = await stranger.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.DoesNotContain("bookingflow_", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_in_the_settings_there_are_no_metrics()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var prometheus = new HttpClient { BaseAddress = new Uri(app.Address) };
        prometheus.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "");
        using var response = await prometheus.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [GeneratedRegex(@"\b(bookingflow|http_server)_[a-z_]+")]
    private static partial Regex MetricName();
}
