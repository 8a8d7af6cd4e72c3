using System.Diagnostics.Metrics;
using BookingFlow.Web.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace BookingFlow.Tests.Infrastructure.Telemetry;

/// <summary>The metrics of use cases that run without a web server.</summary>
public sealed class TestMetrics : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<BookingMetrics>().BuildServiceProvider();

    /// <summary>Creates meters whose measurements <see cref="Collect"/> sees.</summary>
    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public BookingMetrics Booking => _services.GetRequiredService<BookingMetrics>();

    /// <summary>Creates metrics for tests that do not read them.</summary>
    public static BookingMetrics CreateBookingMetrics() => new TestMetrics().Booking;

    /// <summary>Collects what an instrument measures from now on.</summary>
    public MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(Meters, BookingMetrics.Name, instrument);

    public void Dispose() => _services.Dispose();
}
