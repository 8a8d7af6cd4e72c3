using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Api;

/// <summary>What programs read with a personal access token.</summary>
public sealed class StaffApiTests : IAsyncLifetime
{
    private const string Reservations = "/api/v1/staff/reservations", Figures = "/api/v1/staff/figures", Document = "/api/v1/staff/openapi.json";

    private BookingFlowApp _app = null!;
    private Performance _performance = null!;
    private Reservation _ada = null!;
    private string _token = "";

    public static TheoryData<string> Addresses => [Reservations, Figures];

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _performance = _app.APerformanceTonight().WithCapacity(10).Build();
        _ada = AParty("Ada Lovelace", 3).WithPhone("0123").WithNotes("=1+1").Confirmed(_app.Now).Build();
        await _app.Database.AddAsync(_ada, AParty("Zoe", 2).Build());
        _token = await AddTokenAsync(StaffRoles.BoxOffice);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Without_a_token_the_answer_is_401_with_the_way_to_sign_in(string address)
    {
        var answer = await GetAsync(address, token: null);
        Assert.Equal((401, "Bearer", "application/problem+json", "no-store"), (
            answer.Status, answer.Header("WWW-Authenticate"), answer.Header("Content-Type"), answer.Header("Cache-Control")));
        Assert.Equal(401, (int)JsonNode.Parse(answer.Body)!["status"]!);
    }

