using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Races;

/// <summary>
/// The whole flow (reserve, send mail, confirm at the same time, join the waiting list, reduce a party, check in, cancel, erase), interrupted at each
/// call of the database, each command to the mail server, and each operation on files of mails. A request that was not answered is sent again.
/// Right after the interruption the data is legal; at the end no reservation, check-in or mail is missing or doubled, and the performance is not
/// overbooked.
/// </summary>
/// <remarks>
/// A step fails alone, as by an error of the disk, or all later ones fail too until the restart, as when the process is killed. Each build takes a
/// sample, which the day's date chooses, or <c>BOOKINGFLOW_SEED</c>; with <c>BOOKINGFLOW_EVERY_STEP=true</c> every step is interrupted
/// (CONTRIBUTING.md). Some real processes are killed, too.
/// </remarks>
public sealed class InterruptedFlowTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>128 and the number of SIGKILL.</summary>
    private const int KilledExitCode = 137;

    private static readonly bool EveryStep = Environment.GetEnvironmentVariable("BOOKINGFLOW_EVERY_STEP") == "true";

    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("BOOKINGFLOW_SEED") ?? DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        CultureInfo.InvariantCulture);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));
    private BookingFlowApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await BookingFlowApp.StartWithoutJobsAsync(_clock);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task After_an_interruption_at_any_step_the_flow_ends_as_without_one(bool isKilled) =>
        InterruptAsync(SmtpFault.Closes, only: null, isKilled, stride: 17, atLeast: 150);

    /// <summary>That it closes the connection, the test above has among its steps.</summary>
    [Theory]
    [InlineData(SmtpFault.Defers)]
    [InlineData(SmtpFault.Refuses)]
    [InlineData(SmtpFault.StaysSilent)]
    public Task After_a_fault_of_the_mail_server_at_any_command_the_flow_ends_as_without_one(SmtpFault fault) =>
        InterruptAsync(fault, StepKind.MailCommand, isKilled: false, stride: 13, atLeast: 40);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task After_a_fault_of_the_disk_at_any_operation_on_mail_the_flow_ends_as_without_one(bool isKilled) =>
        InterruptAsync(server: null, StepKind.FileOperation, isKilled, stride: 13, atLeast: 32);

    /// <summary>Runs the flow again and again, each time interrupted at a later step, until it ends without an interruption.</summary>
    /// <param name="only">The kind of the steps that are interrupted; null: all.</param>
    /// <param name="stride">Every how many steps the sample of a build interrupts.</param>
    /// <param name="atLeast">How many steps there must be, so that a test that counts nothing fails.</param>
    private async Task InterruptAsync(SmtpFault? server, StepKind? only, bool isKilled, int stride, int atLeast)
    {
        stride = EveryStep ? 1 : stride;
        var undisturbed = (await RunAsync(server, only, failingCall: null, isKilled)).Calls;
        output.WriteLine($"{undisturbed} steps, every {stride}th is interrupted.");
        Assert.True(undisturbed >= atLeast, $"Only {undisturbed} steps were counted.");
        // The cases of a test take different steps.
        var call = 1 + ((Seed + (isKilled ? stride / 2 : 0) + (int)(server ?? SmtpFault.Closes)) % stride);
        // Not up to the number counted: two confirmations in one transaction make fewer calls than in two.
        while ((await RunAsync(server, only, call, isKilled)).HasFailed)
        {
            call += stride;
        }

        Assert.InRange(call, undisturbed - 20 - stride, undisturbed + 20 + stride);
    }

    /// <summary>Runs the flow with a performance of its own.</summary>
    /// <returns>The database, which has counted the calls.</returns>
    private async Task<FaultyDatabase> RunAsync(SmtpFault? server, StepKind? only, int? failingCall, bool isKilled)
    {
        var mailbox = Directory.CreateTempSubdirectory("bookingflow-mailbox-");
        await using var flow = await InterruptedFlow.CreateAsync(
            _app, _app.Database, _clock, mailbox, server,
            $"interrupted at step {failingCall} of {only?.ToString() ?? "all"}, mail to {server?.ToString() ?? "files"}{(isKilled ? ", killed" : "")}");
        if (only is { } kind)
        {
            flow.Faults.CountOnly(kind);
        }

        if (failingCall is { } call)
        {
            flow.Faults.Fail(call, isKilled);
        }

        await flow.RunAsync();
        await flow.AssertEndAsync();
        mailbox.Delete(recursive: true);
        return flow.Faults;
    }

    /// <summary>The flow in processes of their own, which are killed at steps that the seed chooses; the next process goes on.</summary>
    /// <remarks>
    /// With <c>BOOKINGFLOW_EVERY_STEP=true</c>, also one process at every tenth step, each in a flow of its own that is then continued.
    /// </remarks>
    [Fact]
    public async Task Processes_killed_at_random_steps_are_continued_by_others_to_the_same_end()
    {
        var random = new Random(Seed);
        Assert.True(await KillAndContinueAsync([.. Enumerable.Range(0, 3).Select(_ => random.Next(1, 60))]));
        var step = 1 + (Seed % 10);
        while (EveryStep && await KillAndContinueAsync([step]))
        {
            step += 10;
        }

        Assert.True(!EveryStep || step > 150, $"Only {step} steps were taken.");
    }

    /// <summary>Kills processes in the middle of one flow and takes it to its end.</summary>
    /// <param name="kills">At which step each process is killed.</param>
    /// <returns>False if the first process came to the end before that step.</returns>
    private async Task<bool> KillAndContinueAsync(int[] kills)
    {
        var mailbox = Directory.CreateTempSubdirectory("bookingflow-mailbox-");
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var flow = await InterruptedFlow.CreateAsync(
            _app, database, _clock, mailbox, SmtpFault.Closes, $"killed at {string.Join(", ", kills)}, seed {Seed}");
        foreach (var call in kills)
        {
            if (await RunInProcessAsync(database, flow.PerformanceId, mailbox, call) is 0)
            {
                Assert.Single(kills);
                return false;
            }

            await flow.AssertLegalAsync();
        }

        await flow.RunAsync();
        await flow.AssertEndAsync(kills.Length);
        mailbox.Delete(recursive: true);
        return true;
    }

    /// <summary>Run by <see cref="RunInProcessAsync"/> only.</summary>
    [Fact(Explicit = true)]
    public async Task Child_process()
    {
        string Argument(string name) => Environment.GetEnvironmentVariable($"BOOKINGFLOW_CHILD_{name}")
            ?? throw new InvalidOperationException("Only for a child process.");
        await using var database = TemporaryDatabase.OfOtherProcess(Argument("DATABASE"));
        await using var flow = await InterruptedFlow.ContinueAsync(
            _app, database, _clock, int.Parse(Argument("PERFORMANCE"), CultureInfo.InvariantCulture), new DirectoryInfo(Argument("MAILBOX")),
            SmtpFault.Closes, "in a child process");
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
