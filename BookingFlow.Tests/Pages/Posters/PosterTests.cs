using System.Net.Http.Headers;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Posters;

public sealed class PosterTests : IAsyncLifetime
{
    private readonly Show _show = new AShow().WithSlug("the-tempest").Build();
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _ada = null!;
    private NoScriptBrowser _visitor = null!;

    private string Form => $"/staff/shows/{_show.Id}/poster";

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _ada = await _app.StaffAsync(StaffRoles.Administrator, "Ada");
        _visitor = _app.Visitor();
        await _app.Database.AddAsync(_show);
    }

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        _visitor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_picture_is_uploaded_and_stands_on_the_show_with_its_words()
    {
        var sent = await UploadAsync(APicture.Png(bytes: 1_500_000), "A duke on an island", "evil.html", "text/html");
        Assert.Equal((303, $"{Form}?done=saved"), (sent.Status, sent.Location));

        var picture = (await _visitor.OpenAsync("/shows/the-tempest")).Find("img.poster");
        Assert.Equal("A duke on an island", picture.GetAttribute("alt"));
        var poster = await _visitor.OpenAsync(picture.GetAttribute("src")!);
        Assert.Equal(
            (200, "image/png", 1_500_000), (poster.Status, poster.Header("Content-Type"), (int)poster.Response.Content.Headers.ContentLength!));
    }

    [Fact]
    public async Task A_picture_is_served_inert_kept_for_good_and_not_sent_twice()
    {
        var path = await StoredAsync();
        var poster = await _visitor.OpenAsync(path);

        Assert.Equal("image/png", poster.Header("Content-Type"));
        Assert.Equal("nosniff", poster.Header("X-Content-Type-Options"));
        Assert.Equal("inline; filename=the-tempest.png", poster.Header("Content-Disposition"));
        Assert.Equal("public, max-age=31536000, immutable", poster.Header("Cache-Control"));
        Assert.Equal("", poster.Header("Set-Cookie"));
        var policy = poster.Header("Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("sandbox", policy);

        var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(poster.Header("ETag")));
        Assert.Equal(304, (await _visitor.SendAsync(again)).Status);
    }

    [Fact]
    public async Task Before_the_show_is_published_only_who_can_publish_it_sees_the_picture_and_nobody_keeps_it()
    {
        var path = await StoredAsync();
        await _app.Database.ReadAsync(db => db.Shows.ExecuteUpdateAsync(set => set.SetProperty(s => s.IsPublished, false)));
        using var boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal(404, (await _visitor.OpenAsync(path)).Status);
        Assert.Equal(404, (await boxOffice.OpenAsync(path)).Status);
        Assert.Equal(404, (await _ada.OpenAsync("/posters/4711")).Status);
        var seen = await _ada.OpenAsync(path);
        Assert.Equal(200, seen.Status);
        Assert.Contains("no-store", seen.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Limits.PosterBytes + 1)]
    [InlineData(3 * 1024 * 1024)]
    [InlineData(20 * 1024 * 1024)]
    public async Task A_picture_that_is_too_large_or_far_too_large_is_told_on_the_form(int bytes)
    {
        var refused = await UploadAsync(APicture.Png(bytes: bytes), "A duke");

        Assert.Equal(400, refused.Status);
        Assert.Equal(_app.Words()["Field.Poster.TooLarge", 2].Value, refused.Find("#Poster-message").TextContent);
        Assert.Empty(await _app.Database.ReadAsync(db => db.Posters.ToListAsync()));
    }

    [Fact]
    public async Task What_is_no_picture_or_has_no_words_is_refused()
    {
        var refused = await UploadAsync("<svg onload=alert(1)>"u8.ToArray(), " ", "poster.png", "image/png");

        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Find("#Poster-message"));
        Assert.NotNull(refused.Find("#PosterAlt-message"));
    }

    [Fact]
    public async Task Only_an_administrator_can_send_so_much_and_only_there()
    {
        using var boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice);
        Assert.Equal(413, await SizedAsync(boxOffice, Form));
        Assert.Equal(413, await SizedAsync(_visitor, Form));
        Assert.Equal(413, await SizedAsync(_ada, $"/staff/shows/{_show.Id}"));
        Assert.Equal(400, await SizedAsync(_ada, Form));
    }

    [Fact]
    public async Task A_picture_is_taken_away_after_asking_once_more()
    {
        var path = await StoredAsync();
        var asked = await _ada.OpenAsync((await _ada.OpenAsync(Form)).Link("/poster/remove"));
        Assert.Equal(200, (await _visitor.OpenAsync(path)).Status);

        Assert.Equal($"{Form}?done=removed", (await _ada.SubmitAsync(asked, "main form")).Location);

        Assert.Equal(404, (await _visitor.OpenAsync(path)).Status);
        Assert.Empty((await _visitor.OpenAsync("/shows/the-tempest")).Document.QuerySelectorAll("img"));
    }

    private async Task<string> StoredAsync()
    {
        var poster = APicture.PosterOf(_show);
        await _app.Database.AddAsync(poster);
        return $"/posters/{poster.Id}";
    }

    private async Task<Place> UploadAsync(byte[] picture, string alt, string name = "poster.png", string type = "image/png")
    {
        var form = await _ada.OpenAsync(Form);
        var file = new ByteArrayContent(picture);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var body = new MultipartFormDataContent
        {
            { new StringContent(form.Find("input[name='_form']").GetAttribute("value")!), "_form" },
            { new StringContent(alt), "PosterAlt" },
            { file, "Poster", name },
        };
        return await _ada.SendAsync(new HttpRequestMessage(HttpMethod.Post, Form) { Content = body });
    }

    /// <summary>A form of a hundred kilobytes, without the token that every form needs: 400 says that it was read.</summary>
    private static async Task<int> SizedAsync(NoScriptBrowser browser, string path) =>
        (await browser.PostAsync(path, ("PosterAlt", new string('a', 100_000)))).Status;
}