    [Theory]
    [InlineData("bft_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("nonsense")]
    public async Task A_token_that_does_not_exist_is_401_and_says_so(string token)
    {
        var answer = await GetAsync(Figures, token);
        Assert.Equal((401, "Bearer error=\"invalid_token\""), (answer.Status, answer.Header("WWW-Authenticate")));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_token_with_too_low_a_role_is_403(string address)
    {
        var answer = await GetAsync(address, await AddTokenAsync(StaffRoles.Door));
        Assert.Equal((403, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
        Assert.Equal(200, (await GetAsync(address, await AddTokenAsync(StaffRoles.Administrator))).Status);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_cookie_opens_nothing_here_and_a_token_opens_no_page(string address)
    {
        using var administrator = await _app.StaffAsync(StaffRoles.Administrator);
        Assert.Equal(401, (await administrator.OpenAsync(address)).Status);

        foreach (var page in new[] { "/staff", "/staff/reservations", "/staff/tokens", "/staff/jobs" })
        {
            var answer = await GetAsync(page, _token);
            Assert.Equal((page, 302), (page, answer.Status));
            Assert.StartsWith("/staff/login", answer.Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_revoked_token_stops_at_once()
    {
        await using (var db = _app.Database.CreateDbContext())
        {
            (await db.AccessTokens.SingleAsync()).Revoke(_app.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal(401, (await GetAsync(Figures, _token)).Status);
    }

    [Fact]
    public async Task Reservations_have_the_personal_data_and_the_ids_of_webhooks()
    {
        var page = JsonNode.Parse((await GetAsync(Reservations, _token)).Body)!;

        var ada = page["reservations"]![0]!;
        Assert.Equal(
            (_ada.Id, _performance.Id, "Ada Lovelace", "ada@example.org", "0123", 3, "confirmed", "=1+1", 0),
            ((int)ada["id"]!, (int)ada["performanceId"]!, (string?)ada["name"], (string?)ada["email"], (string?)ada["phone"], (int)ada["partySize"]!,
                (string?)ada["status"], (string?)ada["notes"], (int)ada["peopleInside"]!));
        Assert.Null(ada["checkedInAt"]);
        Assert.Equal(["Ada Lovelace", "Zoe"], page["reservations"]!.AsArray().Select(r => (string?)r!["name"]));
        Assert.Null(page["next"]);
    }

    [Fact]
    public async Task Erased_parties_have_no_name()
    {
        await using (var db = _app.Database.CreateDbContext())
        {
            (await db.Reservations.SingleAsync(r => r.Id == _ada.Id)).Erase(_app.Now);
            await db.SaveChangesAsync();
        }

        var names = JsonNode.Parse((await GetAsync(Reservations, _token)).Body)!["reservations"]!.AsArray().Select(r => (string?)r!["name"]);
        Assert.Contains(null, names);
    }

    [Fact]
    public async Task Figures_are_those_of_the_pages()
    {
        var performance = JsonNode.Parse((await GetAsync(Figures, _token)).Body)!["performances"]![0]!;
        Assert.Equal(
            (_performance.Id, _performance.Show.Slug, 10, 3, 7, 2, 0, 5),
            ((int)performance["id"]!, (string?)performance["show"], (int)performance["seats"]!, (int)performance["confirmed"]!,
                (int)performance["seatsLeft"]!, (int)performance["pending"]!, (int)performance["checkedIn"]!, (int)performance["reserved"]!));
        Assert.Equal(_performance.StartsAt, ((DateTimeOffset)performance["startsAt"]!).UtcDateTime, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task They_are_filtered_by_performance_and_by_days(string address)
    {
        var other = await _app.AddAsync(new APerformance().At(_app.Now.AddDays(40)));
        await using (var db = _app.Database.CreateDbContext())
        {
            db.Attach(other);
            db.Add(new AReservation().For(other).Named("Other").Build());
            await db.SaveChangesAsync();
        }

        var day = _app.Now.AddDays(35).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal([_performance.Id, other.Id], await PerformancesAsync(address));
        Assert.Equal([other.Id], await PerformancesAsync($"{address}?performance={other.Id}"));
        Assert.Equal([other.Id], await PerformancesAsync($"{address}?from={day}"));
        Assert.Equal([_performance.Id], await PerformancesAsync($"{address}?to={day}"));
        Assert.Empty(await PerformancesAsync($"{address}?from={day}&to={day}"));
    }

    [Fact]
    public async Task Pages_follow_one_another_by_their_next_address()
    {
        var first = JsonNode.Parse((await GetAsync($"{Reservations}?pageSize=1&performance={_performance.Id}", _token)).Body)!;
        Assert.Equal((1, 1, "Ada Lovelace"), ((int)first["page"]!, (int)first["pageSize"]!, (string?)Assert.Single(first["reservations"]!.AsArray())!["name"]));

        var next = new Uri((string)first["next"]!).PathAndQuery;
        var second = JsonNode.Parse((await GetAsync(next, _token)).Body)!;
        Assert.Equal("Zoe", (string?)Assert.Single(second["reservations"]!.AsArray())!["name"]);
        Assert.Null(second["next"]);
        Assert.Empty(JsonNode.Parse((await GetAsync($"{Figures}?page=2", _token)).Body)!["performances"]!.AsArray());
    }

    [Theory]
    [InlineData(Reservations, "?format=xlsx", null, 2)]
    [InlineData(Reservations, "", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 2)]
    [InlineData(Figures, "?format=xlsx", null, 1)]
    public async Task A_workbook_is_asked_for_by_parameter_or_header(string address, string query, string? accept, int sheets)
    {
        var answer = await GetAsync(address + query, _token, accept);
        Assert.Equal(
            (200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "no-store"),
            (answer.Status, answer.Header("Content-Type"), answer.Header("Cache-Control")));
        using var zip = new System.IO.Compression.ZipArchive(await answer.Response.Content.ReadAsStreamAsync());
        Assert.Equal(sheets, zip.Entries.Count(entry => entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)));
        Assert.Equal("application/json; charset=utf-8", (await GetAsync(address + "?format=json", _token, accept)).Header("Content-Type"));
    }

    [Theory]
    [InlineData("?from=1.3.2027", "from")]
    [InlineData("?from=2027-03-02&to=2027-03-01", "to")]
    [InlineData("?performance=hamlet", "performance")]
    [InlineData("?format=csv", "format")]
    [InlineData("?page=0", "page")]
    [InlineData("?pageSize=501", "pageSize")]
    [InlineData("?stauts=confirmed", "stauts")]
    public async Task A_wrong_parameter_is_refused_with_a_sentence(string query, string parameter)
    {
        foreach (var address in new[] { Reservations, Figures })
        {
            var answer = await GetAsync(address + query, _token);
            Assert.Equal((400, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
            Assert.Equal(parameter, Assert.Single(JsonNode.Parse(answer.Body)!["errors"]!.AsObject()).Key);
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Scripts_of_other_websites_cannot_read_it(string address)
    {
        using var website = _app.Visitor();
        var answer = await website.SendAsync(Request(HttpMethod.Get, address, _token, accept: null, ("Origin", "https://elsewhere.example")));
        Assert.Equal((200, "", "same-origin"), (
            answer.Status, answer.Header("Access-Control-Allow-Origin"), answer.Header("Cross-Origin-Resource-Policy")));
        var asked = await website.SendAsync(Request(HttpMethod.Options, address, token: null, accept: null, ("Origin", "https://elsewhere.example")));
        Assert.Equal((405, ""), (asked.Status, asked.Header("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task The_last_use_is_stored_and_reading_reservations_is_audited_with_the_name_of_the_token()
    {
        await GetAsync(Figures, _token);
        Assert.NotNull((await TokenAsync()).LastUsedAt);
        Assert.Empty(await AuditAsync());

        await GetAsync(Reservations, _token);
        await GetAsync(Reservations, _token);
        var entry = Assert.Single(await AuditAsync());
        Assert.Equal((AuditAction.ReservationsReadByToken, "Accounts"), (entry.Action, entry.Detail));
    }

    [Fact]
    public async Task A_token_that_asks_too_often_is_429_with_the_time_to_wait()
    {
        await using var limited = await BookingFlowApp.StartAsync(
            TimeProvider.System, ("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "2"), ("RateLimits:PerClientWindow", "01:00:00"));
        var (token, other) = (await AddTokenAsync(limited, StaffRoles.BoxOffice), await AddTokenAsync(limited, StaffRoles.BoxOffice));
        using var program = limited.Visitor();
        List<int> statuses = [];
        for (var i = 0; i < 3; i++)
        {
            statuses.Add((await program.SendAsync(Request(HttpMethod.Get, Figures, token, accept: null))).Status);
        }

        Assert.Equal([200, 200, 429], statuses);
        var refused = await program.SendAsync(Request(HttpMethod.Get, Figures, token, accept: null));
        Assert.Equal("application/problem+json", refused.Header("Content-Type"));
        Assert.InRange(int.Parse(refused.Header("Retry-After"), CultureInfo.InvariantCulture), 1, 3600);
        Assert.Equal(200, (await program.SendAsync(Request(HttpMethod.Get, Figures, other, accept: null))).Status);
    }

    /// <summary>The document and the answers have the same properties and parameters.</summary>
    [Theory]
    [InlineData(Figures, "performances")]
    [InlineData(Reservations, "reservations")]
    public async Task The_document_describes_the_answers(string address, string list)
    {
        var answer = await GetAsync(Document, token: null);
        Assert.Equal((200, "application/json; charset=utf-8"), (answer.Status, answer.Header("Content-Type")));
        var document = JsonNode.Parse(answer.Body)!;
        var operation = document["paths"]![address]!["get"]!;

        Assert.Equal(2, document["paths"]!.AsObject().Count);
        Assert.Equal("bearer", (string?)document["components"]!["securitySchemes"]!["accessToken"]!["scheme"]);
        Assert.Equal(Web.Api.StaffApi.StaffParameters.Names, operation["parameters"]!.AsArray().Select(p => (string)p!["name"]!));
        Assert.Equal(
            ["200", "400", "401", "403", "429", "503"], operation["responses"]!.AsObject().Select(r => r.Key).Order(StringComparer.Ordinal));
        var page = Resolve(document, operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!);
        var real = JsonNode.Parse((await GetAsync(address, _token)).Body)!;
        Assert.Equal(Names(page["properties"]!), Names(real));
        Assert.Equal(Names(Resolve(document, page["properties"]![list]!["items"]!)["properties"]!), Names(real[list]![0]!));
    }

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);

    private static JsonNode Resolve(JsonNode document, JsonNode schema) => schema["$ref"] is { } reference
        ? document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!
        : schema;

    private async Task<IReadOnlyList<int>> PerformancesAsync(string address)
    {
        var page = JsonNode.Parse((await GetAsync(address, _token)).Body)!;
        return [.. (page["performances"]?.AsArray().Select(p => (int)p!["id"]!) ?? page["reservations"]!.AsArray().Select(r => (int)r!["performanceId"]!))
            .Distinct()];
    }

    private AReservation AParty(string name, int people) =>
        new AReservation().For(_performance).Named(name).OfParty(people).CreatedAt(_app.Now).ExpiringAt(_app.Now.AddHours(1));

    private Task<string> AddTokenAsync(string role) => AddTokenAsync(_app, role);

    private static async Task<string> AddTokenAsync(BookingFlowApp app, string role)
    {
        var owner = await app.AddStaffAsync(role);
        var (secret, input) = (Token.New(), new AccessTokenInput { TokenName = "Accounts", Role = role, TokenDays = "30" });
        await app.Database.AddAsync(AccessToken.Of(secret, owner.Id, ValidAccessToken.Check(input, role).Value!, app.Now));
        return AccessToken.Format(secret);
    }

    private async Task<BrowserResponse> GetAsync(string address, string? token, string? accept = null)
    {
        using var program = _app.Visitor();
        return await program.SendAsync(Request(HttpMethod.Get, address, token, accept));
    }

    private static HttpRequestMessage Request(
        HttpMethod method, string address, string? token, string? accept, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }

    private Task<AccessToken> TokenAsync() => _app.Database.ReadAsync(db => db.AccessTokens.SingleAsync());

    private Task<List<AuditEntry>> AuditAsync() => _app.Database.ReadAsync(db => db.AuditLog.ToListAsync());
}
