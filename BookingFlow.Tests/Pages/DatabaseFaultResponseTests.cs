using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookingFlow.Tests.Pages;

/// <summary>
/// Faults of the database under the running program: every form is answered with 503, keeps its values, and can be sent when the fault is over.
/// </summary>
public sealed class DatabaseFaultResponseTests
{
    private const string Name = "Ada <Lovelace> & Co";

    public static TheoryData<DatabaseFault> Faults =>
        [DatabaseFault.ReadOnly, DatabaseFault.DiskFull, DatabaseFault.FileMissing, DatabaseFault.Corrupt];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_form_keeps_its_values_and_can_be_sent_when_the_fault_is_over(DatabaseFault fault)
    {
        var injection = new SqliteFaultInjection();
        await using var app = await BookingFlowApp.StartWithFaultsAsync(injection);
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        var ticket = await app.AddTicketAsync(new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build());
        using var visitor = app.Visitor();
        using var steward = await app.StaffAsync(StaffRoles.BoxOffice);
        var forms = new Form[]
        {
            new(visitor, await visitor.OpenAsync($"/performances/{performance.Id}/reserve"), "main form", 303,
                [("Name", Name), ("Email", "ada@visitors.example"), ("PartySize", "2"), ("Notes", "By the aisle")]),
            new(visitor, await visitor.OpenAsync(link), "main form", 303, []),
            new(steward, await steward.OpenAsync("/staff/check-in"), "form.scan", 200, [("Code", VisitorSteps.CheckInPath(ticket).Split('/')[^1])]),
            new(steward, await steward.OpenAsync("/staff/check-in/walk-in"), "form.walk-in", 200, [("PartySize", "3"), ("Name", Name)]),
        };

        var refused = new List<BrowserResponse>();
        await using (await BeginAsync(fault, app, injection))
        {
            foreach (var form in forms)
            {
                refused.Add(await form.Browser.SubmitAsync(form.Page, form.Selector, form.Input));
            }
        }

        Assert.All(refused, response => Assert.Equal((503, "30"), (response.Status, response.Header("Retry-After"))));
        Assert.Equal(Name, ValueOf(refused[0], "Name"));
        Assert.Equal("2", ValueOf(refused[0], "PartySize"));
        Assert.Equal("3", ValueOf(refused[3], "PartySize"));
        Assert.Equal(Name, ValueOf(refused[3], "Name"));
        foreach (var (form, response) in forms.Zip(refused))
        {
            // The page of the failure has one form. A page that is shown again has its own, the station that of the party.
            var selector = new[] { "form.admission", form.Selector, "main form" }.First(s => response.Document.QuerySelector(s) is not null);
            var sent = await form.Browser.SubmitAsync(response, selector);
            Assert.Equal(form.Success, sent.Status);
        }

        Assert.Equal(
            (1, 1, 2, 0),
            await app.Database.ReadAsync(async db => (
                await db.Reservations.CountAsync(r => r.Name == Name && r.Status == ReservationStatus.Pending && r.Notes == "By the aisle"),
                await db.Reservations.CountAsync(r => r.Name == Name && r.Status == ReservationStatus.Confirmed && r.PartySize == 3),
                await db.CheckIns.CountAsync(),
                await db.Reservations.CountAsync(r => r.Name != Name && r.Status == ReservationStatus.Pending))));
        Assert.Single(app.Logs.GetSnapshot(), record => record.Message.StartsWith($"Database fault {fault}: ", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.GetSnapshot(), record => record.Level == LogLevel.Critical
            || (record.Level == LogLevel.Error && !record.Message.StartsWith("Database fault", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(DatabaseFault.FileMissing)]
    [InlineData(DatabaseFault.Corrupt)]
    public async Task Pages_answer_503_without_a_form_and_recover(DatabaseFault fault)
    {
        await using var app = await BookingFlowApp.StartWithFaultsAsync(new());
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        using var steward = await app.StaffAsync();
        (NoScriptBrowser Browser, string Path)[] pages =
        [
            (visitor, "/"), (visitor, $"/performances/{performance.Id}/reserve"), (steward, "/staff/check-in"), (steward, "/staff"),
        ];
        await using (await BeginAsync(fault, app, new()))
        {
            foreach (var (browser, path) in pages)
            {
                var response = await browser.OpenAsync(path);
                Assert.Equal((path, 503), (path, response.Status));
                Assert.Null(response.Document.QuerySelector("form"));
            }
        }

        foreach (var (browser, path) in pages)
        {
            Assert.Equal(200, (await browser.OpenAsync(path)).Status);
        }
    }

    [Fact]
    public async Task What_was_acknowledged_until_the_file_could_not_grow_is_stored()
    {
        var injection = new SqliteFaultInjection();
        await using var app = await BookingFlowApp.StartWithFaultsAsync(injection);
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        injection.CannotGrow = true;
        List<int> statuses = [];
        for (var i = 0; i < 200 && !statuses.Contains(503); i++)
        {
            statuses.Add((await visitor.ReserveAsync(performance.Id, email: $"ada{i}@visitors.example", notes: new string('x', 300))).Status);
        }

        Assert.Equal(503, statuses[^1]);
        Assert.All(statuses.SkipLast(1), status => Assert.Equal(303, status));
        Assert.Equal(statuses.Count - 1, await app.Database.ReadAsync(db => db.Reservations.CountAsync()));
        injection.CannotGrow = false;
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, email: "last@visitors.example")).Status);
    }

    [Fact]
    public async Task A_full_disk_refuses_forms_and_readiness_until_space_is_free()
    {
        using var disk = SmallDisk.Create(megabytes: 16);
        await using var app = await BookingFlowApp.StartAsync(
            settings: [("ConnectionStrings:BookingFlow", $"Data Source={disk.Folder}/bookingflow.db"), ("Health:MinimumFreeMegabytes", "1")]);
        var performance = app.APerformanceTonight().Build();
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<BookingDbContext>>().CreateDbContextAsync())
        {
            db.Add(performance);
            await db.SaveChangesAsync();
        }

        using var visitor = app.Visitor();
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id)).Status);
        var confirm = await visitor.OpenAsync(await app.GetConfirmationLinkAsync());
        var reserve = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Equal(200, (await visitor.OpenAsync("/health/ready")).Status);

        disk.Fill();
        var notReserved = await RepeatUntilFullAsync(visitor, reserve);
        var notConfirmed = await visitor.SubmitAsync(confirm, "main form");
        var notReady = await visitor.OpenAsync("/health/ready");
        await Eventually.AssertAsync(
            async () =>
            {
                // After a checkpoint the write-ahead log has space again.
                await RepeatUntilFullAsync(visitor, reserve);
                return (await visitor.OpenAsync("/health/ready")).Body.Contains("\"write\":\"Unhealthy\"", StringComparison.Ordinal);
            },
            "the write check is unhealthy when its earlier result is no longer cached");
        disk.Free();

        Assert.Equal((503, 503, 503), (notReserved.Status, notConfirmed.Status, notReady.Status));
        Assert.Contains("\"disk\":\"Unhealthy\"", notReady.Body, StringComparison.Ordinal);
        Assert.Equal(Name, ValueOf(notReserved, "Name"));
        Assert.Equal(303, (await visitor.SubmitAsync(notReserved, "main form")).Status);
        Assert.Equal(303, (await visitor.SubmitAsync(notConfirmed, "main form")).Status);
        Assert.Equal(200, (await visitor.OpenAsync("/health/ready")).Status);
    }

    /// <summary>Sends the form until it is refused: the write-ahead log may have space for a few transactions.</summary>
    private static async Task<BrowserResponse> RepeatUntilFullAsync(NoScriptBrowser visitor, BrowserResponse form)
    {
        BrowserResponse response;
        var attempts = 0;
        do
        {
            response = await visitor.SubmitAsync(
                form, "main form", ("SubmissionId", $"{Guid.NewGuid()}"), ("Name", Name), ("Email", $"ada{attempts}@visitors.example"),
                ("PartySize", "2"), ("Notes", new string('x', 300)));
        }
        while (response.Status == 303 && ++attempts < 500);
        return response;
    }

    private static string? ValueOf(BrowserResponse page, string field) => page.Find($"main form [name={field}]").GetAttribute("value");

    /// <returns>Ends the fault when it is disposed of.</returns>
    private static async Task<AsyncCleanup> BeginAsync(DatabaseFault fault, BookingFlowApp app, SqliteFaultInjection injection)
    {
        var folder = Path.GetDirectoryName(app.Database.File)!;
        switch (fault)
        {
            case DatabaseFault.ReadOnly:
                injection.IsReadOnly = true;
                return new(() => injection.IsReadOnly = false);
            case DatabaseFault.DiskFull:
                injection.IsFull = true;
                return new(() => injection.IsFull = false);
            case DatabaseFault.FileMissing:
                Directory.Move(folder, folder + ".moved");
                return new(() => Directory.Move(folder + ".moved", folder));
            default:
                SqliteConnection.ClearAllPools();
                var intact = await File.ReadAllBytesAsync(app.Database.File);
                await app.BreakDatabaseAsync();
                return new(() =>
                {
                    File.Delete(app.Database.File + "-wal");
                    File.Delete(app.Database.File + "-shm");
                    File.WriteAllBytes(app.Database.File, intact);
                });
        }
    }

    /// <param name="Success">Status of the answer when it is accepted.</param>
    private sealed record Form(
        NoScriptBrowser Browser, BrowserResponse Page, string Selector, int Success, (string Name, string Value)[] Input);

    private sealed class AsyncCleanup(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}
