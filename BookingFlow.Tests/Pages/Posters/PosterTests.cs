using System.Net.Http.Headers;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Pages.Posters;

public sealed class PosterTests : IAsyncLifetime
{
    private readonly Show _show = new AShow().WithSlug("the-tempest").Build();
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _admin = null!;
    private NoScriptBrowser _visitor = null!;

    private string FormPath => $"/staff/shows/{_show.Id}/poster";

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _admin = await _app.StaffAsync(StaffRoles.Administrator, "Ada");
        _visitor = _app.Visitor();
        await _app.Database.AddAsync(_show);
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        _visitor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_photograph_from_a_phone_is_shown_in_sizes_that_the_browser_chooses_from()
    {
        var photograph = APicture.Photograph(4032, 3024);
        Assert.InRange(photograph.Length, 3_900_000, Limits.PictureBytes);
        var saved = await UploadAsync(photograph, "A duke on an island", "evil.html", "text/html");
        Assert.Equal((303, $"{FormPath}?done=saved"), (saved.Status, saved.Location));
        var id = (await _app.Database.ReadAsync(db => db.Posters.SingleAsync())).Id;

        var page = await _visitor.OpenAsync("/shows/the-tempest");

        var picture = page.Find("picture > img.poster");
        Assert.Equal(
            ("A duke on an island", $"/posters/{id}/640.jpg", "1600", "1200", null),
            (picture.GetAttribute("alt"), picture.GetAttribute("src"), picture.GetAttribute("width"), picture.GetAttribute("height"),
                picture.GetAttribute("loading")));
        Assert.Equal("(min-width: 60rem) min(44rem, 1600px), min(100vw, 1600px)", picture.GetAttribute("sizes"));
        var source = page.Find("picture > source[type='image/webp']");
        Assert.Equal(picture.GetAttribute("sizes"), source.GetAttribute("sizes"));
        foreach (var (sourceSet, extension, type) in new[]
            { (picture.GetAttribute("srcset")!, "jpg", "image/jpeg"), (source.GetAttribute("srcset")!, "webp", "image/webp") })
        {
            Assert.Equal(
                string.Join(", ", new[] { 320, 640, 960, 1280, 1600 }.Select(width => $"/posters/{id}/{width}.{extension} {width}w")), sourceSet);
            foreach (var address in sourceSet.Split(", ").Select(candidate => candidate.Split(' ')[0]))
            {
                var file = await _visitor.OpenAsync(address);
                Assert.Equal((address, 200, type), (address, file.Status, file.Header("Content-Type")));
                Assert.InRange(file.Response.Content.Headers.ContentLength!.Value, 1_000, 600_000);
            }
        }
    }

    [Fact]
    public async Task Place_and_author_are_in_no_file_that_is_served()
    {
        var photograph = await (await APicture.Jpeg(600, 800).WithPrivateMetadataAsync()).WithOrientationAsync(6);
        Assert.Equal(303, (await UploadAsync(photograph, "A duke")).Status);
        var poster = await _app.Database.ReadAsync(db => db.Posters.Include(p => p.Variants).SingleAsync());

        Assert.Equal((800, 600), (poster.Width, poster.Height));
        using var http = new HttpClient { BaseAddress = new Uri(_app.Address) };
        string[] addresses = [$"/posters/{poster.Id}", $"/posters/{poster.Id}/800.jpg", .. poster.Variants.Select(v => $"/posters/{poster.Id}/{v.Name}")];
        foreach (var address in addresses)
        {
            Assert.Empty(await PictureTools.MetadataAsync(await http.GetByteArrayAsync(address, TestContext.Current.CancellationToken)));
        }
    }

    [Fact]
    public async Task An_unknown_file_of_a_poster_is_not_found()
    {
        var poster = await APicture.ConvertedPosterOf(_show, APicture.Jpeg());
        await _app.Database.AddAsync(poster);

        foreach (var file in new[] { "641.webp", "80.png", "80.jpg.exe", "preview.webp", "..%2F..%2Fappsettings.json", "-1.jpg", "%F0%9F%8E%AD" })
        {
            Assert.Equal((file, 404), (file, (await _visitor.OpenAsync($"/posters/{poster.Id}/{file}")).Status));
        }
    }

    [Fact]
    public async Task A_poster_of_an_earlier_version_is_shown_as_it_is_until_it_is_converted()
    {
        var path = await AddPosterAsync();
        var picture = (await _visitor.OpenAsync("/shows/the-tempest")).Find("img.poster");
        Assert.Equal((path, null), (picture.GetAttribute("src"), picture.GetAttribute("srcset")));
        var before = await _visitor.OpenAsync(path);
        Assert.Equal((200, "image/png", "public, max-age=3600"), (before.Status, before.Header("Content-Type"), before.Header("Cache-Control")));

        await _app.Services.GetRequiredService<ConvertStoredPosters>().RunAsync(CancellationToken.None);

        var after = await _visitor.OpenAsync(path);
        Assert.Equal((200, "image/jpeg"), (after.Status, after.Header("Content-Type")));
        Assert.NotEqual(before.Header("ETag"), after.Header("ETag"));
        Assert.NotNull((await _visitor.OpenAsync("/shows/the-tempest")).Find("img.poster").GetAttribute("srcset"));
    }

