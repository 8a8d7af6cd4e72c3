using System.Globalization;
using System.Text;
using BookingFlow.Web.Staff;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class ExportTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task The_file_holds_what_was_found_and_the_log_says_who_took_it_and_how_many_but_not_whom()
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Venue:TimeZone", "Europe/Rome"));
        var performance = app.APerformanceTonight().At(new DateTime(2030, 7, 1, 18, 30, 0, DateTimeKind.Utc)).Build();
        var confirmed = new AReservation()
            .For(performance)
            .Named("Åsa \"Li\", Sørensen")
            .WithPhone("+39 0471 123")
            .WithNotes("first\nsecond")
            .WithReference("K7QF-2M")
            .AskedAt(AMoment.Now)
            .Confirmed(AMoment.Now)
            .Build();
        var steward = await app.AddStaffAsync(StaffRoles.Door);
        await app.Database.AddAsync(
            confirmed, new AReservation().For(performance).Named("Ada").Build(),
            new Web.Domain.Door.CheckIn
            {
                Reservation = confirmed,
                People = 2,
                At = AMoment.Now,
                StaffId = steward.Id,
                StaffName = "Dora",
                RequestId = Guid.NewGuid(),
            });
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice, "Olga");

        var found = await desk.OpenAsync($"/staff/reservations?performance={performance.Id}&status=confirmed");
        var file = await desk.SubmitAsync(found, ".found form");
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
                ["E-mail"] = "ada@example.org",
                ["Phone"] = "'+39 0471 123",
                ["Party size"] = "2",
                ["Status"] = "Confirmed",
                ["Show"] = "The Tempest",
                ["Room"] = performance.Room.Name,
                ["Start"] = "2030-07-01T20:30+02:00",
                ["Made"] = "2026-09-05T12:00+02:00",
                ["Confirmed"] = "2026-09-05T12:00+02:00",
                ["Checked in"] = "2026-09-05T12:00+02:00",
                ["People arrived"] = "2",
                ["Message"] = "first\nsecond",
            },
            line);

        var entry = await app.Database.ReadAsync(db => db.AuditLog.SingleAsync());
        Assert.Equal(
            (AuditAction.ReservationsExported, AuditSubject.Performance, performance.Id, "1", "Olga"),
            (entry.Act, entry.Thing, entry.ThingId!.Value, entry.Detail!, entry.StaffName));
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
    public async Task No_formula_is_smuggled_into_a_spreadsheet_and_everything_stays_readable(string typed, string written)
    {
        var app = shared.App;
        var reservation = new AReservation().Named(typed).WithPhone(typed[..Math.Min(typed.Length, Limits.Phone)]).WithNotes($"a\n{typed}").Build();
        await app.Database.AddAsync(reservation);
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);

        var file = await desk.SubmitAsync(await desk.OpenAsync($"/staff/reservations/export?performance={reservation.PerformanceId}"), "main form");
        var line = Assert.Single(Read(file.Body));
        Assert.Equal(written, line["Name"]);
        Assert.Equal(written, line["Phone"]);
        Assert.Equal($"a\n{written}", line["Message"]);
    }

    [Fact]
    public async Task A_long_file_comes_whole_and_an_empty_one_has_its_columns()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().WithCapacity(5000).Build();
        await app.Database.AddAsync(
            [
                .. Enumerable.Range(1, 1500).Select(
                    i => new AReservation().For(performance).Named($"Party {i:0000}").WithNotes(new string('x', 200)).Build()),
            ]);
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);
        var page = await desk.OpenAsync("/staff/reservations/export");
        Assert.Contains("1500 reservations", page.Text, StringComparison.Ordinal);

        var lines = Read((await desk.SubmitAsync(page, "main form")).Body);
        Assert.Equal(
            Enumerable.Range(1, 1500).Select(i => string.Create(CultureInfo.InvariantCulture, $"Party {i:0000}")),
            lines.Select(line => line["Name"]));
        var nobody = (await desk.SubmitAsync(await desk.OpenAsync("/staff/reservations/export?q=nobody"), "main form")).Body;
        Assert.Empty(Read(nobody));
        Assert.StartsWith("Reference,Name,E-mail,", nobody.TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_fresh_form_no_file_is_given_and_looking_at_the_page_is_not_logged()
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.Database.AddAsync(new AReservation().Build());
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);
        await desk.OpenAsync("/staff/reservations/export");
        var refused = await desk.PostAsync("/staff/reservations/export", ("q", "ada"));
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
