using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using BookingFlow.Bench.Seeding;
using BookingFlow.Bench.Servers;

namespace BookingFlow.Bench;

/// <summary>Describes the machine of a run.</summary>
public static class Machine
{
    private const int Flushes = 200, PageBytes = 4096, LoopSteps = 50_000_000;

    /// <summary>
    /// Returns processors with the speed of one in a bare loop, memory, system, runtime, disk with flushes per second, and the SQLite settings.
    /// </summary>
    public static async Task<string> DescribeAsync(BenchEnvironment bench)
    {
        await using var database = await bench.CreateDatabaseAsync();
        var settings = await ConnectionSettings.ReadAsync(database);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {Environment.ProcessorCount} processors ({LoopStepsPerSecond() / 1e6:0} million steps of a bare loop a second on one), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):0.0} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}
            disk: {FileSystem(bench)}, {FlushesPerSecond(bench):0} times a second 4 KB written and flushed; load before: {Load()}
            SQLite as the program opens it: {settings} (synchronous 2 is FULL)
            SQL Server: {(bench.Databases.Count > 1 ? "the lines that say so" : "not named, so not measured")}
            """);
    }

    // The second of two loops: the first is compiled while it runs.
    private static double LoopStepsPerSecond()
    {
        var (random, seconds) = (88_172_645_463_325_252UL, 0.0);
        for (var run = 0; run < 2; run++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < LoopSteps; i++)
            {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
            }

            seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        // The result is used, or the loop would be left out.
        return random == 0 ? 0 : LoopSteps / seconds;
    }

    private static string FileSystem(BenchEnvironment bench) =>
        DriveInfo.GetDrives()
            .Where(drive => bench.Folder.FullName.StartsWith(drive.Name, StringComparison.Ordinal))
            .MaxBy(drive => drive.Name.Length)?.DriveFormat
            ?? "?";

    private static double FlushesPerSecond(BenchEnvironment bench)
    {
        using var file = File.OpenHandle(Path.Combine(bench.Folder.FullName, "flushed"), FileMode.Create, FileAccess.Write);
        var page = new byte[PageBytes];
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Flushes; i++)
        {
            RandomAccess.Write(file, page, i * PageBytes);
            RandomAccess.FlushToDisk(file);
        }

        return Flushes / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";
}