    [Fact]
    public async Task A_poster_is_served_sandboxed_immutable_and_with_an_ETag()
    {
        var stored = await APicture.ConvertedPosterOf(_show, APicture.Jpeg());
        await _app.Database.AddAsync(stored);
        var path = $"/posters/{stored.Id}/80.webp";
        var poster = await _visitor.OpenAsync(path);

        Assert.Equal("image/webp", poster.Header("Content-Type"));
        Assert.Equal("nosniff", poster.Header("X-Content-Type-Options"));
        Assert.Equal("inline; filename=the-tempest.webp", poster.Header("Content-Disposition"));
        Assert.Equal("public, max-age=31536000, immutable", poster.Header("Cache-Control"));
        Assert.Equal("", poster.Header("Set-Cookie"));
        var policy = poster.Header("Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("sandbox", policy);

        var conditional = new HttpRequestMessage(HttpMethod.Get, path);
        conditional.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(poster.Header("ETag")));
        Assert.Equal(304, (await _visitor.SendAsync(conditional)).Status);
    }

    [Fact]
    public async Task The_poster_of_an_unpublished_show_is_visible_to_administrators_only_and_not_cached()
    {
        var path = await AddPosterAsync();
        await _app.Database.ReadAsync(db => db.Shows.ExecuteUpdateAsync(set => set.SetProperty(s => s.IsPublished, false)));
        using var boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal(404, (await _visitor.OpenAsync(path)).Status);
        Assert.Equal(404, (await boxOffice.OpenAsync(path)).Status);
        Assert.Equal(404, (await _admin.OpenAsync("/posters/4711")).Status);
        var response = await _admin.OpenAsync(path);
        Assert.Equal(200, response.Status);
        Assert.Contains("no-store", response.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Limits.PictureBytes + 1)]
    [InlineData(Limits.PictureBytes + (1024 * 1024))]
    [InlineData(50 * 1024 * 1024)]
    public async Task An_oversized_poster_is_refused_on_the_form(int bytes)
    {
        var refused = await UploadAsync(APicture.OfBytes(bytes), "A duke");

        Assert.Equal(400, refused.Status);
        Assert.Equal(_app.Words()["Field.Poster.TooLarge", 20].Value, refused.Find("#Poster-message").TextContent);
        Assert.Empty(await _app.Database.ReadAsync(db => db.Posters.ToListAsync()));
    }

    [Fact]
    public async Task A_poster_of_nearly_the_limit_is_read() =>
        Assert.Equal(303, (await UploadAsync(APicture.OfBytes(Limits.PictureBytes), "A duke")).Status);

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused_with_its_reason_and_keeps_what_was_typed()
    {
        (string Word, byte[] File)[] refusals =
        [
            ("Field.NotAPicture", "<svg onload=alert(1)>"u8.ToArray()),
            ("Field.HeifPicture", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]]),
            ("Field.DamagedPicture", APicture.Jpeg()[..400]),
            ("Field.TooManyPixels", APicture.PngHeader(60_000, 60_000)),
        ];
        foreach (var (word, file) in refusals)
        {
            var refused = await UploadAsync(file, "A duke on an island");

            Assert.Equal((word, 400), (word, refused.Status));
            Assert.Equal(_app.Words()[word, Limits.PictureMegapixels].Value, refused.Find("#Poster-message").TextContent);
            Assert.Equal("A duke on an island", refused.Find("#PosterAlt").GetAttribute("value"));
        }

        Assert.Empty(await _app.Database.ReadAsync(db => db.Posters.ToListAsync()));
    }

    [Fact]
    public async Task A_file_that_is_not_a_picture_and_a_missing_alt_text_are_refused()
    {
        var refused = await UploadAsync("<svg onload=alert(1)>"u8.ToArray(), " ", "poster.png", "image/png");

        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Find("#Poster-message"));
        Assert.NotNull(refused.Find("#PosterAlt-message"));
    }

    [Fact]
    public async Task The_larger_form_limit_applies_to_administrators_on_the_poster_form_only()
    {
        using var boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice);
        Assert.Equal(413, await PostLargeFormAsync(boxOffice, FormPath));
        Assert.Equal(413, await PostLargeFormAsync(_visitor, FormPath));
        Assert.Equal(413, await PostLargeFormAsync(_admin, $"/staff/shows/{_show.Id}"));
        Assert.Equal(400, await PostLargeFormAsync(_admin, FormPath));
    }

    [Fact]
    public async Task A_poster_is_removed_after_a_confirmation()
    {
        var path = await AddPosterAsync();
        var confirmation = await _admin.OpenAsync((await _admin.OpenAsync(FormPath)).Link("/poster/remove"));
        Assert.Equal(200, (await _visitor.OpenAsync(path)).Status);

        Assert.Equal($"{FormPath}?done=removed", (await _admin.SubmitAsync(confirmation, "main form")).Location);

        Assert.Equal(404, (await _visitor.OpenAsync(path)).Status);
        Assert.Empty((await _visitor.OpenAsync("/shows/the-tempest")).Document.QuerySelectorAll("img"));
    }

    private async Task<string> AddPosterAsync()
    {
        var poster = APicture.PosterOf(_show);
        await _app.Database.AddAsync(poster);
        return $"/posters/{poster.Id}";
    }

    private async Task<BrowserResponse> UploadAsync(byte[] picture, string alt, string name = "poster.png", string type = "image/png")
    {
        var form = await _admin.OpenAsync(FormPath);
        var file = new ByteArrayContent(picture);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var body = new MultipartFormDataContent
        {
            { new StringContent(form.Find("input[name='_form']").GetAttribute("value")!), "_form" },
            { new StringContent(alt), "PosterAlt" },
            { file, "Poster", name },
        };
        return await _admin.SendAsync(new HttpRequestMessage(HttpMethod.Post, FormPath) { Content = body });
    }

    /// <summary>Posts a form of 100,000 characters without an antiforgery token.</summary>
    /// <returns>The status: 400 if the form was read, 413 if it exceeded the limit of the page.</returns>
    private static async Task<int> PostLargeFormAsync(NoScriptBrowser browser, string path) =>
        (await browser.PostAsync(path, ("PosterAlt", new string('a', 100_000)))).Status;
}
