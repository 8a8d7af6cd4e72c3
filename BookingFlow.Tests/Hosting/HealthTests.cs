using System.Net;
using System.Text.Json;
using BookingFlow.Web.Data.Backups;
using BookingFlow.Web.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting;

/// <summary>Tests of the health endpoints of the running program on a SQLite file.</summary>
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
    public async Task Ready_with_all_checks_healthy_returns_200_with_no_store()
    {
        using var response = await _monitor.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            $$$"""
            {"version":"{{{ProgramVersion.Text}}}","status":"Healthy","checks":{"database":"Healthy","migrations":"Healthy","mail":"Healthy",
            "write":"Healthy","disk":"Healthy","backup":"Healthy","mail_folder":"Healthy"}}
            """.ReplaceLineEndings(""),
            await response.Content.ReadAsStringAsync());
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Ready_with_a_missing_database_file_returns_503_on_every_request_while_live_returns_200()
    {
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync()).Status);
        File.Move(_app.Database.File, _app.Database.File + ".moved");

        for (var i = 0; i < 3; i++)
        {
            var (status, statusText, checks, text) = await ReadyAsync();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy", "Unhealthy"), (status, statusText, checks["database"]));
            Assert.DoesNotContain(Path.GetDirectoryName(_app.Database.File)!, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("sqlite", text, StringComparison.OrdinalIgnoreCase);
        }

        using var live = await _monitor.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        File.Move(_app.Database.File + ".moved", _app.Database.File, overwrite: true);
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync()).Status);
    }

    [Fact]
    public async Task Ready_with_an_empty_database_file_returns_503()
    {
        File.Move(_app.Database.File, _app.Database.File + ".moved");
        await File.WriteAllBytesAsync(_app.Database.File, []);

        var (status, _, checks, _) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (status, checks["database"]));
    }

    [Fact]
    public async Task Ready_with_pending_migrations_returns_503()
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
    public async Task Ready_with_long_failing_mail_returns_200_and_Degraded()
    {
        var mail = OutboxMail.ForReservation(MailKind.Ticket, new AReservation().Build(), _app.Now);
        mail.Failed("Away", _app.Now.AddMinutes(-11));
        // Claimed, so that the running jobs do not send it during the test.
        mail.Claim(Guid.NewGuid(), _app.Now.AddHours(1));
        await _app.Database.AddAsync(mail);

        var (status, statusText, checks, _) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.OK, "Degraded", "Degraded", "Healthy"), (status, statusText, checks["mail"], checks["database"]));
    }

    [Fact]
    public async Task Ready_with_a_failed_backup_returns_200_and_Degraded_until_one_succeeds()
    {
        var monitor = _app.Services.GetRequiredService<BackupMonitor>();
        Directory.CreateDirectory(_app.Services.GetRequiredService<BackupFolder>().Path);
        monitor.ReportFailure(BackupFailure.NoSpace);
        var (status, statusText, checks, text) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.OK, "Degraded", "Degraded", "Healthy"), (status, statusText, checks["backup"], checks["database"]));
        Assert.DoesNotContain("NoSpace", text, StringComparison.Ordinal);

        monitor.ReportSuccess();
        Assert.Equal("Healthy", (await ReadyAsync()).Checks["backup"]);
    }

    [Fact]
    public async Task Ready_without_nightly_backups_does_not_check_them()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: ("Backup:Nightly", "false"));
        using var monitor = new HttpClient { BaseAddress = new Uri(app.Address) };
        app.Services.GetRequiredService<BackupMonitor>().ReportFailure(BackupFailure.NoSpace);
        Assert.Contains("\"backup\":\"Healthy\"", await monitor.GetStringAsync("/health/ready"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_with_a_damaged_database_file_returns_503()
    {
        await _app.BreakDatabaseAsync();
        var (status, _, checks, _) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy", "Unhealthy"), (status, checks["database"], checks["write"]));
    }

    [Fact]
    public async Task Ready_while_another_process_holds_the_database_returns_200_and_Degraded()
    {
        await using var other = new SqliteConnection(_app.Database.ConnectionString + ";Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();

        var (status, _, checks, _) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.OK, "Degraded", "Healthy"), (status, checks["write"], checks["database"]));
    }

    [Fact]
    public async Task Ready_writes_nothing_and_several_probes_share_one_write()
    {
        var before = await _app.DumpTablesAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReadyAsync()));
        Assert.Equal(before, await _app.DumpTablesAsync());
    }

    [Fact]
    public async Task Ready_with_a_mail_folder_that_cannot_be_written_returns_503_until_it_can()
    {
        var folder = _app.MailFolder.FullName;
        Directory.Delete(folder);
        await File.WriteAllTextAsync(folder, "In the way");
        var (status, _, checks, text) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy", "Healthy"), (status, checks["mail_folder"], checks["write"]));
        Assert.DoesNotContain(folder, text, StringComparison.Ordinal);

        File.Delete(folder);
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync()).Status);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Ready_with_too_little_free_space_returns_503()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: ("Health:MinimumFreeMegabytes", "1000000"));
        Assert.SkipWhen(new DriveInfo("/tmp").AvailableFreeSpace > 1_000_000_000_000, "The disk has a terabyte of free space.");
        using var monitor = new HttpClient { BaseAddress = new Uri(app.Address) };
        using var response = await monitor.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("\"disk\":\"Unhealthy\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string StatusText, Dictionary<string, string> Checks, string Text)> ReadyAsync()
    {
        using var response = await _monitor.GetAsync("/health/ready");
        var text = await response.Content.ReadAsStringAsync();
        using var json = JsonDocument.Parse(text);
        return (
            response.StatusCode, json.RootElement.GetProperty("status").GetString()!,
            json.RootElement.GetProperty("checks")
                .EnumerateObject()
                .ToDictionary(c => c.Name, c => c.Value.GetString()!, StringComparer.Ordinal), text);
    }
}
