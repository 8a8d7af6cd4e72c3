using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting;

public sealed class SecretsStayOutTests
{
    [Fact]
    public async Task After_a_whole_evening_no_link_ticket_or_code_stands_in_the_database_the_logs_the_jobs_or_the_traces()
    {
        var traces = new ConcurrentQueue<Activity>();
        using var listener = Listener(traces);
        await using var app = await BookingFlowApp.StartAsync();
        var secrets = await AWholeEveningAsync(app);
        await app.AllMailIsOutAsync();

        Assert.Equal(7, secrets.Distinct(StringComparer.Ordinal).Count());
        var traced = traces.Select(Told).ToList();
        Assert.Contains(traced, trace => trace.StartsWith("Microsoft.AspNetCore.Hosting.HttpRequestIn", StringComparison.Ordinal));
        var files = Directory.GetFiles(Path.GetDirectoryName(app.Database.File)!).Select(ReadShared).ToList();
        Assert.Contains(files, bytes => Holds(bytes, "Ada Lovelace"));
        Assert.NotEmpty(app.Logs.LinesWith("returnUrl=%2Fcheck-in%2F"));
        var jobs = JobArguments(app);
        Assert.NotEmpty(jobs);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(files, bytes => Holds(bytes, secret));
            Assert.True(app.Logs.LinesWith(secret) is [], $"A raw token was logged: {string.Join('\n', app.Logs.LinesWith(secret).Take(3))}");
            Assert.DoesNotContain(jobs, job => job.Contains(secret, StringComparison.Ordinal));
            Assert.True(traced.Find(trace => trace.Contains(secret, StringComparison.Ordinal)) is null, $"A raw token was traced: {traced.Find(trace => trace.Contains(secret, StringComparison.Ordinal))}");
        }
    }

    /// <summary>Everything that happens to a party, mistakes included. Every raw token that was met on the way.</summary>
    private static async Task<List<string>> AWholeEveningAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        using var stranger = app.Visitor();
        await visitor.ReserveAsync(performance.Id);
        var link = await app.MailedLinkAsync();
        await visitor.OpenAsync(link);
        var ticket = (await visitor.ConfirmAsync(link)).Location!;
        await visitor.OpenAsync(link);
        await visitor.OpenAsync(ticket);
        await visitor.OpenAsync($"{ticket}/calendar.ics");
        var mailed = new Uri((await app.MailAsync(2)).SelectMany(mail => mail.TextBody!.Split((char[]?)null))
            .First(word => word.Contains("/tickets/", StringComparison.Ordinal))).AbsolutePath;
        await visitor.OpenAsync(mailed);

        var (code, mailedCode) = (Story.CheckInPath(ticket), Story.CheckInPath(mailed));
        await stranger.OpenAsync(code);
        await stranger.PostAsync(code);
        await stranger.OpenAsync($"/staff/login?returnUrl={Uri.EscapeDataString(code)}");
        var wrong = Token.New().Text;
        foreach (var place in new[] { "/reservations/confirm/", "/tickets/", "/check-in/", "/shows/" })
        {
            await stranger.OpenAsync(place + wrong);
        }

        using var steward = await app.StaffAsync(name: "Dora");
        await steward.SubmitAsync(await steward.OpenAsync(code), "main form");
        await steward.OpenAsync(code);
        await steward.OpenAsync($"/check-in/{wrong}");
        await ScanAsync(steward, app.Address + mailedCode);
        await ScanAsync(steward, mailedCode.Split('/')[^1]);
        await ScanAsync(steward, $"https://elsewhere.example{code}");
        var another = await app.TicketAsync(visitor, performance.Id, people: 3, mails: 3);
        return [.. new[] { link, ticket, mailed, code, mailedCode, another, "/" + wrong }.Select(path => path.Split('/')[^1])];
    }

    private static async Task ScanAsync(NoScriptBrowser steward, string code) =>
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.scan", ("Code", code));

    private static ActivityListener Listener(ConcurrentQueue<Activity> traces)
    {
        var listener = new ActivityListener
        {
            // The visitors' own requests run in this process, too: what their side writes down is not the house's.
            ShouldListenTo = source => source.Name is not ("System.Net.Http" or "Experimental.System.Net.Http.Connections" or "Experimental.System.Net.NameResolution"),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traces.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Told(Activity activity) => $"{activity.OperationName} {activity.DisplayName} {string.Join(' ', activity.TagObjects)} "
        + $"{string.Join(' ', activity.Events.Select(e => $"{e.Name} {string.Join(' ', e.Tags)}"))} {string.Join(' ', activity.Baggage)}";

    private static List<string> JobArguments(BookingFlowApp app)
    {
        var monitor = app.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        using var connection = app.Services.GetRequiredService<JobStorage>().GetConnection();
        return
        [
            .. monitor.SucceededJobs(0, 1000).Select(job => $"{job.Value.Job} {string.Join(' ', job.Value.Job.Args)} {job.Value.Result}"),
            .. monitor.FailedJobs(0, 1000).Select(job => $"{string.Join(' ', job.Value.Job.Args)} {job.Value.ExceptionDetails}"),
            .. monitor.ProcessingJobs(0, 1000).Select(job => string.Join(' ', job.Value.Job.Args)),
            .. monitor.ScheduledJobs(0, 1000).Select(job => string.Join(' ', job.Value.Job.Args)),
            .. connection.GetRecurringJobs().Select(job => string.Join(' ', job.Job.Args)),
        ];
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static bool Holds(byte[] bytes, string text) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
}
