using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Measurements;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench;

/// <summary>Collects the results of a run.</summary>
public sealed class Report(string machine, int rounds)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly List<Line> _lines = [];
    private readonly List<string> _invalid = [];
    private readonly long _start = Stopwatch.GetTimestamp();

    public string Heading => $"{machine}{Environment.NewLine}{rounds} rounds";

    public IReadOnlyList<Line> Lines => _lines;

    /// <summary>Measurements that failed because a response or result was wrong, with the reason.</summary>
    public IReadOnlyList<string> Invalid => _invalid;

    /// <summary>Runs a measurement, adds its lines and prints them.</summary>
    public async Task AddAsync(IMeasurement measurement, BenchEnvironment bench)
    {
        try
        {
            foreach (var line in await measurement.MeasureAsync(bench))
            {
                _lines.Add(line);
                Print($"{measurement.Name} {line.Row} {line.What}: {Table.Format(line.Median, line.Unit)} {line.Requirement} ({line.Absolutely})");
            }
        }
        catch (Exception exception)
            when (exception is UnexpectedResponseException or HttpRequestException or InvalidOperationException or DbException)
        {
            _invalid.Add($"{measurement.Name}: {exception.Message}");
            Print($"{measurement.Name} is not valid");
        }
    }

    /// <summary>Writes all results as JSON.</summary>
    /// <param name="file">Null for none.</param>
    public async Task WriteAsync(string? file)
    {
        if (file is not null)
        {
            await using var stream = File.Create(file);
            await JsonSerializer.SerializeAsync(stream, new { Machine = machine, Rounds = rounds, Lines = _lines, Invalid = _invalid }, Indented);
        }
    }

    private void Print(string text) => Console.WriteLine($"{Stopwatch.GetElapsedTime(_start):mm\\:ss} {text}");
}
