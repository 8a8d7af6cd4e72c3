using System.Globalization;
using System.Text;
using BookingFlow.Web.Staff;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

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
            .WithReference("K7QF-2M")
            .CreatedAt(TestTimes.Now)
            .Confirmed(TestTimes.Now)
            .Build();
        var steward = await app.AddStaffAsync(StaffRoles.Door);
        await app.Database.AddAsync(
            confirmed, new AReservation().For(performance).Named("Ada").Build(),
            new Web.Domain.Door.CheckIn
            {
                Reservation = confirmed,
                People = 2,
                At = TestTimes.Now,
                StaffId = steward.Id,
                StaffName = "Dora",
                RequestId = Guid.NewGuid(),
            });
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice, "Olga");

        var found = await boxOffice.OpenAsync($"/staff/reservations?performance={performance.Id}&status=confirmed");
        var file = await boxOffice.SubmitAsync(found, ".found form");
        Assert.Equal(200, file.Status);
        Assert.Equal("text/csv; charset=utf-8", file.Header("Content-Type"));
        Assert.Matches(@"^attachment; filename=reservations-\d{4}-\d\d-\d\d\.csv$", file.Header("Content-Disposition"));
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
    public async Task An_expired_form_returns_no_file_and_opening_the_page_is_not_audited()
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.Database.AddAsync(new AReservation().Build());
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        await boxOffice.OpenAsync("/staff/reservations/export");
        var refused = await boxOffice.PostAsync("/staff/reservations/export", ("q", "ada"));
        Assert.Equal(400, refused.Status);
        Assert.Equal("ada", refused.Find("main input[name=q]").GetAttribute("value"));
        Assert.False(await app.Database.ReadAsync(db => db.AuditLog.AnyAsync()));
    }

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
