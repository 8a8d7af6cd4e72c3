using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Hosting;

/// <summary>What a monitor or a balancer learns at the two addresses, from the whole program on a real file.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private HttpClient _monitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _monitor = new HttpClient { BaseAddress = new Uri(_app.Address) };
    }

    public async ValueTask DisposeAsync()
    {
        _monitor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_house_in_which_all_is_well_is_ready_and_says_so_in_words_and_nobody_may_keep_them()
    {
        using var answer = await _monitor.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"status":"Healthy","checks":{"database":"Healthy","migrations":"Healthy","mail":"Healthy"}}""", await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_database_file_that_was_taken_away_is_noticed_however_often_it_is_asked_for()
    {
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync()).Status);
        File.Move(_app.Database.File, _app.Database.File + ".away");

        for (var i = 0; i < 3; i++)
        {
            var (status, word, checks, text) = await ReadyAsync();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy", "Unhealthy"), (status, word, checks["database"]));
            Assert.DoesNotContain(Path.GetDirectoryName(_app.Database.File)!, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("sqlite", text, StringComparison.OrdinalIgnoreCase);
        }

        using var live = await _monitor.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        File.Move(_app.Database.File + ".away", _app.Database.File, overwrite: true);
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync()).Status);
    }

    [Fact]
    public async Task An_empty_file_in_the_place_of_the_database_is_not_taken_for_it()
    {
        File.Move(_app.Database.File, _app.Database.File + ".away");
        await File.WriteAllBytesAsync(_app.Database.File, []);

        var (status, _, checks, _) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (status, checks["database"]));
    }

    [Fact]
    public async Task A_database_of_an_earlier_version_is_not_ready()
    {
        await using (var db = _app.Database.CreateDbContext())
        {
            var last = db.Database.GetMigrations().Last();
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsHistory WHERE MigrationId = {last}");
        }

        var (status, _, checks, _) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Healthy", "Unhealthy"), (status, checks["database"], checks["migrations"]));
    }

    [Fact]
    public async Task A_house_whose_mail_has_failed_for_long_still_sells_and_admits_and_says_that_mail_is_late()
    {
        var mail = OutboxMail.Owed(MailKind.Ticket, new AReservation().Build(), _app.Now);
        mail.Failed("Away", _app.Now.AddMinutes(-11));
        // So that nobody sends it meanwhile.
        mail.Claim(Guid.NewGuid(), _app.Now.AddHours(1));
        await _app.Database.AddAsync(mail);

        var (status, word, checks, _) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.OK, "Degraded", "Degraded", "Healthy"), (status, word, checks["mail"], checks["database"]));
    }

    private async Task<(HttpStatusCode Status, string Word, Dictionary<string, string> Checks, string Text)> ReadyAsync()
    {
        using var answer = await _monitor.GetAsync("/health/ready");
        var text = await answer.Content.ReadAsStringAsync();
        using var json = JsonDocument.Parse(text);
        return (
            answer.StatusCode, json.RootElement.GetProperty("status").GetString()!,
            json.RootElement.GetProperty("checks")
                .EnumerateObject()
                .ToDictionary(c => c.Name, c => c.Value.GetString()!, StringComparer.Ordinal), text);
    }
}
