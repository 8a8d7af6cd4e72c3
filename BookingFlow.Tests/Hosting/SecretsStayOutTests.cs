using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using BookingFlow.Tests.Infrastructure;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace BookingFlow.Tests.Hosting;

/// <summary>
/// Raw tokens live in mails, in the visitor's browser and in the QR code. After a whole journey, each of them is
/// searched in everything else: the database, the logs, the jobs, the traces.
/// </summary>
public sealed class SecretsStayOutTests
{
    [Fact]
    public async Task After_a_whole_evening_no_link_can_be_found_anywhere_but_with_its_holder()
    {
        var traces = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            // Less those of the test's own browser, which lives in the same process.
            ShouldListenTo = source => !source.Name.StartsWith("System.Net", StringComparison.Ordinal) && source.Name != "Experimental.System.Net.Http.Connections",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await BookingFlowApp.StartAsync();
        var secrets = await EveningAsync(app);

        Assert.Equal(5, secrets.Distinct(StringComparer.Ordinal).Count());
        var jobs = JobsOf(app);
        Assert.NotEmpty(jobs);
        Assert.NotEmpty(traces);
        var database = await BytesOfDatabaseAsync(app);
        foreach (var secret in secrets)
        {
            Assert.Empty(app.Logs.LinesWith(secret));
            Assert.DoesNotContain(jobs, job => job.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(traces, trace => trace.Contains(secret, StringComparison.Ordinal));
            Assert.Equal(-1, database.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
            Assert.Equal(-1, database.AsSpan().IndexOf(System.Buffers.Text.Base64Url.DecodeFromChars(secret)));
        }
    }

    /// <summary>Everything that is done with links in one evening: every raw token that was met.</summary>
    private static async Task<IReadOnlyList<string>> EveningAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id)).Status);
        var link = await app.MailedLinkAsync();
        await visitor.OpenAsync(link);
        var ticket = (await visitor.ConfirmAsync(link)).Location!;
        await visitor.OpenAsync(link);
        await visitor.OpenAsync(ticket);
        await visitor.OpenAsync(ticket + "/calendar.ics");
        await visitor.PostAsync(link, ("RequestId", "x"));
        await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Put, ticket));
        await visitor.OpenAsync(ticket + "/nothing-here");
        var mailed = MailedTicket(await app.MailAsync(2));

        var code = Story.CheckInPath(ticket);
        await visitor.OpenAsync(code);
        await visitor.OpenAsync($"/staff/login?returnUrl={Uri.EscapeDataString(code)}");
        using var steward = await app.StaffAsync();
        var party = await steward.OpenAsync(code);
        await steward.SubmitAsync(party, "main form");
        await steward.OpenAsync(code);
        var mailedCode = Story.CheckInPath(mailed);
        var station = await steward.OpenAsync("/staff/check-in");
        await steward.SubmitAsync(station, "form.scan", ("Code", app.Address + mailedCode));
        return [.. new[] { link, ticket, code, mailed, mailedCode }.Select(path => path.Split('/')[^1])];
    }

    private static string MailedTicket(IReadOnlyList<MimeMessage> mails) => mails
        .SelectMany(mail => mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .First(word => word.Contains("/tickets/", StringComparison.Ordinal));

    private static List<string> JobsOf(BookingFlowApp app)
    {
        var jobs = app.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        return [.. jobs.SucceededJobs(0, 1000).Select(job => $"{job.Value.Job} {string.Join(' ', job.Value.Job?.Args ?? [])} {job.Value.Result}")];
    }

    private static async Task<byte[]> BytesOfDatabaseAsync(BookingFlowApp app)
    {
        var bytes = new MemoryStream();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(app.Database.File)!, "bookingflow.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await open.CopyToAsync(bytes);
        }

        return bytes.ToArray();
    }
}
