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
    public async Task A_visitor_is_answered_in_the_first_language_that_the_browser_asks_for_and_the_house_speaks(string asked, string answered)
    {
        var list = await AskAsync("/", asked);

        Assert.Equal(answered, list.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(answered, list.Header("Content-Language"));
    }

    [Fact]
    public async Task The_switch_outranks_the_browser_and_leads_back_to_where_it_stood()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        var show = await AskAsync($"/shows/{performance.Show.Slug}?from=flyer", "de");
        Assert.Empty(_visitor.Cookies.GetAllCookies());

        var answer = await _visitor.OpenAsync(show.Find(".languages a[lang='es']").GetAttribute("href")!);

        Assert.Equal((303, $"/shows/{performance.Show.Slug}?from=flyer"), (answer.Status, answer.Location));
        var cookie = Assert.Single(_visitor.Cookies.GetAllCookies());
        Assert.True(cookie is { Name: "bookingflow.language", HttpOnly: true });
        Assert.Equal("es", (await AskAsync("/", "de")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task The_switch_leads_nowhere_but_into_this_house(string back) =>
        Assert.Equal("/", (await _visitor.OpenAsync($"/language?to=it&back={Uri.EscapeDataString(back)}")).Location);

    [Theory]
    [InlineData("/language")]
    [InlineData("/language?to=xx")]
    [InlineData("/language?to=it-IT&back=/")]
    public async Task Whoever_asks_for_no_language_of_ours_is_shown_which_there_are(string path)
    {
        var place = await _visitor.OpenAsync(path);

        Assert.Equal(200, place.Status);
        Assert.Equal(Languages.OfVisitors, place.Document.QuerySelectorAll(".languages a").Select(a => a.GetAttribute("lang")));
        Assert.Empty(_visitor.Cookies.GetAllCookies());
    }

    [Theory]
    [InlineData("de", "en")]
    [InlineData("it", "it")]
    public async Task Staff_are_spoken_to_in_english_or_italian(string asked, string answered)
    {
        using var steward = await _app.StaffAsync();
        steward.Cookies.Add(new Uri(_app.Address), new Cookie("bookingflow.language", Uri.EscapeDataString($"c={asked}|uic={asked}")));
        foreach (var path in new[] { "/staff", "/check-in/nonsense" })
        {
            var place = await steward.OpenAsync(path);
            Assert.Equal((answered, answered), (place.Document.DocumentElement.GetAttribute("lang"), place.Header("Content-Language")));
        }

        Assert.Equal(asked, (await steward.OpenAsync("/")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_reservation_remembers_its_language_and_its_mails_are_written_in_it()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var visitor = app.Visitor();
        var performance = await app.AddAsync(app.APerformanceTonight());
        await visitor.OpenAsync("/language?to=fr");
        await visitor.ReserveAsync(performance.Id);
        var link = await app.MailedLinkAsync();
        using var elsewhere = app.Visitor();
        await elsewhere.OpenAsync("/language?to=de");
        await elsewhere.ConfirmAsync(link);

        foreach (var mail in await app.MailAsync(2))
        {
            Assert.Equal("fr", mail.Body!.Headers["Content-Language"]);
            Assert.Contains("lang=\"fr\"", mail.HtmlBody, StringComparison.Ordinal);
            Assert.Contains(app.WordsIn("fr", "Mail.Greeting", "Ada Lovelace"), mail.TextBody, StringComparison.Ordinal);
        }
    }

    private Task<Place> AskAsync(string path, string languages)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", languages);
        return _visitor.SendAsync(request);
    }
}
