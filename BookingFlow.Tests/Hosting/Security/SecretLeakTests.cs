using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting.Security;

public sealed class SecretLeakTests
{
    [Fact]
    public async Task Full_performance_leaves_no_raw_token_in_database_logs_jobs_or_traces()
    {
        var traces = new ConcurrentQueue<Activity>();
        using var listener = Listener(traces);
        await using var app = await BookingFlowApp.StartAsync(settings: BookingFlowApp.AllLogs);
        var secrets = (await EndToEndScenario.RunAsync(app)).Tokens;
        await app.WaitUntilMailIsSentAsync();

        Assert.Equal(7, secrets.Distinct(StringComparer.Ordinal).Count());
        var traced = traces.Select(Describe).ToList();
        Assert.Contains(traced, trace => trace.StartsWith("Microsoft.AspNetCore.Hosting.HttpRequestIn", StringComparison.Ordinal));
        var files = Directory.GetFiles(Path.GetDirectoryName(app.Database.File)!).Select(ReadShared).ToList();
        Assert.Contains(files, bytes => ContainsText(bytes, "Ada Lovelace"));
        Assert.NotEmpty(app.Logs.RecordsWith("returnUrl=%2Fcheck-in%2F"));
        var jobs = JobArguments(app);
        Assert.NotEmpty(jobs);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(files, bytes => ContainsText(bytes, secret));
            Assert.True(app.Logs.RecordsWith(secret) is [], $"A raw token was logged: {FirstWith(app, secret)}");
            Assert.DoesNotContain(jobs, job => job.Contains(secret, StringComparison.Ordinal));
            Assert.True(
                traced.Find(trace => trace.Contains(secret, StringComparison.Ordinal)) is null,
                $"A raw token was traced: {traced.Find(trace => trace.Contains(secret, StringComparison.Ordinal))}");
        }
    }

    [Fact]
    public async Task Access_tokens_and_signing_secrets_are_neither_logged_nor_traced_nor_stored()
    {
        var traces = new ConcurrentQueue<Activity>();
        using var listener = Listener(traces);
        await using var app = await BookingFlowApp.StartAsync(
            TimeProvider.System, BookingFlowApp.AllLogs, ("Webhooks:AllowedPrivateNetworks:0", "127.0.0.0/8"));
        await using var receiver = await WebhookReceiver.StartAsync();
        using var ada = await app.StaffAsync(StaffRoles.Administrator);
        var webhook = await ada.SubmitAsync(
            await ada.OpenAsync("/staff/webhooks"), "main form", ("WebhookAddress", receiver.Address), ("WebhookEvents", "reservation.confirmed"));
        await ada.SubmitAsync(await ada.OpenAsync(webhook.Find(".notice a").GetAttribute("href")!), "form[action*='Test']");
        await Eventually.AssertAsync(() => Task.FromResult(receiver.Received.Count == 1), "the test event arrived");
        var token = await ada.SubmitAsync(
            await ada.OpenAsync("/staff/tokens"), "form.form--add", ("TokenName", "Accounts"), ("Role", StaffRoles.BoxOffice), ("TokenDays", "30"));
        string[] secrets = [webhook.Find("code.key").TextContent["whsec_".Length..], token.Find("code.key").TextContent["bft_".Length..]];
        using var program = app.Visitor();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/staff/reservations");
        request.Headers.Authorization = new("Bearer", "bft_" + secrets[1]);
        Assert.Equal(200, (await program.SendAsync(request)).Status);

        var files = Directory.GetFiles(Path.GetDirectoryName(app.Database.File)!).Select(ReadShared).ToList();
        Assert.Contains(files, bytes => ContainsText(bytes, "Accounts"));
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(files, bytes => ContainsText(bytes, secret));
            Assert.True(app.Logs.RecordsWith(secret) is [], $"A secret was logged: {FirstWith(app, secret)}");
            Assert.DoesNotContain(traces, trace => Describe(trace).Contains(secret, StringComparison.Ordinal));
        }

        // The address of a webhook may contain a secret of its receiver.
        Assert.True(app.Logs.RecordsWith("receivers-own") is [], $"An address was logged: {FirstWith(app, "receivers-own")}");
        Assert.DoesNotContain(traces, trace => Describe(trace).Contains("receivers-own", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Staff_sign_in_leaves_no_secret_in_logs_and_no_raw_link_or_recovery_code_in_the_database()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: BookingFlowApp.AllLogs);
        var (link, setup) = ("", await app.AddSetupLinkAsync());
        using var ada = app.Visitor();
        var form = await ada.OpenAsync(setup);
        await ada.SubmitAsync(form, "main form", ("Email", "ada"), ("DisplayName", "Ada"), ("NewPassword", "Ada's long password"));
        await ada.SubmitAsync(form, "main form", ("Email", "ada@staff.example"), ("DisplayName", "Ada"), ("NewPassword", "Ada's long password"));
        await ada.SignInAsync("ada@staff.example", "Ada's wrong password");
        await ada.SignInAsync("ada@staff.example", "Ada's long password");
        await ada.SubmitAsync(
            await ada.OpenAsync("/staff/people/invite"), "main form", ("Email", "dora@staff.example"), ("DisplayName", "Dora"), ("Role", "Door"));
        link = new Uri(
            (await app.MailAsync())[0].TextBody!.Split((char[]?)null).First(
                word => word.Contains("/staff/set-password/", StringComparison.Ordinal))).AbsolutePath;
        using var dora = app.Visitor();
        await dora.SubmitAsync(await dora.OpenAsync(link), "main form", ("NewPassword", "Dora's long password"));
        await dora.OpenAsync(link);
        await dora.SignInAsync("dora@staff.example", "Dora's long password");
        var twoFactor = await dora.OpenAsync("/staff/account/two-factor");
        var key = twoFactor.Find("input[name=Key]").GetAttribute("value")!;
        var codes = (await dora.SubmitAsync(twoFactor, "main form", ("Code", Authenticator.Code(key)))).Document.QuerySelectorAll(".codes code")
            .Select(code => code.TextContent)
            .ToList();
        using var again = app.Visitor();
        await again.SignInAsync("dora@staff.example", "Dora's long password");
        Assert.Equal(303, (await again.SubmitAsync(await again.OpenAsync("/staff/login/code"), "main form", ("Code", codes[0]))).Status);
        await app.WaitUntilMailIsSentAsync();

        var (links, passwords) = (
            new[] { link.Split('/')[^1], setup.Split('/')[^1] }, new[] { "Ada's wrong password", "Ada's long password", "Dora's long password" });
        Assert.NotEmpty(app.Logs.RecordsWith("/staff/set-password/"));
        Assert.All([.. links, .. passwords, key, .. codes], secret => Assert.Empty(app.Logs.RecordsWith(secret)));
        var files = Directory.GetFiles(Path.GetDirectoryName(app.Database.File)!).Select(ReadShared).ToList();
        Assert.Contains(files, bytes => ContainsText(bytes, "dora@staff.example"));
        Assert.All([.. links, .. passwords, .. codes], secret => Assert.DoesNotContain(files, bytes => ContainsText(bytes, secret)));
        Assert.DoesNotContain(JobArguments(app), job => links.Any(secret => job.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Full_performance_leaves_no_personal_data_in_logs_at_the_most_verbose_level()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: BookingFlowApp.AllLogs);
        var people = (await EndToEndScenario.RunAsync(app)).PersonalData;
        await app.WaitUntilMailIsSentAsync();

        Assert.NotEmpty(app.Logs.RecordsWith("Executed DbCommand"));
        Assert.Contains(app.Logs.GetSnapshot(), record => record.Category!.StartsWith("BookingFlow.Web.", StringComparison.Ordinal));
        Assert.All(people, value => Assert.True(app.Logs.RecordsWith(value) is [], $"'{value}' was logged: {FirstWith(app, value)}"));
        await using var db = app.Services.GetRequiredService<IDbContextFactory<BookingDbContext>>().CreateDbContext();
        Assert.False(db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.IsSensitiveDataLoggingEnabled);
    }

    private static string FirstWith(BookingFlowApp app, string text) =>
        string.Join('\n', app.Logs.RecordsWith(text).Take(3).Select(record => record.AllText()));

    private static ActivityListener Listener(ConcurrentQueue<Activity> traces)
    {
        var listener = new ActivityListener
        {
            // Excludes the activities of the tests' own HTTP clients, which run in the same process.
            ShouldListenTo = source =>
                source.Name is not ("System.Net.Http" or "Experimental.System.Net.Http.Connections" or "Experimental.System.Net.NameResolution"),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traces.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static string Describe(Activity activity) => $"{activity.OperationName} {activity.DisplayName} {string.Join(' ', activity.TagObjects)} "
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

    private static bool ContainsText(byte[] bytes, string text) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
}
