using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace BookingFlow.Tests.Hosting;

/// <summary>
/// Tests of <c>/metrics</c>. In a process of its own: the exporter would also read the meters of other programs in the process of the tests.
/// </summary>
public sealed partial class PrometheusTests
{
    private const string Token = "a token of the venue";

    [Fact]
    public async Task A_server_with_the_token_reads_every_metric_of_the_sample_alerts_and_others_are_answered_401()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var program = await ProgramProcess.StartAsync(database, ("Telemetry:PrometheusToken", Token), ("Demo:Season", "true"));
        var metrics = "";
        await Eventually.AssertAsync(
            async () => (metrics = (await ScrapeAsync(program, $"Bearer {Token}")).Body).Contains("bookingflow_health", StringComparison.Ordinal),
            "the health checks have run, which they do 5 seconds after the start");

        Assert.Matches("(?m)^bookingflow_health\\{.*check=\"disk\".*\\} 1$", metrics);
        var alerts = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "alerts.yml"));
        var names = MetricName().Matches(alerts).Select(m => m.Value).Distinct().ToList();
        Assert.InRange(names.Count, 4, 20);
        Assert.All(names, name => Assert.Matches($"(?m)^{name}\\{{", metrics));
        foreach (var authorization in new[] { null, "Bearer the token of a venue", $"Bearer {Token}2", $"Basic {Token}" })
        {
            var (status, challenge, body) = await ScrapeAsync(program, authorization);
            Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (status, challenge));
            Assert.DoesNotContain("bookingflow_", body, StringComparison.Ordinal);
        }
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

    private static async Task<(HttpStatusCode Status, string Challenge, string Body)> ScrapeAsync(ProgramProcess program, string? authorization)
    {
        using var http = new HttpClient { BaseAddress = new Uri(program.Address) };
        if (authorization is not null)
        {
            http.DefaultRequestHeaders.Add("Authorization", authorization);
        }

        using var response = await http.GetAsync("/metrics");
        return (response.StatusCode, response.Headers.WwwAuthenticate.ToString(), await response.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"\b(bookingflow|http_server)_[a-z_]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MetricName();
}
