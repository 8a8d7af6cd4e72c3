using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Races;

/// <summary>
/// The whole flow (reserve, send mail, confirm at the same time, join the waiting list, reduce a party, check in, cancel, erase), interrupted at each
/// call of the database and each delivery of mail. A request that was not answered is sent again. At the end no reservation, check-in or mail is
/// missing or doubled, and the performance is not overbooked.
/// </summary>
/// <remarks>
/// A call fails alone, as by an error of the disk, or all later ones fail too until the restart, as when the process is killed. Each build takes a
/// sample; with <c>BOOKINGFLOW_EVERY_STEP=true</c> every step is interrupted (CONTRIBUTING.md). Some real processes are killed, too.
/// </remarks>
public sealed class InterruptedFlowTests : IAsyncLifetime
{
    /// <summary>128 and the number of SIGKILL.</summary>
    private const int KilledExitCode = 137;

    /// <summary>Every how many steps the sample of a build interrupts.</summary>
    private const int Stride = 9;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));
    private BookingFlowApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await BookingFlowApp.StartWithoutJobsAsync(_clock);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_an_interruption_at_any_step_the_flow_ends_as_without_one(bool isKilled)
    {
        var undisturbed = (await RunAsync(failingCall: null, isKilled)).Calls;
        Assert.True(undisturbed > 100, $"Only {undisturbed} calls were counted.");
        var stride = Environment.GetEnvironmentVariable("BOOKINGFLOW_EVERY_STEP") == "true" ? 1 : Stride;
        // The two cases take different steps.
        var call = isKilled ? 1 : 1 + (stride / 2);
        // Not up to the number counted: two confirmations in one transaction make fewer calls than in two.
        while ((await RunAsync(call, isKilled)).HasFailed)
        {
            call += stride;
        }

        Assert.InRange(call, undisturbed - 20 - stride, undisturbed + 20 + stride);
    }

    /// <summary>Runs the flow with a performance of its own.</summary>
    /// <returns>The database, which has counted the calls.</returns>
    private async Task<FaultyDatabase> RunAsync(int? failingCall, bool isKilled)
    {
        var mailbox = Directory.CreateTempSubdirectory("bookingflow-mailbox-");
        var flow = await InterruptedFlow.CreateAsync(_app, _app.Database, _clock, mailbox);
        if (failingCall is { } call)
        {
            flow.Faults.Fail(call, isKilled);
        }

        await flow.RunAsync();
        await flow.AssertEndAsync($"interrupted at call {failingCall}{(isKilled ? ", killed" : "")}");
        mailbox.Delete(recursive: true);
        return flow.Faults;
    }

    /// <summary>
    /// The flow in processes of their own, which are killed at calls of the database or of the delivery of mail that the day's date chooses; the next
    /// process goes on.
    /// </summary>
    [Fact]
    public async Task Processes_killed_at_random_steps_are_continued_by_others_to_the_same_end()
    {
        var seed = Environment.GetEnvironmentVariable("BOOKINGFLOW_SEED") ?? DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var random = new Random(int.Parse(seed, CultureInfo.InvariantCulture));
        var mailbox = Directory.CreateTempSubdirectory("bookingflow-mailbox-");
        await using var database = await TemporaryDatabase.CreateAsync();
        var flow = await InterruptedFlow.CreateAsync(_app, database, _clock, mailbox);
        var kills = Enumerable.Range(0, 3).Select(_ => random.Next(1, 60)).ToList();
        foreach (var call in kills)
        {
            Assert.True(await RunInProcessAsync(database, flow.PerformanceId, mailbox, call) is KilledExitCode, $"Not killed at {call}, seed {seed}.");
        }

        Assert.Equal(0, await RunInProcessAsync(database, flow.PerformanceId, mailbox, killAt: int.MaxValue));
        await flow.AssertEndAsync($"killed at {string.Join(", ", kills)}, seed {seed}", kills.Count);
        mailbox.Delete(recursive: true);
    }

    /// <summary>Run by <see cref="RunInProcessAsync"/> only.</summary>
    [Fact(Explicit = true)]
    public async Task Child_process()
    {
        string Argument(string name) => Environment.GetEnvironmentVariable($"BOOKINGFLOW_CHILD_{name}")
            ?? throw new InvalidOperationException("Only for a child process.");
        await using var database = TemporaryDatabase.OfOtherProcess(Argument("DATABASE"));
        var flow = await InterruptedFlow.ContinueAsync(
            _app, database, _clock, int.Parse(Argument("PERFORMANCE"), CultureInfo.InvariantCulture), new DirectoryInfo(Argument("MAILBOX")));
        flow.Faults.KillProcess(int.Parse(Argument("KILL_AT"), CultureInfo.InvariantCulture));
        await flow.RunAsync();
    }

    /// <returns>The exit code: 0, or <see cref="KilledExitCode"/>.</returns>
    private static async Task<int> RunInProcessAsync(TemporaryDatabase database, int performanceId, DirectoryInfo mailbox, int killAt)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["BOOKINGFLOW_CHILD_DATABASE"] = database.File,
                ["BOOKINGFLOW_CHILD_PERFORMANCE"] = performanceId.ToString(CultureInfo.InvariantCulture),
                ["BOOKINGFLOW_CHILD_MAILBOX"] = mailbox.FullName,
                ["BOOKINGFLOW_CHILD_KILL_AT"] = killAt.ToString(CultureInfo.InvariantCulture),
            },
        };
        foreach (var argument in new[] { "-explicit", "only", "-method", $"{typeof(InterruptedFlowTests).FullName}.{nameof(Child_process)}" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0 or KilledExitCode, await output);
        return process.ExitCode;
    }
}
