using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Nodes;

/// <summary>
/// A graceful stop, as at every upgrade: the node answers requests in progress, finishes or releases the mails in flight, and exits
/// by itself.
/// </summary>
public sealed class GracefulShutdownTests : IAsyncLifetime
{
    /// <summary>The program's shutdown limit of thirty seconds, plus a margin for a busy machine.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(60);

    private readonly Performance _performance = new APerformance().At(DateTime.UtcNow.AddHours(3)).Build();
    private TemporaryDatabase _database = null!;
    private SmtpSink _sink = null!;
    private ProgramProcess _program = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TemporaryDatabase.CreateAsync();
        await _database.AddAsync(_performance);
        _sink = await SmtpSink.StartAsync();
        _program = await ProgramProcess.StartAsync(
            _database, ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Security", "None"),
            ("Mail:Smtp:Port", _sink.Port.ToString(CultureInfo.InvariantCulture)),
            ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Information"));
    }

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        await _sink.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_that_the_server_does_not_accept_in_time_is_released()
    {
        await ReserveWithUnresponsiveMailServerAsync();

        await _program.TerminateAsync();

        Assert.Equal(0, await _program.WaitForExitAsync(ShutdownTimeout));
        var mail = await MailAsync();
        Assert.Null(mail.SentAt);
        Assert.True(mail.CanBeClaimed(DateTime.UtcNow));
    }

    [Fact]
    public async Task A_mail_that_the_server_accepts_during_shutdown_is_marked_as_sent()
    {
        await ReserveWithUnresponsiveMailServerAsync();

        await _program.TerminateAsync();
        await _sink.SetBehaviourAsync(new { });

        Assert.Equal(0, await _program.WaitForExitAsync(ShutdownTimeout));
        Assert.NotNull((await MailAsync()).SentAt);
        Assert.Single(_sink.Mails);
    }

    [Fact]
    public async Task A_request_in_progress_is_answered_before_the_program_ends()
    {
        using var visitor = new NoScriptBrowser(_program.Address);
        var form = await visitor.OpenAsync($"/performances/{_performance.Id}/reserve");
        Task<BrowserResponse> answer;

        // While the test holds the write lock, the request can begin its transaction and cannot complete it.
        await using (var writer = new SqliteConnection(_database.ConnectionString))
        {
            await writer.OpenAsync();
            await using var held = writer.BeginTransaction(deferred: false);
            answer = visitor.SubmitAsync(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2"));
            await _program.WaitForOutputAsync("Request starting HTTP/1.1 POST");
            await _program.TerminateAsync();
            await Eventually.AssertAsync(RefusesConnectionsAsync, "the program refused new connections");
            Assert.False(answer.IsCompleted);
        }

        Assert.Equal(303, (await answer).Status);
        Assert.Equal(0, await _program.WaitForExitAsync(ShutdownTimeout));
        Assert.Equal(1, await _database.ReadAsync(db => db.Reservations.CountAsync()));
    }

    private async Task<bool> RefusesConnectionsAsync()
    {
        try
        {
            using var http = new HttpClient();
            using var answer = await http.GetAsync(new Uri(new Uri(_program.Address), "/health/live"));
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    private async Task ReserveWithUnresponsiveMailServerAsync()
    {
        await _sink.SetBehaviourAsync(new { withhold_reply = true });
        using var visitor = new NoScriptBrowser(_program.Address);
        Assert.Equal(303, (await visitor.ReserveAsync(_performance.Id)).Status);
        await Eventually.AssertAsync(() => Task.FromResult(_sink.Mails.Count == 1), "the server took the mail");
    }

    private Task<OutboxMail> MailAsync() => _database.ReadAsync(db => db.Outbox.SingleAsync());
}
