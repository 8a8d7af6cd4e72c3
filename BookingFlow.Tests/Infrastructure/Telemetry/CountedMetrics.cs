using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using BookingFlow.Tests.Data.Upgrades;
using BookingFlow.Web.Telemetry;

namespace BookingFlow.Tests.Infrastructure.Telemetry;

/// <summary>One measurement, its tags as words in the order of their names.</summary>
public sealed record Measured(string Instrument, double Value, string Tags);

/// <summary>Listens to one house's meter: either to the one that it makes for a house without a web server, or to that of a whole program.</summary>
public sealed class CountedMetrics : IMeterFactory
{
    private readonly ConcurrentQueue<Measured> _measured = new();
    private readonly ConcurrentBag<Meter> _own = [];
    private readonly MeterListener _listener = new();

    /// <param name="program">Whose meter it is; null: one of its own.</param>
    public CountedMetrics(IMeterFactory? program = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == BookingMetrics.Name && ReferenceEquals(instrument.Meter.Scope, program ?? this))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
        House = new BookingMetrics(this);
    }

    /// <summary>For a house without a web server.</summary>
    public BookingMetrics House { get; }

    public IReadOnlyList<Measured> All => [.. _measured];

    /// <summary>A meter of its own, for tests that are not about counting.</summary>
    public static BookingMetrics AMeter() => new CountedMetrics().House;

    /// <summary>Everything that was counted with these tags; null: with whichever.</summary>
    public double Sum(string instrument, string? tags = null) => All.Where(m => m.Instrument == instrument && (tags is null || m.Tags == tags)).Sum(m => m.Value);

    /// <summary>What the gauges say at this moment.</summary>
    public IReadOnlyList<Measured> Gauges()
    {
        _measured.Clear();
        _listener.RecordObservableInstruments();
        return All;
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _own.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var meter in _own)
        {
            meter.Dispose();
        }
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _measured.Enqueue(new Measured(
        instrument.Name, value,
        string.Join(' ', tags.ToArray().OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key}={t.Value}")))));
}
