using System.Text.Json.Nodes;

namespace BookingFlow.Tests.Api;

/// <summary>Previews of a show's address on other websites (oEmbed).</summary>
public sealed class OEmbedTests(OEmbedTests.AppWithPublicBaseUrl shared) : IClassFixture<OEmbedTests.AppWithPublicBaseUrl>, IDisposable
{
    private const string BaseUrl = "https://tickets.example";
    private readonly BookingFlowApp _app = shared.App;
    private readonly NoScriptBrowser _website = shared.App.Visitor();

    public void Dispose() => _website.Dispose();

    [Fact]
    public async Task The_page_of_a_show_leads_to_its_preview()
    {
        var show = (await _app.AddAsync(new APerformance().At(_app.Now.AddDays(1)))).Show;
        var link = (await _website.OpenAsync($"/shows/{show.Slug}")).Find("link[type='application/json+oembed']");
        Assert.Equal(("alternate", show.Title), (link.GetAttribute("rel"), link.GetAttribute("title")));
        Assert.StartsWith(BaseUrl + "/oembed?", link.GetAttribute("href"), StringComparison.Ordinal);

        var preview = await ReadAsync(link.GetAttribute("href")![BaseUrl.Length..]);

        Assert.Equal(
            ("1.0", "link", show.Title, "Lantern Theatre", $"{BaseUrl}/", $"{BaseUrl}/shows/{show.Slug}/preview.jpg", 1200, 630),
            ((string)preview["version"]!, (string)preview["type"]!, (string)preview["title"]!, (string)preview["provider_name"]!,
                (string)preview["provider_url"]!, (string)preview["thumbnail_url"]!, (int)preview["thumbnail_width"]!,
                (int)preview["thumbnail_height"]!));
        Assert.Null((await _website.OpenAsync("/")).Document.QuerySelector("link[type='application/json+oembed']"));
    }

    [Theory]
    [InlineData("", "preview.jpg", 1200, 630)]
    [InlineData("&maxwidth=1199", "700.jpg", 700, 1000)]
    [InlineData("&maxwidth=640&maxheight=914", "640.jpg", 640, 914)]
    [InlineData("&maxheight=913", "preview.jpg", 1200, 630)]
    [InlineData("&maxwidth=639", "320.jpg", 320, 457)]
    [InlineData("&maxwidth=319", null, 0, 0)]
    public async Task The_picture_fits_into_the_size_that_is_asked_for(string size, string? file, int width, int height)
    {
        var show = (await _app.AddAsync(new APerformance().At(_app.Now.AddDays(1)))).Show;
        var poster = await APicture.ConvertedPosterOf(show, APicture.Jpeg(700, 1000));
        await _app.Database.AddAsync(poster);

        var preview = await ReadAsync($"/oembed?url={BaseUrl}/shows/{show.Slug}{size}");

        Assert.Equal(file is null ? null : $"{BaseUrl}/posters/{poster.Id}/{file}", (string?)preview["thumbnail_url"]);
        // All three or none, says the specification.
        Assert.Equal(
            file is null ? (null, null) : ((int?)width, (int?)height), ((int?)preview["thumbnail_width"], (int?)preview["thumbnail_height"]));
        Assert.Equal(file is not null, preview.AsObject().ContainsKey("thumbnail_url"));
    }

    [Fact]
    public async Task A_former_address_a_query_and_another_case_of_the_host_name_are_understood()
    {
        var show = (await _app.AddAsync(new APerformance().At(_app.Now.AddDays(1)))).Show;
        await _app.Database.AddAsync(new FormerSlug { ShowId = show.Id, Slug = $"old-{show.Slug}" });

        foreach (var address in new[] { $"{BaseUrl}/shows/old-{show.Slug}", $"HTTPS://Tickets.example/shows/{show.Slug}/?a=b#c" })
        {
            Assert.Equal(show.Title, (string)(await ReadAsync($"/oembed?url={Uri.EscapeDataString(address)}"))["title"]!);
        }
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("?url=", 400)]
    [InlineData("?url=https://tickets.example/shows/the-tempest&maxwidth=wide", 400)]
    [InlineData("?url=https://tickets.example/shows/the-tempest&maxheight=0", 400)]
    [InlineData("?url=https://tickets.example/shows/no-such-show", 404)]
    [InlineData("?url=https://tickets.example/", 404)]
    [InlineData("?url=https://evil.example/shows/the-tempest", 404)]
    [InlineData("?url=https://tickets.example/shows/no-such-show&format=xml", 501)]
    public async Task What_cannot_be_answered_has_the_status_of_the_specification_and_says_why(string query, int status)
    {
        var answer = await _website.OpenAsync("/oembed" + query);

        Assert.Equal((status, "application/problem+json", "*"), (
            answer.Status, answer.Header("Content-Type"), answer.Header("Access-Control-Allow-Origin")));
        var problem = JsonNode.Parse(answer.Body)!;
        Assert.True(problem["detail"] is not null || problem["errors"]!.AsObject().Count > 0);
    }

    [Fact]
    public async Task A_show_that_is_not_published_has_no_preview()
    {
        var show = new AShow().Unpublished().Build();
        await _app.Database.AddAsync(show);

        Assert.Equal(404, (await _website.OpenAsync($"/oembed?url={BaseUrl}/shows/{show.Slug}")).Status);
    }

    private async Task<JsonNode> ReadAsync(string path)
    {
        var answer = await _website.OpenAsync(path);
        Assert.Equal((200, "application/json; charset=utf-8"), (answer.Status, answer.Header("Content-Type")));
        return JsonNode.Parse(answer.Body)!;
    }

    public sealed class AppWithPublicBaseUrl : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() =>
            BookingFlowApp.StartAsync(settings: [("Booking:PublicBaseUrl", BaseUrl), ("Venue:Name", "Lantern Theatre")]);
    }
}
