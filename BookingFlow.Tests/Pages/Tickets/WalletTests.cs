using System.Text;
using System.Text.Json;
using BookingFlow.Tests.Infrastructure.Wallets;
using BookingFlow.Web.Emails.Composition;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BookingFlow.Tests.Pages.Tickets;

/// <summary>Tests of a ticket in a wallet, with a self-made certificate chain and key, on one running program.</summary>
public sealed class WalletTests(WalletTests.ConfiguredApp configured) : IClassFixture<WalletTests.ConfiguredApp>
{
    private const string Pass = "/wallet.pkpass";
    private const string Google = "/google-wallet";

    private BookingFlowApp App => configured.App;

    [Fact]
    public async Task The_pass_has_what_is_on_the_ticket_and_ends_when_the_doors_close()
    {
        var (path, performance) = await TicketAsync();
        using var visitor = App.Visitor();
        var ticket = await visitor.OpenAsync(path);

        var (pass, response) = await DownloadAsync(ticket.Link(Pass));

        Assert.Equal("application/vnd.apple.pkpass", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("ticket.pkpass", response.Content.Headers.ContentDisposition.FileName);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var json = pass.Json;
        Assert.Equal(1, json.GetProperty("formatVersion").GetInt32());
        Assert.Equal(
            (WalletFiles.PassType, WalletFiles.Team, "Lantern Theatre"),
            (Text(json, "passTypeIdentifier"), Text(json, "teamIdentifier"), Text(json, "organizationName")));
        Assert.Equal(Time(performance.StartsAt), Text(json, "relevantDate"));
        Assert.Equal(Time(performance.StartsAt.AddHours(1)), Text(json, "expirationDate"));
        var relevant = Assert.Single(json.GetProperty("relevantDates").EnumerateArray());
        Assert.Equal(
            (Time(performance.StartsAt.AddMinutes(-90)), Time(performance.StartsAt.AddHours(1))), (Text(relevant, "startDate"), Text(relevant, "endDate")));
        var reference = ticket.Find(".reference").TextContent;
        Assert.Equal(
            (performance.Show.Title, performance.Room.Name, "2", reference, "Ada Lovelace"),
            (pass.Value("show"), pass.Value("room"), pass.Value("people"), pass.Value("reference"), pass.Value("name")));
        Assert.Equal(reference, Text(json, "serialNumber"));
        Assert.Equal((Time(performance.StartsAt), "True"), (pass.Value("when"), pass.Field("when").GetProperty("ignoresTimeZone").ToString()));
        var barcode = Assert.Single(json.GetProperty("barcodes").EnumerateArray());
        Assert.Equal(("PKBarcodeFormatQR", App.Address + VisitorSteps.CheckInPath(path)), (Text(barcode, "format"), Text(barcode, "message")));
        Assert.Equal(Text(barcode, "message"), Text(json.GetProperty("barcode"), "message"));
        Assert.Equal("rgb(138, 28, 43)", Text(json, "labelColor"));
        Assert.Equal("Lantern Theatre", Text(json, "logoText"));
    }

    [Fact]
    public async Task OpenSSL_finds_the_signature_valid_and_that_of_a_changed_manifest_not()
    {
        var (path, _) = await TicketAsync();
        var (pass, _) = await DownloadAsync(path + Pass);

        Assert.Empty(pass.FilesOtherThanInTheManifest());
        Assert.Equal(
            ["icon.png", "icon@2x.png", "icon@3x.png", "manifest.json", "pass.json", "signature"], pass.Files.Keys.Order(StringComparer.Ordinal));
        var (exitCode, output) = await pass.VerifyAsync(configured.Files);
        Assert.True(exitCode == 0, output);
        var signature = await pass.PrintSignatureAsync(configured.Files);
        Assert.Contains("object: signingTime (1.2.840.113549.1.9.5)", signature, StringComparison.Ordinal);
        Assert.Contains("eContent: <ABSENT>", signature, StringComparison.Ordinal);
        Assert.Matches("subject: .*CN ?= ?Intermediate", signature);

        pass.Files["manifest.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(pass.Files["manifest.json"]).Replace('a', 'b'));
        Assert.NotEmpty(pass.FilesOtherThanInTheManifest());
        Assert.NotEqual(0, (await pass.VerifyAsync(configured.Files)).ExitCode);
        using var stranger = new WalletFiles();
        var (genuine, _) = await DownloadAsync(path + Pass);
        Assert.NotEqual(0, (await genuine.VerifyAsync(stranger)).ExitCode);
    }

    [Fact]
    public async Task The_pass_contains_the_check_in_token_and_no_other()
    {
        var (path, _) = await TicketAsync();
        var (pass, _) = await DownloadAsync(path + Pass);
        var all = string.Concat(pass.Files.Values.Select(Encoding.Latin1.GetString));
        Assert.DoesNotContain(path.Split('/')[^1], all, StringComparison.Ordinal);
        Assert.Contains(VisitorSteps.CheckInPath(path).Split('/')[^1], all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de", "Zu Apple Wallet hinzufügen", "Zu Google Wallet hinzufügen", "Einlass ab")]
    [InlineData("it", "Aggiungi ad Apple Wallet", "Aggiungi a Google Wallet", "Apertura porte")]
    public async Task Links_and_pass_are_in_the_visitor_s_language(string language, string apple, string google, string doors)
    {
        var (path, _) = await TicketAsync();
        using var visitor = App.Visitor();
        var ticket = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", language } } });
        Assert.Equal((apple, google), (ticket.Find($"a[href$='{Pass}']").TextContent, ticket.Find($"a[href$='{Google}']").TextContent));
        var (pass, _) = await DownloadAsync(path + Pass, language);
        Assert.Equal(doors, Text(pass.Field("doors"), "label"));
    }

    [Fact]
    public async Task Google_gets_a_signed_token_with_the_check_in_address_and_without_the_party_s_name()
    {
        var (path, performance) = await TicketAsync();
        using var visitor = App.Visitor();
        var ticket = await visitor.OpenAsync(path);

        var response = await visitor.OpenAsync(ticket.Link(Google));

        Assert.Equal(303, response.Status);
        Assert.Equal(("no-referrer", "no-store", ""), (response.Header("Referrer-Policy"), response.Header("Cache-Control"), response.Body));
        const string Address = "https://pay.google.com/gp/v/save/";
        Assert.StartsWith(Address, response.Location, StringComparison.Ordinal);
        var signed = response.Location![Address.Length..];
        var validated = await new JsonWebTokenHandler().ValidateTokenAsync(signed, new TokenValidationParameters
        {
            IssuerSigningKey = new RsaSecurityKey(configured.Files.GoogleKey),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidIssuer = WalletFiles.Account,
            ValidAudience = "google",
            ValidateLifetime = false,
        });
        Assert.True(validated.IsValid, validated.Exception?.Message);
        var text = Base64UrlEncoder.Decode(signed.Split('.')[1]);
        Assert.DoesNotContain("Lovelace", text, StringComparison.Ordinal);
        Assert.DoesNotContain(path.Split('/')[^1], text, StringComparison.Ordinal);
        var claims = JsonDocument.Parse(text).RootElement;
        Assert.Equal("savetowallet", Text(claims, "typ"));
        Assert.Equal(JsonValueKind.Number, claims.GetProperty("iat").ValueKind);
        var (show, seats) = (
            Assert.Single(claims.GetProperty("payload").GetProperty("eventTicketClasses").EnumerateArray()),
            Assert.Single(claims.GetProperty("payload").GetProperty("eventTicketObjects").EnumerateArray()));
        Assert.Matches($"^{WalletFiles.Issuer}[.]bookingflow-[0-9a-f]{{12}}$", Text(show, "id"));
        Assert.Equal(Text(show, "id"), Text(seats, "classId"));
        Assert.Equal((Time(performance.StartsAt), "UNDER_REVIEW"), (Text(show.GetProperty("dateTime"), "start"), Text(show, "reviewStatus")));
        Assert.Equal("ACTIVE", Text(seats, "state"));
        Assert.Equal(Time(performance.StartsAt.AddHours(1)), Text(seats.GetProperty("validTimeInterval").GetProperty("end"), "date"));
        Assert.Equal(
            ("QR_CODE", App.Address + VisitorSteps.CheckInPath(path)),
            (Text(seats.GetProperty("barcode"), "type"), Text(seats.GetProperty("barcode"), "value")));
        // The limit that Google states for addresses.
        Assert.InRange(signed.Length, 500, 1800);
    }

    [Fact]
    public async Task The_ids_of_Google_are_the_same_for_the_same_ticket_and_change_with_the_time()
    {
        var (path, performance) = await TicketAsync();
        using var visitor = App.Visitor();
        var (first, second) = (await IdAsync(), await IdAsync());
        await using (var db = App.Database.CreateDbContext())
        {
            (await db.Performances.FindAsync(performance.Id))!.StartsAt = performance.StartsAt.AddMinutes(5);
            await db.SaveChangesAsync();
        }

        Assert.Equal(first, second);
        Assert.NotEqual(first, await IdAsync());

        async Task<string> IdAsync()
        {
            var payload = Base64UrlEncoder.Decode((await visitor.OpenAsync(path + Google)).Location!.Split('.')[^2]);
            return Text(JsonDocument.Parse(payload).RootElement.GetProperty("payload").GetProperty("eventTicketObjects")[0], "id");
        }
    }

    [Fact]
    public async Task A_party_that_is_inside_and_one_whose_doors_have_closed_is_offered_nothing()
    {
        var (checkedIn, performance) = await TicketAsync();
        var steward = await App.AddStaffAsync(StaffRoles.Door);
        await using (var db = App.Database.CreateDbContext())
        {
            var party = await db.Reservations.SingleAsync(r => r.PerformanceId == performance.Id);
            db.Add(Web.Domain.Door.CheckIn.Of(party, people: 1, new Steward(steward.Id, "Dora", AssignedPerformanceId: null), Guid.NewGuid(), App.Now));
            await db.SaveChangesAsync();
        }

        var past = await App.AddAsync(new APerformance().At(App.Now.AddMinutes(-61)));
        var late = await App.AddTicketAsync(
            new AReservation().For(past).CreatedAt(App.Now.AddDays(-1)).Confirmed(App.Now.AddDays(-1)).Build());
        using var visitor = App.Visitor();
        foreach (var path in new[] { checkedIn, late })
        {
            var ticket = await visitor.OpenAsync(path);
            Assert.Equal(200, ticket.Status);
            Assert.DoesNotContain("allet", ticket.Text, StringComparison.Ordinal);
            Assert.Equal((404, 404), ((await visitor.OpenAsync(path + Pass)).Status, (await visitor.OpenAsync(path + Google)).Status));
        }
    }

    [Theory]
    [InlineData(Pass)]
    [InlineData(Google)]
    public async Task An_invalid_ticket_token_returns_404_and_a_cancelled_reservation_410(string suffix)
    {
        var performance = await App.AddAsync(App.APerformanceTonight());
        var cancelled = await App.AddTicketAsync(new AReservation().For(performance).CreatedAt(App.Now).Cancelled(App.Now).Build());
        using var visitor = App.Visitor();
        Assert.Equal(404, (await visitor.OpenAsync($"/tickets/{Token.New().Text}{suffix}")).Status);
        Assert.Equal(404, (await visitor.OpenAsync($"/tickets/x{suffix}")).Status);
        Assert.Equal(410, (await visitor.OpenAsync(cancelled + suffix)).Status);
    }

    [Fact]
    public async Task The_mail_about_a_change_says_that_a_ticket_in_a_wallet_must_be_added_anew()
    {
        var performance = new APerformance().Build();
        var mail = new MailToSend(
            1, MailKind.PerformanceChanged, Guid.NewGuid(), Token.New(), ExpiresAt: null, "ada@example.org", "Ada Lovelace",
            new MailParty(2, "K7QF-2M", performance.Facts, RunningMinutes: null, CalendarSequence: 1, Token.New()))
        {
            Language = "en",
            Before = PerformanceChange.From(performance, TestTimes.Now),
        };

        var message = await App.Services.GetRequiredService<MailComposer>().ComposeAsync(mail);

        Assert.Contains("If your ticket is in a wallet on your phone", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("If your ticket is in a wallet on your phone", message.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_contains_neither_the_tokens_nor_what_Google_gets()
    {
        using var files = new WalletFiles();
        await using var app = await BookingFlowApp.StartAsync(settings: [.. files.Apple, .. files.Google, BookingFlowApp.AllLogs]);
        var path = await app.AddTicketAsync(
            new AReservation().For(await app.AddAsync(app.APerformanceTonight())).CreatedAt(app.Now).Confirmed(app.Now).Build());
        using var visitor = app.Visitor();
        Assert.Equal(200, (await visitor.OpenAsync(path + Pass)).Status);
        var address = (await visitor.OpenAsync(path + Google)).Location!;

        var log = string.Join('\n', app.Logs.GetSnapshot().Select(record => record.AllText()));

        Assert.Contains("wallet.pkpass", log, StringComparison.Ordinal);
        foreach (var secret in new[] { path.Split('/')[^1], VisitorSteps.CheckInPath(path).Split('/')[^1], address.Split('.')[^2] })
        {
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_is_shown_where_nothing_is_configured()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var path = await app.AddTicketAsync(
            new AReservation().For(await app.AddAsync(app.APerformanceTonight())).CreatedAt(app.Now).Confirmed(app.Now).Build());
        using var visitor = app.Visitor();
        Assert.DoesNotContain("allet", (await visitor.OpenAsync(path)).Body, StringComparison.Ordinal);
        Assert.Equal((404, 404), ((await visitor.OpenAsync(path + Pass)).Status, (await visitor.OpenAsync(path + Google)).Status));
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static string Time(DateTime utc) => TimeZoneInfo.ConvertTime(new DateTimeOffset(utc), TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"))
        .ToString("yyyy-MM-dd'T'HH:mmzzz", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<(string Path, Performance Performance)> TicketAsync()
    {
        var performance = await App.AddAsync(App.APerformanceTonight());
        return (await App.AddTicketAsync(new AReservation().For(performance).CreatedAt(App.Now).Confirmed(App.Now).Build()), performance);
    }

    private async Task<(OpenedPass Pass, HttpResponseMessage Response)> DownloadAsync(string path, string language = "en")
    {
        using var client = new HttpClient { BaseAddress = new Uri(App.Address), DefaultRequestHeaders = { { "Accept-Language", language } } };
        var response = await client.GetAsync(path);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return (OpenedPass.Of(await response.Content.ReadAsByteArrayAsync()), response);
    }

    public sealed class ConfiguredApp : SharedApp
    {
        public WalletFiles Files { get; } = new();

        protected override Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync(settings: [.. Files.Apple, .. Files.Google]);

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Files.Dispose();
        }
    }
}
