using System.Text.Json;
using System.Text.Json.Nodes;
using BookingFlow.Web.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Api;

/// <summary>The programme as JSON: what is in it, its filters and pages, its failures, its caching, and that nothing in it is personal.</summary>
public sealed class ProgrammeTests : IAsyncLifetime
{
    private const string BaseUrl = "https://tickets.example";
    private const string Path = "/api/v1/performances";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _website = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(_clock, ("Booking:PublicBaseUrl", BaseUrl), ("Venue:Name", "Lantern Theatre"));
        _website = _app.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        _website.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_performance_has_its_show_room_seats_texts_and_links()
    {
        var show = new AShow().Titled("Hamlet").WithSlug("hamlet").Build();
        var room = new ARoom().Named("Cellar").WithCapacity(12).WithDirections("Down the stairs", "https://map.example/").Build();
        var performance = await _app.AddAsync(new APerformance().Of(show).In(room).WithConfirmedSeats(4).WithMaxPartySize(6));
        var poster = await APicture.ConvertedPosterOf(show, APicture.Jpeg(700, 1000));
        await _app.Database.AddAsync(poster);

        var programme = await ReadAsync("?language=de");

        Assert.Equal(("de", 1, 50), (Text(programme, "language"), (int)programme["page"]!, (int)programme["pageSize"]!));
        Assert.Equal(
            ("Lantern Theatre", "Europe/Rome", "#8a1c2b", $"{BaseUrl}/", $"{BaseUrl}/programme.atom", $"{BaseUrl}/calendar.ics"),
            (Text(programme, "venue", "name"), Text(programme, "venue", "timeZone"), Text(programme, "venue", "accentColour"),
                Text(programme, "venue", "link"), Text(programme, "venue", "feed"), Text(programme, "venue", "calendar")));
        var listed = Assert.Single(programme["performances"]!.AsArray())!;
        Assert.Equal(
            (performance.Id, show.Id, room.Id, 8, 6), (
                (int)listed["id"]!, (int)listed["showId"]!, (int)listed["roomId"]!, (int)listed["seatsLeft"]!, (int)listed["maxPartySize"]!));
        Assert.Equal(
            ("2026-09-12T20:00:00+02:00", "2026-09-12T22:00:00+02:00", null),
            (Text(listed, "startsAt"), Text(listed, "endsAt"), Text(listed, "notBookable")));
        Assert.Equal(
            ("Samstag, 12. September 2026", "20:00", _app.WordsIn("de", "Seats.Left.other", 8), _app.WordsIn("de", "Performance.Reserve")),
            (Text(listed, "texts", "day"), Text(listed, "texts", "time"), Text(listed, "texts", "availability"), Text(listed, "texts", "action")));
        Assert.Equal(
            ($"{BaseUrl}/performances/{performance.Id}/reserve", $"{BaseUrl}/shows/hamlet", $"{BaseUrl}/calendar.ics?performance={performance.Id}"),
            (Text(listed, "links", "reserve"), Text(listed, "links", "show"), Text(listed, "links", "calendar")));
        var listedShow = Assert.Single(programme["shows"]!.AsArray())!;
        Assert.Equal(
            (show.Id, "hamlet", "Hamlet", show.Summary, show.Description, "<p>A play in five acts.</p>", 120, $"{BaseUrl}/shows/hamlet"),
            ((int)listedShow["id"]!, Text(listedShow, "slug"), Text(listedShow, "title"), Text(listedShow, "summary"), Text(listedShow, "description"),
                Text(listedShow, "descriptionHtml")!.Trim(), (int)listedShow["runningMinutes"]!, Text(listedShow, "link")));
        Assert.Equal($"{BaseUrl}/posters/{poster.Id}/preview.jpg", Text(listedShow, "preview"));
        Assert.Equal(
            [
                $"320 image/webp {BaseUrl}/posters/{poster.Id}/320.webp", $"320 image/jpeg {BaseUrl}/posters/{poster.Id}/320.jpg",
                $"640 image/webp {BaseUrl}/posters/{poster.Id}/640.webp", $"640 image/jpeg {BaseUrl}/posters/{poster.Id}/640.jpg",
                $"700 image/webp {BaseUrl}/posters/{poster.Id}/700.webp", $"700 image/jpeg {BaseUrl}/posters/{poster.Id}/700.jpg",
            ],
            listedShow["picture"]!["files"]!.AsArray().Select(file => $"{file!["width"]} {file["type"]} {file["link"]}"));
        foreach (var file in listedShow["picture"]!["files"]!.AsArray())
        {
            var picture = await _website.OpenAsync(Text(file!, "link")![BaseUrl.Length..]);
            Assert.Equal((200, Text(file!, "type")), (picture.Status, picture.Header("Content-Type")));
        }

        var listedRoom = Assert.Single(programme["rooms"]!.AsArray())!;
        Assert.Equal(
            (room.Id, "Cellar", "Down the stairs", "https://map.example/"),
            ((int)listedRoom["id"]!, Text(listedRoom, "name"), Text(listedRoom, "directions"), Text(listedRoom, "map")));
    }

