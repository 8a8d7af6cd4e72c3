using BookingFlow.Tests.Builders;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages;

/// <summary>What the QR code opens, and the scan station.</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task A_stranger_reads_the_same_page_whether_or_not_the_ticket_exists()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var code = await TicketAsync(app);
        using var stranger = app.Visitor();
        var (known, unknown) = (await stranger.OpenAsync($"/check-in/{code}"), await stranger.OpenAsync($"/check-in/{Token.New().Text}"));
        Assert.Equal((200, 200), (known.Status, unknown.Status));
        Assert.Equal(WithoutToken(known), WithoutToken(unknown));
        Assert.DoesNotContain("Ada", known.Body, StringComparison.Ordinal);
        Assert.Contains("Not checked in", known.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_who_presses_the_button_is_asked_to_sign_in_and_lets_nobody_in()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var code = await TicketAsync(app);
        using var stranger = app.Visitor();
        var form = await stranger.OpenAsync($"/performances/{performance.Id}/reserve");
        var antiforgery = NoScriptBrowser.Fields(form, "main form").Single(f => f.Name == "_form");
        var sent = await stranger.PostAsync($"/check-in/{code}", antiforgery);
        Assert.Equal(302, sent.Status);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task Somebody_signed_in_without_a_role_for_it_may_not()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var nobody = await app.StaffAsync(role: null);
        Assert.Equal(403, (await nobody.OpenAsync($"/check-in/{await TicketAsync(app)}")).Status);
    }

    [Fact]
    public async Task Success_says_who_how_many_and_for_what()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var code = await TicketAsync(app, r => r.OfParty(5));
        using var steward = await app.StaffAsync();
        var admitted = await ScanAsync(steward, code);
        Assert.Equal(200, admitted.Status);
        foreach (var said in new[] { "Come in", "5 people", "Ada Lovelace" })
        {
            Assert.Contains(said, admitted.Find(".outcome").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_second_scan_is_told_when_by_whom_and_how_many()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var code = await TicketAsync(app, r => r.OfParty(5));
        using var dora = await app.StaffAsync(name: "Dora");
        using var otto = await app.StaffAsync(name: "Otto");
        await ScanAsync(dora, code);
        var again = await ScanAsync(otto, code);
        Assert.Equal(409, again.Status);
        Assert.Contains("Dora", again.Text, StringComparison.Ordinal);
        Assert.Contains("5 people", again.Text, StringComparison.Ordinal);
        Assert.NotNull(again.Document.QuerySelector(".outcome time"));
        Assert.Equal(1, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task The_same_submission_arriving_twice_is_answered_twice_as_the_first_time()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var code = await TicketAsync(app);
        using var dora = await app.StaffAsync();
        using var otto = await app.StaffAsync();
        var station = await dora.OpenAsync("/staff/check-in");
        Assert.Equal(200, (await dora.SubmitAsync(station, "form.scan", ("Code", code))).Status);
        var again = await dora.SubmitAsync(station, "form.scan", ("Code", code));
        Assert.Equal(200, again.Status);
        Assert.Contains("Come in", again.Text, StringComparison.Ordinal);

        var request = NoScriptBrowser.Fields(station, "form.scan").Single(f => f.Name == "RequestId").Value;
        Assert.Equal(409, (await otto.SubmitAsync(await otto.OpenAsync("/staff/check-in"), "form.scan", ("Code", code), ("RequestId", request))).Status);
        Assert.Equal(409, (await dora.SubmitAsync(again, "form.scan", ("Code", code))).Status);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("  {0}\r\n")]
    [InlineData("\t{0} ")]
    [InlineData("{house}/check-in/{0}")]
    [InlineData(" {house}/check-in/{0}\n")]
    [InlineData("{house}/check-in/{0}/")]
    public async Task The_field_takes_a_code_however_a_scanner_types_it(string typed)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var code = await TicketAsync(app);
        using var steward = await app.StaffAsync();
        var scan = typed.Replace("{house}", app.Address, StringComparison.Ordinal).Replace("{0}", code, StringComparison.Ordinal);
        Assert.Equal(200, (await ScanAsync(steward, scan)).Status);
    }

    [Theory]
    [InlineData("https://evil.example/check-in/{0}")]
    [InlineData("{house}.evil.example/check-in/{0}")]
    [InlineData("http://user@evil.example/check-in/{0}")]
    [InlineData("{house}/tickets/{0}")]
    [InlineData("javascript://{0}")]
    public async Task A_code_that_leads_elsewhere_is_refused_with_a_warning(string typed)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var code = await TicketAsync(app);
        using var steward = await app.StaffAsync();
        var scan = typed.Replace("{house}", app.Address, StringComparison.Ordinal).Replace("{0}", code, StringComparison.Ordinal);
        var told = await ScanAsync(steward, scan);
        Assert.Equal(404, told.Status);
        Assert.Contains("Do not open it", told.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task A_reference_typed_by_hand_shows_the_party_and_lets_nobody_in_before_the_press()
    {
        await using var app = await BookingFlowApp.StartAsync();
        await TicketAsync(app, r => r.WithReference("K7QF-2M"));
        using var steward = await app.StaffAsync();
        var party = await ScanAsync(steward, "k7qf2m");
        Assert.Equal(200, party.Status);
        Assert.Contains("Ada Lovelace", party.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));

        var admitted = await steward.SubmitAsync(party, "form[action*='handler=Admit']");
        Assert.Contains("Come in", admitted.Text, StringComparison.Ordinal);
        Assert.Equal(409, (await ScanAsync(steward, "K7QF-2M")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("AAAA-AA")]
    public async Task Anything_else_is_not_one_of_our_tickets(string typed)
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var steward = await app.StaffAsync();
        Assert.Equal(404, (await ScanAsync(steward, typed)).Status);
    }

    [Fact]
    public async Task After_every_answer_the_field_is_empty_has_the_focus_and_asks_anew()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var steward = await app.StaffAsync();
        var first = await steward.OpenAsync("/staff/check-in");
        var second = await steward.SubmitAsync(first, "form.scan", ("Code", await TicketAsync(app)));
        var field = second.Find("#Code");
        Assert.True(field.HasAttribute("autofocus"));
        Assert.Equal("", field.GetAttribute("value"));
        Assert.NotEqual(Request(first), Request(second));
    }

    [Fact]
    public async Task A_ticket_for_another_evening_is_told_which_show_evening_and_room_it_is_for()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var here = await app.AddAsync(app.APerformanceTonight());
        var there = await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Hamlet").Build()).In(new ARoom().Named("Cellar").Build()));
        var code = await TicketAsync(app, performance: there);
        using var steward = await app.StaffAsync();
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.door-choice", ("DoorOf", here.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var told = await ScanAsync(steward, code);
        Assert.Equal(409, told.Status);
        Assert.Contains("Hamlet", told.Text, StringComparison.Ordinal);
        Assert.Contains("Cellar", told.Text, StringComparison.Ordinal);
        Assert.NotNull(told.Document.QuerySelector(".outcome time"));
        Assert.Equal(409, (await steward.OpenAsync($"/check-in/{code}")).Status);
    }

    [Fact]
    public async Task Before_the_doors_open_it_is_told_when_they_do_and_after_they_closed_that_they_did()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(AMoment.CurtainUp.AddMinutes(-91)));
        await using var app = await BookingFlowApp.StartAsync(clock);
        var code = await TicketAsync(app, performance: await app.AddAsync(new APerformance()));
        using var steward = await app.StaffAsync();
        var early = await ScanAsync(steward, code);
        Assert.Equal(409, early.Status);
        Assert.Contains("18:30", early.Text, StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromMinutes(91 + 59));
        Assert.Equal(200, (await steward.OpenAsync($"/check-in/{code}")).Status);

        clock.Advance(TimeSpan.FromMinutes(1));
        var late = await ScanAsync(steward, code);
        Assert.Equal(409, late.Status);
        Assert.Contains("Doors closed", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tonight_counts_who_is_confirmed_who_has_arrived_and_what_is_left()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(20));
        var code = await TicketAsync(app, r => r.OfParty(5), performance);
        await TicketAsync(app, r => r.OfParty(3), performance);
        using var steward = await app.StaffAsync();
        await ScanAsync(steward, code);
        var row = (await steward.OpenAsync("/staff")).Find("table.tonight tbody tr");
        Assert.Equal(["8", "5", "12"], row.QuerySelectorAll("td.number").Select(cell => cell.TextContent));
    }

    private static string WithoutToken(Place page) => page.Body.Replace(page.Path.Split('/')[^1], "", StringComparison.Ordinal);

    private static string Request(Place page) => NoScriptBrowser.Fields(page, "form.scan").Single(f => f.Name == "RequestId").Value;

    private static async Task<Place> ScanAsync(NoScriptBrowser steward, string typed) =>
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.scan", ("Code", typed));

    /// <summary>What the QR code of a confirmed reservation says: the token.</summary>
    private static async Task<string> TicketAsync(BookingFlowApp app, Func<AReservation, AReservation>? with = null, Performance? performance = null)
    {
        performance ??= await app.AddAsync(app.APerformanceTonight());
        var code = Token.New();
        await using var db = app.Database.CreateDbContext();
        var stored = await db.Performances.Include(p => p.Room).Include(p => p.Show).SingleAsync(p => p.Id == performance.Id);
        var reservation = (with ?? (r => r))(new AReservation().For(stored).AskedAt(app.Now).ExpiringAt(stored.StartsAt)).Confirmed().Build();
        db.Add(reservation);
        db.Add(ReservationToken.Of(code, TokenPurpose.CheckIn, reservation, app.Now));
        await db.SaveChangesAsync();
        return code.Text;
    }
}
