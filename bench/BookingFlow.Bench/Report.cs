using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Measurements;
using BookingFlow.Bench.Servers;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench;

/// <summary>What was measured so far, and on what.</summary>
public sealed class Report(string machine, int rounds)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    private readonly List<Line> _lines = [];
    private readonly List<string> _invalid = [];
    private readonly long _start = Stopwatch.GetTimestamp();

    public string Heading => $"{machine}{Environment.NewLine}{rounds} rounds";

    public IReadOnlyList<Line> Lines => _lines;

    /// <summary>What could not be measured, and why: something answered wrongly, so that its figures would be worth nothing.</summary>
    public IReadOnlyList<string> Invalid => _invalid;

    /// <summary>Measures, and says at once what came of it.</summary>
    public async Task AddAsync(IMeasurement measurement, BenchEnvironment bench)
    {
        try
        {
            foreach (var line in await measurement.MeasureAsync(bench))
            {
                _lines.Add(line);
                Say($"{measurement.Name} {line.Row} {line.What}: {Table.Format(line.Median, line.Unit)} {line.Requirement} ({line.Absolutely})");
            }
        }
        catch (Exception wrong) when (wrong is UnexpectedResponseException or HttpRequestException or InvalidOperationException or DbException)
        {
            _invalid.Add($"{measurement.Name}: {wrong.Message}");
            Say($"{measurement.Name} is not valid");
        }
    }

    /// <param name="file">Null: nowhere.</param>
    public async Task WriteAsync(string? file)
    {
        if (file is not null)
        {
            await using var stream = File.Create(file);
            await JsonSerializer.SerializeAsync(stream, new { Machine = machine, Rounds = rounds, Lines = _lines, Invalid = _invalid }, Readable);
        }
    }

    private void Say(string words) => Console.WriteLine($"{Stopwatch.GetElapsedTime(_start):mm\\:ss} {words}");
}