    [Fact]
    public async Task A_performance_that_cannot_be_booked_says_why()
    {
        var start = TestTimes.StartsAt;
        await _app.Database.AddAsync(
            new APerformance().At(start).Build(),
            new APerformance().At(start.AddDays(1)).Cancelled().Build(),
            new APerformance().At(start.AddDays(2)).BookingCloses(TestTimes.Now.AddHours(-1)).Build(),
            new APerformance().At(start.AddDays(3)).BookingDisabled().Build(),
            new APerformance().At(start.AddDays(4)).BookingOpens(TestTimes.Now.AddDays(1)).Build(),
            new APerformance().At(start.AddDays(5)).WithCapacity(2).WithConfirmedSeats(2).Build(),
            // The waiting list closes some hours before the start.
            new APerformance().At(TestTimes.Now.AddMinutes(30)).WithCapacity(2).WithConfirmedSeats(2).Build());

        var performances = (await ReadAsync())["performances"]!.AsArray();

        Assert.Equal(
            ["soldOut", null, "cancelled", "closed", "notOnline", "notYetOpen", "soldOut"], performances.Select(p => Text(p!, "notBookable")));
        Assert.Equal([false, true, false, false, false, false, true], performances.Select(p => Text(p!, "links", "reserve") is not null));
        Assert.Equal(
            [null, "Reserve seats", null, null, null, null, "Join the waiting list"], performances.Select(p => Text(p!, "texts", "action")));
        Assert.Equal([false, false, false, false, false, false, true], performances.Select(p => (bool)p!["hasWaitingList"]!));
        Assert.Equal(
            ["Sold out", "40 seats left", "Cancelled", "Booking closed"], performances.Take(4).Select(p => Text(p!, "texts", "availability")));
        Assert.StartsWith("Booking opens Sunday 6 September 2026", Text(performances[5]!, "texts", "availability"), StringComparison.Ordinal);
        Assert.Equal(TestTimes.Now.AddDays(1), performances[5]!["bookingOpensAt"]!.GetValue<DateTimeOffset>().UtcDateTime);
        Assert.Equal(0, (int)performances[6]!["seatsLeft"]!);
    }

    [Fact]
    public async Task Only_public_performances_of_published_shows_that_have_not_started_are_listed()
    {
        var visible = await _app.AddAsync(new APerformance());
        await _app.Database.AddAsync(
            new APerformance().Private().Build(), new APerformance().Of(new AShow().Unpublished().Build()).Build(),
            new APerformance().At(TestTimes.Now.AddMinutes(-1)).Build());

        Assert.Equal([visible.Id], await IdsAsync("?from=2020-01-01"));
    }

    [Fact]
    public async Task Days_are_filtered_in_the_time_zone_of_the_venue_and_both_are_included()
    {
        // In Rome, the day begins two hours before that of UTC.
        var (first, last) = (
            await _app.AddAsync(new APerformance().At(new DateTime(2026, 9, 19, 22, 0, 0, DateTimeKind.Utc))),
            await _app.AddAsync(new APerformance().At(new DateTime(2026, 9, 21, 21, 59, 0, DateTimeKind.Utc))));
        await _app.Database.AddAsync(
            new APerformance().At(new DateTime(2026, 9, 19, 21, 59, 0, DateTimeKind.Utc)).Build(),
            new APerformance().At(new DateTime(2026, 9, 21, 22, 0, 0, DateTimeKind.Utc)).Build());

        Assert.Equal([first.Id, last.Id], await IdsAsync("?from=2026-09-20&to=2026-09-21"));
        Assert.Equal(3, (await IdsAsync("?from=2026-09-20")).Count);
        Assert.Equal(3, (await IdsAsync("?to=2026-09-21")).Count);
        Assert.Empty(await IdsAsync("?from=2026-09-22&to=2026-09-22&language=it&show=hamlet"));
    }

