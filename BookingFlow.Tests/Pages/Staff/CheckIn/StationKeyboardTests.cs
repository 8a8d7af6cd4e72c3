using BookingFlow.Tests.Domain.Door;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

/// <summary>Scans at the station of a scanner that types on another keyboard than the computer (docs/decisions/0040).</summary>
public sealed class StationKeyboardTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Note = ".keyboard-note";

    [Theory]
    [InlineData("windows it off")]
    [InlineData("windows de off")]
    [InlineData("windows de-CH off")]
    [InlineData("windows fr-CH off")]
    [InlineData("windows fr off")]
    [InlineData("windows es off")]
    [InlineData("windows en caps")]
    [InlineData("windows de caps")]
    [InlineData("linux fr caps")]
    [InlineData("mac fr off")]
    public async Task A_link_or_token_from_another_keyboard_admits_the_party(string keyboard)
    {
        var app = shared.App;
        using var steward = await app.StaffAsync();
        foreach (var isLink in new[] { true, false })
        {
            var (party, link) = await TicketAsync(app);
            var response = await ScanAsync(steward, ComputerKeyboard.Named(keyboard).Type(isLink ? link : link.Split('/')[^1]) + "\r\n");

            Assert.Equal(200, response.Status);
            Assert.Contains(party.Reference, response.Find(".outcome--in").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_station_tells_of_each_kind_of_mismatch_once_and_says_what_to_do()
    {
        var app = shared.App;
        using var steward = await app.StaffAsync();
        Assert.Null((await ScanOnAsync("windows en-GB off")).Document.QuerySelector(Note));

        var first = await ScanOnAsync("windows it off");
        Assert.Contains("set this computer’s keyboard to English (US)", first.Find(Note).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Caps Lock", first.Find(Note).TextContent, StringComparison.Ordinal);
        Assert.Null((await ScanOnAsync("windows it off")).Document.QuerySelector(Note));
        Assert.Null((await ScanOnAsync("windows fr off")).Document.QuerySelector(Note));

        var capsLock = await ScanOnAsync("windows en caps");
        Assert.Contains("Switch Caps Lock off", capsLock.Find(Note).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("English (US)", capsLock.Find(Note).TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await ScanOnAsync("windows de caps")).Find(Note).QuerySelectorAll("p").Length);

        // Another device has not been told.
        using var other = await app.StaffAsync(name: "Otto");
        Assert.NotNull((await ScanAsync(other, ComputerKeyboard.Named("windows it off").Type((await TicketAsync(app)).Link))).Document.QuerySelector(Note));

        async Task<BrowserResponse> ScanOnAsync(string keyboard) =>
            await ScanAsync(steward, ComputerKeyboard.Named(keyboard).Type((await TicketAsync(app)).Link));
    }

    [Fact]
    public async Task A_used_ticket_from_another_keyboard_is_refused_as_used_and_recorded_for_its_party()
    {
        var app = shared.App;
        var (party, link) = await TicketAsync(app);
        using var steward = await app.StaffAsync();
        Assert.Equal(200, (await ScanAsync(steward, link)).Status);

        var again = await ScanAsync(steward, ComputerKeyboard.Named("linux de off").Type(link));

        Assert.Equal(409, again.Status);
        Assert.Contains("Ada Lovelace", again.Find(".outcome").TextContent, StringComparison.Ordinal);
        Assert.NotNull(again.Document.QuerySelector(Note));
        Assert.Equal(
            [ScanOutcome.Admitted, ScanOutcome.AlreadyCheckedIn],
            await app.Database.ReadAsync(
                db => db.ScanEvents.Where(e => e.ReservationId == party.Id).OrderBy(e => e.Id).Select(e => e.Outcome).ToListAsync()));
    }

    [Theory]
    [InlineData("windows it off")]
    [InlineData("windows fr caps")]
    public async Task An_unknown_token_and_a_token_of_another_purpose_are_refused_on_every_keyboard(string keyboard)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var ticket = Token.New();
        await TicketAsync(app, ticket);
        using var steward = await app.StaffAsync();
        foreach (var token in new[] { Token.New(), ticket })
        {
            var response = await ScanAsync(steward, ComputerKeyboard.Named(keyboard).Type($"{app.Address}/check-in/{token.Text}"));

            Assert.Equal(404, response.Status);
            Assert.Contains("Not our ticket", response.Find(".outcome--no").TextContent, StringComparison.Ordinal);
            Assert.Null(response.Document.QuerySelector(Note));
        }

        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
        Assert.Equal(2, await app.Database.ReadAsync(db => db.ScanEvents.CountAsync(e => e.Outcome == ScanOutcome.NotOurTicket)));
    }

    [Theory]
    [InlineData("windows it off")]
    [InlineData("linux fr off")]
    public async Task A_code_of_another_website_is_refused_as_foreign_on_every_keyboard(string keyboard)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, link) = await TicketAsync(app);
        using var steward = await app.StaffAsync();

        var response = await ScanAsync(steward, ComputerKeyboard.Named(keyboard).Type("https://evil.example" + new Uri(link).AbsolutePath));

        Assert.Equal(404, response.Status);
        Assert.Contains("Not our code", response.Find(".outcome--no").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Theory]
    [InlineData("mac us caps")]
    [InlineData("mac fr caps")]
    [InlineData("mac it caps")]
    public async Task A_link_in_which_Caps_Lock_lost_the_case_is_refused_with_what_to_do(string keyboard)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, link) = await TicketAsync(app);
        using var steward = await app.StaffAsync();

        var response = await ScanAsync(steward, ComputerKeyboard.Named(keyboard).Type(link));

        Assert.Equal(404, response.Status);
        var outcome = response.Find(".outcome--wait").TextContent;
        Assert.Contains("Caps Lock is on", outcome, StringComparison.Ordinal);
        Assert.Contains("Switch Caps Lock off on this computer and scan again.", outcome, StringComparison.Ordinal);
        Assert.Null(response.Document.QuerySelector("a[href*='find?q']"));
        Assert.Equal(ScanOutcome.NotOurTicket, (await app.Database.ReadAsync(db => db.ScanEvents.SingleAsync())).Outcome);
    }

    [Fact]
    public async Task A_reference_from_another_keyboard_shows_the_party_and_admits_nobody()
    {
        await using var app = await BookingFlowApp.StartAsync();
        await TicketAsync(app, reference: "K7YF-2M");
        using var steward = await app.StaffAsync();

        var shown = await ScanAsync(steward, "K7ZFß2M");

        Assert.Equal(200, shown.Status);
        Assert.Contains("Ada Lovelace", shown.Text, StringComparison.Ordinal);
        Assert.NotNull(shown.Document.QuerySelector(Note));
        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
        Assert.Equal(200, (await steward.SubmitAsync(shown, "form[action*='handler=Admit']")).Status);
    }

    private static async Task<BrowserResponse> ScanAsync(NoScriptBrowser steward, string code) =>
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.scan", ("Code", code));

    /// <returns>The stored party, and the address in its QR code.</returns>
    private static async Task<(Reservation Party, string Link)> TicketAsync(BookingFlowApp app, Token? ticket = null, string? reference = null)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var party = new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now);
        var built = (reference is null ? party : party.WithReference(reference)).Build();
        return (built, app.Address + VisitorSteps.CheckInPath(await app.AddTicketAsync(built, ticket)));
    }
}
