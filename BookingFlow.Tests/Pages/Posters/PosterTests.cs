using System.Net.Http.Headers;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

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
    public async Task An_uploaded_poster_appears_on_the_show_with_its_alt_text()
    {
        var saved = await UploadAsync(APicture.Png(bytes: 1_500_000), "A duke on an island", "evil.html", "text/html");
        Assert.Equal((303, $"{FormPath}?done=saved"), (saved.Status, saved.Location));

        var picture = (await _visitor.OpenAsync("/shows/the-tempest")).Find("img.poster");
        Assert.Equal("A duke on an island", picture.GetAttribute("alt"));
        var poster = await _visitor.OpenAsync(picture.GetAttribute("src")!);
        Assert.Equal(
            (200, "image/png", 1_500_000), (poster.Status, poster.Header("Content-Type"), (int)poster.Response.Content.Headers.ContentLength!));
    }

    [Fact]
    public async Task A_poster_is_served_sandboxed_immutable_and_with_an_ETag()
    {
        var path = await AddPosterAsync();
        var poster = await _visitor.OpenAsync(path);

        Assert.Equal("image/png", poster.Header("Content-Type"));
        Assert.Equal("nosniff", poster.Header("X-Content-Type-Options"));
        Assert.Equal("inline; filename=the-tempest.png", poster.Header("Content-Disposition"));
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
    [InlineData(Limits.PosterBytes + 1)]
    [InlineData(3 * 1024 * 1024)]
    [InlineData(20 * 1024 * 1024)]
    public async Task An_oversized_poster_is_refused_on_the_form(int bytes)
    {
        var refused = await UploadAsync(APicture.Png(bytes: bytes), "A duke");

        Assert.Equal(400, refused.Status);
        Assert.Equal(_app.Words()["Field.Poster.TooLarge", 2].Value, refused.Find("#Poster-message").TextContent);
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