    [Fact]
    public async Task A_show_is_found_by_its_present_and_former_slug()
    {
        var performance = await _app.AddAsync(new APerformance());
        await _app.Database.AddAsync(new APerformance().Build(), new FormerSlug { ShowId = performance.ShowId, Slug = "old-name" });

        Assert.Equal([performance.Id], await IdsAsync($"?show={performance.Show.Slug}"));
        Assert.Equal([performance.Id], await IdsAsync("?show=old-name"));
        Assert.Empty(await IdsAsync("?show=no-such-show"));
    }

    [Fact]
    public async Task Pages_follow_one_another_and_keep_the_filter()
    {
        var show = new AShow().Build();
        Performance[] all = [.. Enumerable.Range(0, 5).Select(day => new APerformance().Of(show).At(TestTimes.StartsAt.AddDays(day)).Build())];
        await _app.Database.AddAsync([.. all]);
        var (ids, address, pages) = (new List<int>(), $"{BaseUrl}{Path}?pageSize=2&language=it&show={show.Slug}&to=", 0);
        while (address is not null)
        {
            var page = await ReadAsync(address[(BaseUrl + Path).Length..]);
            ids.AddRange(page["performances"]!.AsArray().Select(p => (int)p!["id"]!));
            (address, pages) = (Text(page, "next"), pages + 1);
            Assert.Equal((pages, "it"), ((int)page["page"]!, Text(page, "language")));
        }

        Assert.Equal(3, pages);
        Assert.Equal(all.Select(p => p.Id), ids);
    }

