using System.Net;

namespace BookingFlow.Tests.Pages.Language;

public sealed class LanguageTests(SharedApp shared) : IClassFixture<SharedApp>, IDisposable
{
    private readonly BookingFlowApp _app = shared.App;
    private readonly NoScriptBrowser _visitor = shared.App.Visitor();

    public void Dispose() => _visitor.Dispose();

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.5", "de")]
    [InlineData("pt-BR,fr;q=0.4", "fr")]
    [InlineData("pt", "en")]
    [InlineData("*", "en")]
    [InlineData("%%%;q=", "en")]
    public async Task The_first_supported_language_of_Accept_Language_is_used(string requested, string expected)
    {
        var list = await OpenWithLanguagesAsync("/", requested);

        Assert.Equal(expected, list.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(expected, list.Header("Content-Language"));
    }

    [Fact]
    public async Task The_language_switch_overrides_Accept_Language_and_returns_to_the_same_page()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        var show = await OpenWithLanguagesAsync($"/shows/{performance.Show.Slug}?from=flyer", "de");
        Assert.Empty(_visitor.Cookies.GetAllCookies());

        var redirect = await _visitor.OpenAsync(show.Find(".languages a[lang='es']").GetAttribute("href")!);

        Assert.Equal((303, $"/shows/{performance.Show.Slug}?from=flyer"), (redirect.Status, redirect.Location));
        var cookie = Assert.Single(_visitor.Cookies.GetAllCookies());
        Assert.True(cookie is { Name: "bookingflow.language", HttpOnly: true });
        Assert.Equal("es", (await OpenWithLanguagesAsync("/", "de")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task The_language_switch_redirects_only_to_local_addresses(string back) =>
        Assert.Equal("/", (await _visitor.OpenAsync($"/language?to=it&back={Uri.EscapeDataString(back)}")).Location);

    [Theory]
    [InlineData("/language")]
    [InlineData("/language?to=xx")]
    [InlineData("/language?to=it-IT&back=/")]
    public async Task A_missing_or_unsupported_language_shows_the_list_of_languages(string path)
    {
        var page = await _visitor.OpenAsync(path);

        Assert.Equal(200, page.Status);
        Assert.Equal(Languages.OfVisitors, page.Document.QuerySelectorAll(".languages a").Select(a => a.GetAttribute("lang")));
        Assert.Empty(_visitor.Cookies.GetAllCookies());
    }

    [Theory]
    [InlineData("de", "en")]
    [InlineData("it", "it")]
    public async Task Staff_pages_are_in_English_or_Italian(string requested, string expected)
    {
        using var steward = await _app.StaffAsync();
        steward.Cookies.Add(new Uri(_app.Address), new Cookie("bookingflow.language", Uri.EscapeDataString($"c={requested}|uic={requested}")));
        foreach (var path in new[] { "/staff", "/check-in/nonsense" })
        {
            var page = await steward.OpenAsync(path);
            Assert.Equal((expected, expected), (page.Document.DocumentElement.GetAttribute("lang"), page.Header("Content-Language")));
        }

        Assert.Equal(requested, (await steward.OpenAsync("/")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Mails_use_the_language_in_which_the_reservation_was_made()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var visitor = app.Visitor();
        var performance = await app.AddAsync(app.APerformanceTonight());
        await visitor.OpenAsync("/language?to=fr");
        await visitor.ReserveAsync(performance.Id);
        var link = await app.GetConfirmationLinkAsync();
        using var otherBrowser = app.Visitor();
        await otherBrowser.OpenAsync("/language?to=de");
        await otherBrowser.ConfirmAsync(link);

        foreach (var mail in await app.MailAsync(2))
        {
            Assert.Equal("fr", mail.Body!.Headers["Content-Language"]);
            Assert.Contains("lang=\"fr\"", mail.HtmlBody, StringComparison.Ordinal);
            Assert.Contains(app.WordsIn("fr", "Mail.Greeting", "Ada Lovelace"), mail.TextBody, StringComparison.Ordinal);
        }
    }

    private Task<BrowserResponse> OpenWithLanguagesAsync(string path, string acceptLanguage)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", acceptLanguage);
        return _visitor.SendAsync(request);
    }
}
