using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using BookingFlow.Tests.Looks;
using BookingFlow.Web.Data;
using BookingFlow.Web.Hosting;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff.VenueSettings;

/// <summary>The venue's profile, from the Administrator's form to every page, mail and file that shows it.</summary>
public sealed class VenueSettingsTests : IAsyncLifetime
{
    private const string FormPath = "/staff/venue";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _admin = null!;
    private NoScriptBrowser _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(_clock, ("Venue:Name", "Lantern Theatre"), ("Venue:TimeZone", "Europe/Rome"));
        _admin = await _app.StaffAsync(StaffRoles.Administrator, "Ada");
        _visitor = _app.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        _visitor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_form_shows_the_first_values_of_the_settings_file()
    {
        var form = await _admin.OpenAsync(FormPath);

        var values = NoScriptBrowser.Fields(form, "main form").ToLookup(f => f.Name, f => f.Value, StringComparer.Ordinal);
        Assert.Equal(
            ("Lantern Theatre", "Europe/Rome", "en", "10", "1440", "90", "60", "30"),
            (values["VenueName"].Single(), values["TimeZone"].Single(), values["VenueLanguage"].Single(), values["MaxPartySize"].Single(),
                values["ConfirmationLifetime"].Single(), values["CheckInOpens"].Single(), values["CheckInCloses"].Single(),
                values["RetentionDays"].Single()));
        Assert.Equal(
            Languages.OfVisitors, form.Document.QuerySelectorAll("[name='OfferedLanguages'][checked]").Select(box => box.GetAttribute("value")));
        Assert.Equal("page", form.Find($"nav a[href='{FormPath}']").GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Name_contact_and_directions_are_shown_in_the_footer_on_the_ticket_in_calendars_in_mails_and_as_structured_data()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        // A cached page must not outlive the change.
        await _visitor.OpenAsync("/");
        await SaveAsync(("VenueName", "Luna"), ("VenueAddress", "Via Roma 1\n50100 Firenze"), ("VenuePhone", "+39 055 12-34"),
            ("VenueEmail", "box@luna.example"), ("Website", "https://luna.example/"), ("VenueDirections", "Tram 4 to Luna"));

        var footer = (await _visitor.OpenAsync("/")).Find(".site-footer");
        Assert.Equal("Via Roma 1, 50100 Firenze", footer.QuerySelector(".venue-contact span")!.TextContent);
        Assert.Equal(
            ["tel:+390551234", "mailto:box@luna.example", "https://luna.example/"],
            footer.QuerySelectorAll(".venue-contact a").Select(a => a.GetAttribute("href")));
        Assert.Equal("Tram 4 to Luna", footer.QuerySelector(".venue-way .way-lines")!.TextContent);

        var show = await _visitor.OpenAsync($"/shows/{performance.Show.Slug}");
        using var json = JsonDocument.Parse(show.Find("script[type='application/ld+json']").TextContent);
        var theatreEvent = json.RootElement.GetProperty("@graph")[0];
        var theatre = theatreEvent.GetProperty("location").GetProperty("containedInPlace");
        Assert.Equal(
            ("Luna", "Via Roma 1, 50100 Firenze", "+39 055 12-34", "https://luna.example/"),
            (Text(theatre, "name"), Text(theatre, "address"), Text(theatre, "telephone"), Text(theatre, "url")));
        Assert.Equal("box@luna.example", Text(theatreEvent.GetProperty("organizer"), "email"));

        await _visitor.ReserveAsync(performance.Id);
        var ticketPath = (await _visitor.ConfirmAsync(await _app.GetConfirmationLinkAsync())).Location!;
        var ticket = (await _visitor.OpenAsync(ticketPath)).Find(".ticket");
        Assert.Equal("Via Roma 1, 50100 Firenze", ticket.QuerySelector(".ticket-address")!.TextContent);
        Assert.Equal("Tram 4 to Luna", ticket.QuerySelector(".ticket-way .way-lines")!.TextContent);
        Assert.Equal(_app.Words()["Contact.BoxOffice.CallOrWrite", "+39 055 12-34", "box@luna.example"].Value,
            ticket.QuerySelector(".ticket-contact")!.TextContent);

        foreach (var path in new[] { $"{ticketPath}/calendar.ics", "/calendar.ics" })
        {
            var entry = Assert.Single(Ical.Net.Calendar.Load((await _visitor.OpenAsync(path)).Body)!.Events);
            Assert.Equal($"Luna, {performance.Room.Name}, Via Roma 1, 50100 Firenze", entry.Location);
            Assert.Equal(["+39 055 12-34, box@luna.example"], entry.Contacts);
        }

        foreach (var mail in await _app.MailAsync(2))
        {
            Assert.Equal("box@luna.example", Assert.Single(mail.ReplyTo.Mailboxes).Address);
            foreach (var line in new[] { "Via Roma 1, 50100 Firenze", "+39 055 12-34", "box@luna.example", "https://luna.example/", "Tram 4 to Luna" })
            {
                Assert.Contains(line, mail.TextBody, StringComparison.Ordinal);
                Assert.Contains(line, WebUtility.HtmlDecode(mail.HtmlBody), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Without_contact_nothing_is_shown_in_its_place()
    {
        var page = await _visitor.OpenAsync("/");

        Assert.Empty(page.Document.QuerySelectorAll(".venue-contact, .venue-way, .logo, link[href^='/branding']"));
    }

    [Fact]
    public async Task The_party_limit_is_the_stored_one_and_its_message_says_whom_to_call()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        var ownLimit = await _app.AddAsync(_app.APerformanceTonight().WithMaxPartySize(3));
        await SaveAsync(("MaxPartySize", "4"), ("VenuePhone", "+39 055 1234"));
        var call = _app.Words()["Contact.LargerParty.Call", "+39 055 1234"].Value;

        var form = await _visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Equal("4", form.Find("#PartySize").GetAttribute("max"));
        Assert.EndsWith(call, form.Find("#PartySize-hint").TextContent, StringComparison.Ordinal);
        var refused = await _visitor.SubmitAsync(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "5"));

        Assert.Equal(400, refused.Status);
        Assert.Equal($"{_app.Words()["Field.TooMany.other", 4].Value}. {call}", refused.Find("#PartySize-message").TextContent);
        Assert.Equal($"{_app.Words()["Field.TooMany.other", 4].Value}. {call}", refused.Find(".error-summary a").TextContent);
        Assert.Equal(
            "3", (await _visitor.OpenAsync($"/performances/{ownLimit.Id}/reserve")).Find("#PartySize").GetAttribute("max"));
    }

    [Fact]
    public async Task The_page_of_a_performance_without_online_booking_says_how_to_reach_the_box_office()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight().BookingDisabled());
        await SaveAsync(("VenueEmail", "box@luna.example"));

        var page = await _visitor.OpenAsync($"/performances/{performance.Id}/reserve");

        Assert.EndsWith(
            _app.Words()["Contact.BoxOffice.Write", "box@luna.example"].Value, page.Find(".notice-next").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_link_lives_as_long_as_stored()
    {
        var performance = await _app.AddAsync(new APerformance().At(_app.Now.AddDays(9)));
        await SaveAsync(("ConfirmationLifetime", "120"));

        await _visitor.ReserveAsync(performance.Id);
        await _app.MailAsync();

        Assert.Equal(_app.Now.AddHours(2), await _app.Database.ReadAsync(db => db.Reservations.Select(r => r.ExpiresAt).SingleAsync()));
    }

    [Fact]
    public async Task Visitors_get_only_the_offered_languages_and_staff_keep_theirs()
    {
        await SaveAsync(("OfferedLanguages", "de"), ("VenueLanguage", "de"));

        Assert.Equal("de", await LanguageAsync("/", "fr"));
        Assert.Equal("de", await LanguageAsync("/", "it, de;q=0.5"));
        var list = await _visitor.OpenAsync("/language");
        Assert.Equal(["de"], list.Document.QuerySelectorAll("main .languages a").Select(a => a.GetAttribute("lang")));
        Assert.Equal("it", await LanguageAsync("/staff/login", "it"));
        Assert.Equal("en", await LanguageAsync("/staff/login", "de"));
    }

    [Fact]
    public async Task Invalid_input_is_refused_beside_the_fields_and_kept()
    {
        var refused = await SubmitAsync(
            ("VenueName", " "), ("VenueEmail", "box"), ("AccentColour", "#ffcc00"), ("TimeZone", "Mars/Olympus"), ("ConfirmationLifetime", "soon"));

        Assert.Equal(400, refused.Status);
        foreach (var field in new[] { "VenueName", "VenueEmail", "AccentColour", "TimeZone", "ConfirmationLifetime" })
        {
            Assert.NotNull(refused.Find($"#{field}-message"));
            Assert.NotNull(refused.Find($".error-summary a[href='#{field}']"));
        }

        Assert.Equal("#ffcc00", refused.Find("#AccentColour").GetAttribute("value"));
        // #ffcc00 has a contrast of 1.3 to 1 with the darkest ground.
        var suggested = AccentColour.Suggest(new Colour(0xff, 0xcc, 0)).Hex;
        Assert.Equal(
            _app.Words()["Field.TooLittleContrast", _app.Words()["Field.AccentColour"].Value, "1.3", "4.5", suggested].Value,
            refused.Find("#AccentColour-message").TextContent);
        var none = await SubmitAsync(("OfferedLanguages", ""));
        Assert.Equal(400, none.Status);
        Assert.Equal(_app.Words()["Field.OfferedLanguages.Missing"].Value, none.Find("#OfferedLanguages-message").TextContent);
        Assert.Equal("Lantern Theatre", _app.Services.GetRequiredService<CurrentVenue>().Venue.Name);
    }

    [Fact]
    public async Task Another_time_zone_asks_once_more_while_performances_are_planned()
    {
        await _app.AddAsync(_app.APerformanceTonight());

        var asked = await SubmitAsync(("TimeZone", "Europe/Lisbon"));
        Assert.Equal(409, asked.Status);
        Assert.Equal("Europe/Lisbon", asked.Find("#TimeZone option[selected]").GetAttribute("value"));
        Assert.Equal(_app.Words()["Venue.AcceptsShift.one", 1].Value, asked.Find("label[for='AcceptsShift']").TextContent);
        Assert.Equal("Europe/Rome", _app.Services.GetRequiredService<CurrentVenue>().Venue.TimeZone.Id);

        var saved = await _admin.SubmitAsync(asked, "main form", ("AcceptsShift", "true"));
        Assert.Equal((303, $"{FormPath}?done=saved"), (saved.Status, saved.Location));
        Assert.Equal("Europe/Lisbon", _app.Services.GetRequiredService<CurrentVenue>().Venue.TimeZone.Id);
    }

    [Fact]
    public async Task The_accent_colour_is_a_style_sheet_of_its_own_and_is_used_in_mails()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        await SaveAsync(("AccentColour", "#004466"));

        var page = await _visitor.OpenAsync("/");
        Assert.DoesNotContain("'unsafe-inline'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        var sheets = page.Document.QuerySelectorAll("link[rel='stylesheet']").Select(l => l.GetAttribute("href")!).ToList();
        // After the style sheet whose properties it overrides.
        Assert.Equal("/branding/004466.css", sheets[^1]);
        var sheet = await _visitor.OpenAsync(sheets[^1]);
        Assert.Equal(
            (200, "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
            (sheet.Status, sheet.Header("Content-Type"), sheet.Header("Cache-Control")));
        Assert.All(
            sheet.Body.Split('\n').Where(line => line.Contains("--", StringComparison.Ordinal)),
            line => Assert.Contains(line.Trim()[2..].Split(':')[0], StyleSheet.Colours(isDark: true).Keys));
        Assert.Contains("--accent: #004466;", sheet.Body, StringComparison.Ordinal);
        Assert.Contains("/branding/004466.css", (await _visitor.OpenAsync("/nowhere")).Body, StringComparison.Ordinal);

        await _visitor.ReserveAsync(performance.Id);
        var mail = Assert.Single(await _app.MailAsync());
        Assert.Contains("background-color:#004466", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("#8a1c2b", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/branding/ffcc00.css")]
    [InlineData("/branding/zzzzzz.css")]
    [InlineData("/branding/logo/4711")]
    public async Task A_colour_that_could_not_be_read_and_an_unknown_logo_are_not_found(string path) =>
        Assert.Equal(404, (await _visitor.OpenAsync(path)).Status);

    [Fact]
    public async Task A_logo_is_uploaded_shown_and_removed()
    {
        const string LogoForm = "/staff/venue/logo";
        Assert.Equal(400, (await UploadAsync("<svg onload=alert(1)>"u8.ToArray())).Status);
        Assert.Equal(400, (await UploadAsync(APicture.OfBytes(Limits.PictureBytes + (2 * 1024 * 1024)))).Status);
        var saved = await UploadAsync(APicture.Png());
        Assert.Equal((303, $"{LogoForm}?done=saved"), (saved.Status, saved.Location));

        var logo = (await _visitor.OpenAsync("/")).Find("header img.logo");
        Assert.Equal("", logo.GetAttribute("alt"));
        var picture = await _visitor.OpenAsync(logo.GetAttribute("src")!);
        Assert.Equal(
            (200, "image/png", "public, max-age=31536000, immutable"),
            (picture.Status, picture.Header("Content-Type"), picture.Header("Cache-Control")));
        Assert.Contains("sandbox", picture.Header("Content-Security-Policy"), StringComparison.Ordinal);

        var form = await _admin.OpenAsync(LogoForm);
        var removed = await _admin.PostAsync($"{LogoForm}?handler=Remove", NoScriptBrowser.Fields(form, "main form"));
        Assert.Equal((303, $"{LogoForm}?done=removed"), (removed.Status, removed.Location));
        Assert.Empty((await _visitor.OpenAsync("/")).Document.QuerySelectorAll("img.logo"));
        Assert.Equal(404, (await _visitor.OpenAsync(logo.GetAttribute("src")!)).Status);
    }

    [Fact]
    public async Task A_change_of_another_node_is_noticed_without_a_restart()
    {
        await using (var otherNode = _app.Database.CreateDbContext())
        {
            var profile = await otherNode.VenueProfiles.SingleAsync();
            profile.Name = "Luna";
            profile.Touch(TestTimes.Now);
            await otherNode.SaveChangesAsync();
        }

        Assert.Equal("Lantern Theatre", (await _visitor.OpenAsync("/")).Find(".site-name").TextContent);
        await Eventually.AssertAsync(
            async () =>
            {
                _clock.Advance(VenueProfileWatch.Interval);
                return (await _visitor.OpenAsync("/")).Find(".site-name").TextContent == "Luna";
            },
            "the node noticed the other node's change");
    }

    [Fact]
    public async Task A_change_is_in_the_log_with_a_link_to_the_form()
    {
        await SaveAsync(("VenueName", "Luna"));

        var log = await _admin.OpenAsync("/staff/log");

        Assert.Equal("Luna", log.Find($"main td a[href='{FormPath}']").TextContent);
        Assert.Contains("VenueName: Lantern Theatre → Luna", log.Text, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task SaveAsync(params (string Name, string Value)[] values) => Assert.Equal(303, (await SubmitAsync(values)).Status);

    private async Task<BrowserResponse> SubmitAsync(params (string Name, string Value)[] values) =>
        await _admin.SubmitAsync(await _admin.OpenAsync(FormPath), "main form", values);

    private async Task<string?> LanguageAsync(string path, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", accepted } } };
        return (await _visitor.SendAsync(request)).Document.DocumentElement.GetAttribute("lang");
    }

    private async Task<BrowserResponse> UploadAsync(byte[] picture)
    {
        var form = await _admin.OpenAsync("/staff/venue/logo");
        var file = new ByteArrayContent(picture);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var body = new MultipartFormDataContent
        {
            { new StringContent(form.Find("input[name='_form']").GetAttribute("value")!), "_form" },
            { file, "Logo", "logo.png" },
        };
        return await _admin.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/staff/venue/logo") { Content = body });
    }
}