    [Theory]
    [InlineData("from=tomorrow", "from", "2027-03-01")]
    [InlineData("from=2026-02-30", "from", "2027-03-01")]
    [InlineData("to=9999-12-31", "to", "2027-03-01")]
    [InlineData("from=2027-03-02&to=2027-03-01", "to", "before the first day")]
    [InlineData("show=Hamlet", "show", "letters a to z")]
    [InlineData("language=pt", "language", "en, it, de, fr, es")]
    [InlineData("page=0", "page", "from 1 to 1000")]
    [InlineData("page=2&page=3", "page", "from 1 to 1000")]
    [InlineData("pageSize=101", "pageSize", "from 1 to 100")]
    [InlineData("form=2027-03-01", "form", "from, to, show, language, page, pageSize")]
    public async Task A_wrong_filter_is_answered_with_what_would_be_right(string query, string parameter, string advice)
    {
        var answer = await _website.OpenAsync($"{Path}?{query}");

        Assert.Equal((400, "application/problem+json"), (answer.Status, answer.Header("Content-Type")));
        var problem = JsonNode.Parse(answer.Body)!;
        Assert.Equal(400, (int)problem["status"]!);
        var (name, messages) = Assert.Single(problem["errors"]!.AsObject());
        Assert.Equal(parameter, name);
        Assert.Contains(advice, Assert.Single(messages!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_wrong_parameters_are_named_at_once()
    {
        var problem = JsonNode.Parse((await _website.OpenAsync($"{Path}?from=x&to=y&page=z")).Body)!;

        Assert.Equal(["from", "to", "page"], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task The_language_is_that_of_the_request_without_a_parameter()
    {
        await _app.AddAsync(new APerformance());

        using var request = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { { "Accept-Language", "fr" } } };
        var answer = await _website.SendAsync(request);

        Assert.Equal(("fr", "fr"), (answer.Header("Content-Language"), Text(JsonNode.Parse(answer.Body)!, "language")));
    }

    [Fact]
    public async Task An_answer_is_cached_has_an_entity_tag_and_is_not_sent_again()
    {
        var performance = await _app.AddAsync(new APerformance().WithCapacity(10));
        var first = await _website.OpenAsync(Path + "?language=en&pageSize=5");
        var second = await _website.OpenAsync(Path + "?language=en&pageSize=5");
        Assert.Equal(("no-cache", "", true), (first.Header("Cache-Control"), first.Header("Age"), second.Header("Age").Length > 0));
        Assert.Matches("^W/\"[0-9a-f]{32}\"$", first.Header("ETag"));
        Assert.Equal((first.Body, first.Header("ETag")), (second.Body, second.Header("ETag")));

        // From the cache, and after it expired.
        Assert.Equal((304, ""), await ConditionalAsync(first.Header("ETag")));
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal((304, ""), await ConditionalAsync($"\"other\", {first.Header("ETag")}"));
        Assert.Equal((304, ""), await ConditionalAsync("*"));
        Assert.Equal(200, (await ConditionalAsync("\"other\"")).Status);

        await _app.ReserveAndConfirmAsync(_website, performance.Id, people: 3);

        var (status, body) = await ConditionalAsync(first.Header("ETag"));
        Assert.Equal(200, status);
        Assert.Contains("\"seatsLeft\":7", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HEAD_has_the_headers_of_GET_and_other_methods_are_refused()
    {
        await _app.AddAsync(new APerformance());
        foreach (var path in new[] { Path, "/api/v1/openapi.json", "/programme.atom", "/embed.js" })
        {
            var get = await _website.OpenAsync(path);
            var head = await _website.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal(
                (200, "", get.Header("ETag"), get.Header("Content-Type"), get.Header("Access-Control-Allow-Origin")),
                (head.Status, head.Body, head.Header("ETag"), head.Header("Content-Type"), head.Header("Access-Control-Allow-Origin")));
            Assert.Equal(405, (await _website.PostAsync(path)).Status);
        }
    }

    [Fact]
    public async Task A_fault_is_answered_as_a_problem_that_other_websites_can_read()
    {
        await _app.HideTableAsync();

        var answer = await _website.OpenAsync(Path);

        Assert.Equal(
            (500, "application/problem+json", "*", ""),
            (answer.Status, answer.Header("Content-Type"), answer.Header("Access-Control-Allow-Origin"), answer.Header("ETag")));
        Assert.Equal(500, (int)JsonNode.Parse(answer.Body)!["status"]!);
    }

    /// <summary>With everything stored that is personal, and every property in the answer filled.</summary>
    [Fact]
    public async Task Nothing_personal_is_in_what_other_websites_read()
    {
        var performance = await _app.AddAsync(new APerformance());
        using var visitor = _app.Visitor();
        await _app.ReserveAndConfirmAsync(visitor, performance.Id);
        await visitor.ReserveAsync(performance.Id);
        await _app.WaitUntilMailIsSentAsync();
        await _app.AddStaffAsync(Web.Staff.StaffRoles.Door, "Dora Stewardess");
        var personal = await _app.Database.ReadAsync(db => db.Reservations.Select(r => new { r.Name, r.Email, r.Reference }).ToListAsync());
        Assert.Equal(2, personal.Count);
        string[] secrets = [.. personal.SelectMany(r => new[] { r.Name, r.Email, r.Reference }).OfType<string>(), "Dora", "@staff.example"];

        foreach (var path in new[] { Path, "/api/v1/openapi.json", "/programme.atom", $"/oembed?url={BaseUrl}/shows/{performance.Show.Slug}", "/embed" })
        {
            // As the party itself, whose cookies must make no difference.
            var answer = await visitor.OpenAsync(path);
            Assert.Equal(200, answer.Status);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, answer.Body, StringComparison.OrdinalIgnoreCase));
            Assert.Equal("", answer.Header("Set-Cookie"));
        }
    }

    [Fact]
    public void Every_reason_of_the_program_has_a_name_of_the_API() => Assert.Equal(
        [NotBookableReason.Cancelled, NotBookableReason.Closed, NotBookableReason.NotOnline, NotBookableReason.NotYetOpen, NotBookableReason.SoldOut],
        Enum.GetValues<NotBookableReason>());

    private async Task<JsonNode> ReadAsync(string query = "")
    {
        var answer = await _website.OpenAsync(Path + query);
        Assert.Equal((200, "application/json; charset=utf-8"), (answer.Status, answer.Header("Content-Type")));
        return JsonNode.Parse(answer.Body)!;
    }

    private async Task<IReadOnlyList<int>> IdsAsync(string query) =>
        [.. (await ReadAsync(query))["performances"]!.AsArray().Select(p => (int)p!["id"]!)];

    private async Task<(int Status, string Body)> ConditionalAsync(string known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path + "?language=en&pageSize=5") { Headers = { { "If-None-Match", known } } };
        var answer = await _website.SendAsync(request);
        return (answer.Status, answer.Body);
    }

    private static string? Text(JsonNode node, params string[] path) =>
        path.Aggregate((JsonNode?)node, (at, name) => at!.AsObject().ContainsKey(name) ? at[name] : throw new KeyNotFoundException(name))
            ?.GetValue<JsonElement>().ToString();
}
