using System.Diagnostics.Metrics;
using BookingFlow.Web.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>Tests that every refusal is counted once, tagged with its reason and page but never with the requested address.</summary>
public sealed class RefusalMetricsTests : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private MetricCollector<int> _refusals = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(clock: null, ("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1"));
        _refusals = new MetricCollector<int>(_app.Services.GetRequiredService<IMeterFactory>(), BookingMetrics.Name, "bookingflow.refusals");
    }

    public async ValueTask DisposeAsync()
    {
        _refusals.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Every_refusal_is_counted_once_with_its_reason_and_page()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        using var visitor = _app.Visitor();
        await visitor.OpenAsync("/");
        await visitor.OpenAsync("/shows/no-such-show");
        await visitor.OpenAsync($"/reservations/confirm/{Token.New().Text}");
        await visitor.OpenAsync("/no/such/place");
        Assert.Equal(400, (await visitor.PostAsync($"/performances/{performance.Id}/reserve")).Status);
        Assert.Equal(400, (await visitor.ReserveAsync(performance.Id, people: 99)).Status);
        Assert.Equal(429, (await visitor.ReserveAsync(performance.Id)).Status);

        Assert.Equal(
            [
                "place=/Performances/Reserve reason=form_expired",
                "place=/Performances/Reserve reason=invalid_input",
                "place=/Performances/Reserve reason=too_many_requests",
                "place=/Reservations/Confirm reason=confirmation_token_invalid",
                "place=/Shows/Show reason=show_not_found",
                "place=none reason=show_not_found",
            ],
            _refusals.Tags().Order(StringComparer.Ordinal));
    }
}
