using System.Globalization;
using System.Text;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Staff;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class ExportTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task The_file_contains_the_found_reservations_and_the_audit_log_only_their_number()
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Venue:TimeZone", "Europe/Rome"));
        var performance = app.APerformanceTonight().At(new DateTime(2030, 7, 1, 18, 30, 0, DateTimeKind.Utc)).Build();
        var confirmed = new AReservation()
            .For(performance)
            .Named("Åsa \"Li\", Sørensen")
            .WithPhone("+39 0471 123")
            .WithNotes("first\nsecond")
            .WithPlaces(new(1, 1))
            .WithReference("K7QF-2M")
            .CreatedAt(TestTimes.Now)
            .Confirmed(TestTimes.Now)
            .Build();
        var steward = await app.AddStaffAsync(StaffRoles.Door);
        await app.Database.AddAsync(
            confirmed, new AReservation().For(performance).Named("Ada").Build(), CheckInOf(confirmed, 2, steward));
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice, "Olga");

        var found = await boxOffice.OpenAsync($"/staff/reservations?performance={performance.Id}&status=confirmed");
        var file = await boxOffice.SubmitAsync(found, ".found form");
        Assert.Equal(200, file.Status);
        Assert.Equal("text/csv; charset=utf-8", file.Header("Content-Type"));
        Assert.Equal($"reservations-{performance.Show.Slug}-2030-07-01-20.30.csv", FileName(file));
        Assert.Equal("no-store", file.Header("Cache-Control"));
        Assert.Equal(Encoding.UTF8.GetPreamble(), (await file.Response.Content.ReadAsByteArrayAsync())[..3]);
        var line = Assert.Single(Read(file.Body));
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Reference"] = "K7QF-2M",
                ["Name"] = "Åsa \"Li\", Sørensen",
                ["Email"] = "ada@example.org",
                ["Phone"] = "'+39 0471 123",
                ["Party size"] = "2",
                ["Status"] = "Confirmed",
                ["Show"] = "The Tempest",
                ["Room"] = performance.Room.Name,
                ["Start"] = "2030-07-01T20:30+02:00",
                ["Made on"] = "2026-09-05T12:00+02:00",
                ["Confirmed"] = "2026-09-05T12:00+02:00",
                ["Checked in"] = "2026-09-05T12:00+02:00",
                ["People checked in"] = "2",
                ["Message"] = "first\nsecond",
                ["Access"] = "1 wheelchair place, 1 companion",
            },
            line);

        var entry = await app.Database.ReadAsync(db => db.AuditLog.SingleAsync());
        Assert.Equal(
            (AuditAction.ReservationsExported, AuditSubject.Performance, performance.Id, "1", "Olga"),
            (entry.Action, entry.Subject, entry.SubjectId!.Value, entry.Detail!, entry.StaffName));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+39 0471 123", "'+39 0471 123")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("Ada;=cmd|' /C calc'!A0", "Ada;'=cmd|' /C calc'!A0")]
    [InlineData("Ada\";\"=1+1", "Ada\";\"'=1+1")]
    [InlineData("Ada; +39 1", "Ada; '+39 1")]
    [InlineData("Ada, +39 1", "Ada, +39 1")]
    [InlineData("Anne-Marie + 1", "Anne-Marie + 1")]
    [InlineData("'=1", "'=1")]
    public async Task Values_that_a_spreadsheet_would_read_as_formulas_are_escaped(string input, string expected)
    {
        var app = shared.App;
        var reservation = new AReservation().Named(input).WithPhone(input[..Math.Min(input.Length, Limits.Phone)]).WithNotes($"a\n{input}").Build();
        await app.Database.AddAsync(reservation);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var form = await boxOffice.OpenAsync($"/staff/reservations/export?performance={reservation.PerformanceId}");
        var file = await boxOffice.SubmitAsync(form, "main form");
        var line = Assert.Single(Read(file.Body));
        Assert.Equal(expected, line["Name"]);
        Assert.Equal(expected, line["Phone"]);
        Assert.Equal($"a\n{expected}", line["Message"]);
    }

    [Fact]
    public async Task A_long_file_is_complete_and_an_empty_one_has_its_header()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().WithCapacity(5000).Build();
        await app.Database.AddAsync(
            [
                .. Enumerable.Range(1, 1500).Select(
                    i => new AReservation().For(performance).Named($"Party {i:0000}").WithNotes(new string('x', 200)).Build()),
            ]);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        var page = await boxOffice.OpenAsync("/staff/reservations/export");
        Assert.Contains("1500 reservations", page.Text, StringComparison.Ordinal);

        var lines = Read((await boxOffice.SubmitAsync(page, "main form")).Body);
        Assert.Equal(
            Enumerable.Range(1, 1500).Select(i => string.Create(CultureInfo.InvariantCulture, $"Party {i:0000}")),
            lines.Select(line => line["Name"]));
        var emptyFile = (await boxOffice.SubmitAsync(await boxOffice.OpenAsync("/staff/reservations/export?q=nobody"), "main form")).Body;
        Assert.Empty(Read(emptyFile));
        Assert.StartsWith("Reference,Name,Email,", emptyFile.TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_workbook_contains_texts_numbers_and_dates_and_is_audited_like_the_csv_file()
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Venue:TimeZone", "Europe/Rome"));
        var performance = app.APerformanceTonight().At(new DateTime(2030, 7, 1, 18, 30, 0, DateTimeKind.Utc)).Build();
        var confirmed = new AReservation()
            .For(performance)
            .Named("=HYPERLINK(\"https://evil.example\")")
            .WithPhone("+49 471/12 34-56")
            .WithNotes("first\nsecond \U0001F3AD")
            .WithReference("K7QF-2M")
            .CreatedAt(TestTimes.Now)
            .Confirmed(TestTimes.Now)
            .Build();
        var steward = await app.AddStaffAsync(StaffRoles.Door);
        await app.Database.AddAsync(confirmed, new AReservation().For(performance).Named("Ada").Build(), CheckInOf(confirmed, 1, steward));
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice, "Olga");

        var found = await boxOffice.OpenAsync($"/staff/reservations?performance={performance.Id}&status=confirmed");
        var file = await ExportWorkbookAsync(boxOffice, found, ".found form");

        Assert.Equal(200, file.Status);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file.Header("Content-Type"));
        Assert.Equal($"reservations-{performance.Show.Slug}-2030-07-01-20.30.xlsx", FileName(file));
        Assert.Equal("no-store", file.Header("Cache-Control"));
        var sheet = (await OpenAsync(file)).Sheets[0];
        Assert.Equal("Reservations", sheet.Name);
        Assert.Equal(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["Reference"] = "K7QF-2M",
                ["Name"] = "=HYPERLINK(\"https://evil.example\")",
                ["Email"] = "ada@example.org",
                ["Phone"] = "+49 471/12 34-56",
                ["Party size"] = 2.0,
                ["Status"] = "Confirmed",
                ["Show"] = "The Tempest",
                ["Room"] = performance.Room.Name,
                ["Start"] = new DateTime(2030, 7, 1, 20, 30, 0),
                ["Made on"] = new DateTime(2026, 9, 5, 12, 0, 0),
                ["Confirmed"] = new DateTime(2026, 9, 5, 12, 0, 0),
                ["Checked in"] = new DateTime(2026, 9, 5, 12, 0, 0),
                ["People checked in"] = 1.0,
                ["Message"] = "first\nsecond \U0001F3AD",
                ["Access"] = null,
            },
            Assert.Single(sheet.Rows));
        var entry = await app.Database.ReadAsync(db => db.AuditLog.SingleAsync());
        Assert.Equal(
            (AuditAction.ReservationsExported, AuditSubject.Performance, performance.Id, "1", "Olga"),
            (entry.Action, entry.Subject, entry.SubjectId!.Value, entry.Detail!, entry.StaffName));
    }

    [Fact]
    public async Task The_second_sheet_contains_the_figures_of_the_performances_that_the_search_is_about()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var chosen = app.APerformanceTonight().Of(new AShow().Titled("Hamlet").Build()).WithCapacity(40)
            .WithAdditionalSeats(3).WithManuallyOccupiedSeats(5).Build();
        var other = app.APerformanceTonight().At(app.Now.AddDays(1)).Of(new AShow().Titled("Macbeth").Build()).Private().Build();
        var unreserved = app.APerformanceTonight().At(app.Now.AddDays(2)).Of(new AShow().Titled("Othello").Build()).Cancelled().Build();
        var (ada, bea) = (
            new AReservation().For(chosen).Named("Ada").OfParty(4).CreatedAt(TestTimes.Now.AddDays(-1)).Confirmed().Build(),
            new AReservation().For(chosen).Named("Bea").OfParty(2).CreatedAt(TestTimes.Now.AddDays(-1)).Confirmed().Build());
        var steward = await app.AddStaffAsync(StaffRoles.Door);
        await app.Database.AddAsync(
            ada, bea, CheckInOf(ada, 3, steward), CheckInOf(bea, 2, steward),
            new AReservation().For(chosen).Named("Cid").OfParty(6).ExpiringAt(app.Now.AddHours(1)).Build(),
            new AReservation().For(chosen).Named("Dan").OfParty(7).ExpiringAt(app.Now.AddHours(-1)).Build(),
            new AReservation().For(chosen).Named("Eve").OfParty(8).Cancelled().Build(),
            new AReservation().For(other).Named("Flo").OfParty(9).ExpiringAt(app.Now.AddHours(1)).Build(), unreserved);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var figures = await FiguresAsync(boxOffice, $"performance={chosen.Id}&q=ada");

        Assert.Equal("Performances", figures.Name);
        Assert.Equal(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["Show"] = "Hamlet",
                ["Room"] = chosen.Room.Name,
                ["Start"] = chosen.StartsAt,
                ["Status"] = "Booking open",
                ["Seats in the room"] = 40.0,
                ["Additional seats"] = 3.0,
                ["Occupied seats"] = 5.0,
                ["People confirmed"] = 6.0,
                ["Held back"] = 0.0,
                ["Seats left"] = 32.0,
                ["People pending"] = 6.0,
                ["People checked in"] = 5.0,
                ["Stayed away"] = 1.0,
                ["Walk-ins"] = 0.0,
                ["Released in time"] = 0.0,
                ["Seats from the waiting list"] = 0.0,
                ["Waiting list, no seats"] = 0.0,
            },
            Assert.Single(figures.Rows).ToDictionary(c => c.Key, c => c.Key == "Start" ? chosen.StartsAt : c.Value, StringComparer.Ordinal));
        Assert.Equal(["Hamlet"], (await FiguresAsync(boxOffice, "status=confirmed")).Column("Show"));
        Assert.Equal(["Macbeth"], (await FiguresAsync(boxOffice, "q=flo")).Column("Show"));
        var all = await FiguresAsync(boxOffice, "");
        Assert.Equal(["Hamlet", "Macbeth", "Othello"], all.Column("Show"));
        Assert.Equal(["Booking open", "Private", "Cancelled"], all.Column("Status"));
        Assert.Equal([6.0, 9.0, 0.0], all.Column("People pending"));
    }

    [Fact]
    public async Task Both_files_are_in_the_language_of_the_page()
    {
        await using var app = await BookingFlowApp.StartAsync(new FakeTimeProvider(new DateTimeOffset(TestTimes.Now)));
        await app.Database.AddAsync(new AReservation().Confirmed().Build());
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        await boxOffice.OpenAsync("/language?to=it");
        var page = await boxOffice.OpenAsync("/staff/reservations/export");
        var file = await ExportWorkbookAsync(boxOffice, page, "main form");
        var csv = await boxOffice.SubmitAsync(page, "main form");

        Assert.Equal(["prenotazioni-2026-09-05.xlsx", "prenotazioni-2026-09-05.csv"], [FileName(file), FileName(csv)]);
        var sheets = (await OpenAsync(file)).Sheets;
        Assert.Equal(["Prenotazioni", "Repliche"], sheets.Select(sheet => sheet.Name));
        Assert.Equal("Confermata", sheets[0].Rows[0]["Stato"]);
        Assert.Equal("[$-410]ddd d mmm yyyy hh:mm", sheets[0].Formats["Inizio"]);
        Assert.Equal("Prenotazioni aperte", sheets[1].Rows[0]["Stato"]);
        var line = Assert.Single(Read(csv.Body));
        Assert.Equal(sheets[0].Headings, line.Keys);
        Assert.Equal("Confermata", line["Stato"]);
    }

    [Theory]
    [InlineData("Mu\u00ADsik\u00A0haus", "Musik haus")]
    [InlineData("\u05E9\u05DC\u05D5\u05DD \u05DB\u05D4\u05DF")]
    [InlineData("\u0645\u0631\u06CC\u0645 \u0646\u0648\u0631\u06CC")]
    [InlineData("\U0001F469\u200D\U0001F469\u200D\U0001F467 Fam. N\u0303")]
    public async Task Names_with_emoji_pasted_signs_or_right_to_left_letters_are_intact_in_both_files(string typed, string? stored = null)
    {
        var name = stored ?? typed;
        var app = shared.App;
        var reservation = new AReservation().Named(typed).WithPhone("0471/12 34-56").WithNotes($"\u201E{typed}\u201C").Build();
        await app.Database.AddAsync(reservation);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await boxOffice.OpenAsync($"/staff/reservations/export?performance={reservation.PerformanceId}");
        var line = Assert.Single(Read((await boxOffice.SubmitAsync(page, "main form")).Body));
        var row = Assert.Single((await OpenAsync(await ExportWorkbookAsync(boxOffice, page, "main form"))).Sheets[0].Rows);

        // A message keeps soft hyphens and non-breaking spaces.
        Assert.Equal((name, "0471/12 34-56", $"\u201E{typed}\u201C"), (line["Name"], line["Phone"], line["Message"]));
        Assert.Equal((name, "0471/12 34-56", $"\u201E{typed}\u201C"), (row["Name"], row["Phone"], row["Message"]));
    }

    [Fact]
    public async Task A_workbook_too_long_for_memory_is_complete_and_an_empty_one_has_its_headings()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().WithCapacity(50_000).Build();
        // Random messages do not compress: the file is larger than the memory for it.
        var random = new Random(18);
        await app.Database.AddAsync(
            [
                .. Enumerable.Range(0, 2_000).Select(i => new AReservation().For(performance).Named($"Party {i:0000}")
                    .WithNotes(Convert.ToBase64String(Enumerable.Range(0, 740).Select(_ => (byte)random.Next(256)).ToArray())).Build()),
            ]);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var file = await ExportWorkbookAsync(boxOffice, await boxOffice.OpenAsync("/staff/reservations/export"), "main form");
        var bytes = await file.Response.Content.ReadAsByteArrayAsync();
        Assert.Equal($"{bytes.Length}", file.Header("Content-Length"));
        Assert.InRange(bytes.Length, ExportModel.MaxBytesInMemory + 1, int.MaxValue);
        Assert.Equal(
            Enumerable.Range(0, 2_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"Party {i:0000}")),
            (await OpenAsync(file)).Sheets[0].Column("Name"));

        var none = await boxOffice.OpenAsync("/staff/reservations/export?q=nobody");
        var sheets = (await OpenAsync(await ExportWorkbookAsync(boxOffice, none, "main form"))).Sheets;
        Assert.All(sheets, sheet => Assert.Empty(sheet.Rows));
        Assert.Equal(["Reference", "Show"], sheets.Select(sheet => sheet.Headings[0]));
    }

    [Fact]
    public async Task Reservations_are_read_a_batch_at_a_time()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var performance = new APerformance().WithCapacity(5000).Build();
        await database.AddAsync(
            [.. Enumerable.Range(0, ExportQueries.BatchSize + 1).Select(i => new AReservation().For(performance).Named($"Party {i:0000}").Build())]);
        var recorded = new InterceptedDatabase(database);
        await using var db = recorded.CreateDbContext();
        var ids = await db.Reservations.ExportedIdsAsync(CancellationToken.None);
        var queries = new List<int>();
        var names = new List<string>();

        await foreach (var reservation in db.ExportedReservationsAsync(ids, CancellationToken.None))
        {
            names.Add(reservation.Name);
            queries.Add(recorded.Statements.Count);
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(ExportQueries.BatchSize + 1, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal([.. Enumerable.Repeat(2, ExportQueries.BatchSize), 3], queries);
    }

    [Theory]
    [InlineData("/staff/reservations/export")]
    [InlineData("/staff/reservations/export?handler=Workbook")]
    public async Task An_expired_form_returns_no_file_and_opening_the_page_is_not_audited(string address)
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.Database.AddAsync(new AReservation().Build());
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        await boxOffice.OpenAsync("/staff/reservations/export");
        var refused = await boxOffice.PostAsync(address, ("q", "ada"));
        Assert.Equal(400, refused.Status);
        Assert.Equal("/staff/reservations/export", NoScriptBrowser.Action(refused, "main form"));
        Assert.Equal("/staff/reservations/export?handler=Workbook", refused.Find("main form button").GetAttribute("formaction"));
        Assert.Equal("ada", refused.Find("main input[name=q]").GetAttribute("value"));
        Assert.False(await app.Database.ReadAsync(db => db.AuditLog.AnyAsync()));
    }

    /// <summary>Presses the button for the workbook in a form.</summary>
    private static Task<BrowserResponse> ExportWorkbookAsync(NoScriptBrowser browser, BrowserResponse page, string form) =>
        browser.PostAsync(page.Find($"{form} button[formaction]").GetAttribute("formaction")!, NoScriptBrowser.Fields(page, form));

    private static async Task<OpenedSheet> FiguresAsync(NoScriptBrowser browser, string search)
    {
        var page = await browser.OpenAsync($"/staff/reservations/export?{search}");
        return (await OpenAsync(await ExportWorkbookAsync(browser, page, "main form"))).Sheets[1];
    }

    private static async Task<OpenedWorkbook> OpenAsync(BrowserResponse file) =>
        OpenedWorkbook.Of(await file.Response.Content.ReadAsByteArrayAsync());

    private static string FileName(BrowserResponse file)
    {
        var disposition = file.Response.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", disposition.FileName), (disposition.DispositionType, disposition.FileNameStar));
        return disposition.FileName!;
    }

    private static Web.Domain.Door.CheckIn CheckInOf(Reservation party, int people, StaffUser steward) => new()
    {
        Reservation = party,
        People = people,
        At = TestTimes.Now,
        StaffId = steward.Id,
        StaffName = steward.DisplayName,
        RequestId = Guid.NewGuid(),
    };

    private static List<Dictionary<string, string>> Read(string file)
    {
        using var csv = CsvReader.FromText(file.TrimStart('\uFEFF'), new CsvReaderOptions { Separator = ',' });
        var lines = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            lines.Add(
                csv.Headers.ToArray()
                    .Select((name, i) => (name, Value: csv.GetString(i)))
                    .ToDictionary(cell => cell.name, cell => cell.Value, StringComparer.Ordinal));
        }

        return lines;
    }
}
