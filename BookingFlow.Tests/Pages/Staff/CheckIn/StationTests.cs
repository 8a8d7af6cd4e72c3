using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class StationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Theory]
    [InlineData("{url}")]
    [InlineData("{token}")]
    [InlineData("  {token}\r\n")]
    [InlineData("\t{url}\n")]
    [InlineData("<{url}>")]
    [InlineData("({url}).")]
    [InlineData("\uFEFF{token}\u200B")]
    [InlineData("\u00A0\u202A{url}\u202C")]
    [InlineData("{token}\t")]
    [InlineData("{url}\r")]
    [InlineData("\u0002{url}\u0003\r\n")]
    [InlineData("\u001d\u0010{token}\u0004")]
    public async Task A_scanned_address_or_token_amid_white_space_or_control_characters_admits_and_clears_the_field(string input)
    {
        var app = shared.App;
        var (_, path, _) = await TicketAsync(app);
        using var steward = await app.StaffAsync();
        var station = await steward.OpenAsync("/staff/check-in");
        var code = input.Replace("{url}", app.Address + path, StringComparison.Ordinal).Replace(
            "{token}", path.Split('/')[^1], StringComparison.Ordinal);
        var admitted = await steward.SubmitAsync(station, "form.scan", ("Code", code));
        Assert.Equal(200, admitted.Status);
        Assert.Contains("Ada Lovelace", admitted.Text, StringComparison.Ordinal);
        foreach (var page in new[] { station, admitted })
        {
            Assert.Equal("", page.Find("#Code").GetAttribute("value"));
            Assert.True(page.Find("#Code").HasAttribute("autofocus"));
        }

        Assert.NotEqual(RequestId(station), RequestId(admitted));
        Assert.Equal(409, (await steward.SubmitAsync(admitted, "form.scan", ("Code", code))).Status);
    }

    [Fact]
    public async Task A_code_of_another_website_is_refused_even_with_a_valid_token()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path, _) = await TicketAsync(app);
        using var steward = await app.StaffAsync();
        var response = await ScanAsync(steward, $"https://evil.example{path}");
        Assert.Equal(404, response.Status);
        Assert.Contains(app.Words()["Failure.TicketInvalid.Foreign.Happened"].Value, response.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task A_typed_reference_shows_the_party_and_only_submitting_admits_it()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, _, reference) = await TicketAsync(app);
        using var steward = await app.StaffAsync();
        var shown = await ScanAsync(steward, reference.Replace("-", "", StringComparison.Ordinal).ToLower(CultureInfo.InvariantCulture));
        Assert.Equal(200, shown.Status);
        Assert.Contains("Ada Lovelace", shown.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));

        var admitted = await steward.SubmitAsync(shown, "form[action*='handler=Admit']");
        Assert.Equal(200, admitted.Status);
        Assert.Equal(1, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
        Assert.Equal(409, (await ScanAsync(steward, reference)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("AAAA-AA")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Any_other_input_is_refused_as_not_our_ticket(string input)
    {
        var app = shared.App;
        using var steward = await app.StaffAsync();
        var response = await ScanAsync(steward, input);
        Assert.Equal(404, response.Status);
        Assert.Contains(app.Words()["Door.No.NotOurTicket"].Value, response.Text, StringComparison.Ordinal);
        Assert.Equal("", response.Find("#Code").GetAttribute("value"));
    }

    [Fact]
    public async Task The_tonight_page_counts_confirmed_arrived_and_expected_people_and_seats_left()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(10));
        await app.AddAsync(app.APerformanceTonight().At(app.Now.AddDays(3)));
        using var visitor = app.Visitor();
        var first = await app.ReserveAndConfirmAsync(visitor, performance.Id, people: 3);
        await app.ReserveAndConfirmAsync(visitor, performance.Id, people: 4, mails: 3);
        using var steward = await app.StaffAsync();
        await ScanAsync(steward, app.Address + VisitorSteps.CheckInPath(first));
        var row = Assert.Single((await steward.OpenAsync("/staff")).Document.QuerySelectorAll("tbody tr"));
        Assert.Equal(["0", "7", "3", "4", "3"], row.QuerySelectorAll("td.number").Select(cell => cell.TextContent.Trim()));
    }

    private static async Task<BrowserResponse> ScanAsync(NoScriptBrowser steward, string code) =>
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.scan", ("Code", code));

    private static string RequestId(BrowserResponse place) => place.Find("form.scan input[name='RequestId']").GetAttribute("value")!;

    private static async Task<(Performance Performance, string Path, string Reference)> TicketAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var reservation = new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build();
        return (performance, VisitorSteps.CheckInPath(await app.AddTicketAsync(reservation)), reservation.Reference);
    }
}
