using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BookingFlow.Web.Emails.Composition;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace BookingFlow.Tests.Emails.Composition;

/// <summary>What holds for every mail that the house writes, in every language that it writes to people in.</summary>
public sealed class EveryMailTests(EveryMailTests.Shared shared) : IClassFixture<EveryMailTests.Shared>
{
    private const string House = "https://tickets.theatre.example/";
    private const int Largest = 100 * 1024;
    private static readonly DateTime Evening = new(2026, 11, 27, 19, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task It_is_small_and_links_only_to_the_house_and_fetches_nothing()
    {
        var app = shared.App;
        foreach (var (kind, language) in All())
        {
            var mail = await ComposeAsync(app, kind, language);
            Assert.InRange(Size(mail), 1, Largest);
            var html = Html(mail);
            Assert.All(
                html.QuerySelectorAll("a").Select(a => a.GetAttribute("href")), href => Assert.StartsWith(House, href, StringComparison.Ordinal));
            Assert.All(
                mail.TextBody!.Split((char[]?)null).Where(word => word.Contains("//", StringComparison.Ordinal)),
                link => Assert.StartsWith(House, link, StringComparison.Ordinal));
            Assert.All(
                html.QuerySelectorAll("[src], link, script").Select(e => e.GetAttribute("src")),
                src => Assert.StartsWith("cid:", src, StringComparison.Ordinal));
            Assert.DoesNotContain("url(", mail.HtmlBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Its_plain_twin_tells_the_same_facts()
    {
        var app = shared.App;
        foreach (var (kind, language) in All())
        {
            var mail = await ComposeAsync(app, kind, language);
            var html = Html(mail);
            // What the mailbox shows before it is opened stands in the mail once more.
            html.QuerySelector("body > div")!.Remove();
            var facts = html.QuerySelectorAll("strong, time, td")
                .Where(e => e.QuerySelector("table, p, a, img") is null)
                .Select(e => e.TextContent.Trim())
                .Concat(html.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!))
                .Append("Ada Lovelace").ToList();
            Assert.True(facts.Count >= (IsToAParty(kind) ? 8 : 2), $"{kind} in {language} tells next to nothing.");
            Assert.All(facts, fact => Assert.Contains(fact, mail.TextBody, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Before_it_is_opened_the_mailbox_shows_the_facts_in_one_sentence()
    {
        var app = shared.App;
        foreach (var (kind, language) in All())
        {
            var first = Html(await ComposeAsync(app, kind, language)).Body!.FirstElementChild!;
            Assert.Contains("display:none", first.GetAttribute("style"), StringComparison.Ordinal);
            Assert.InRange(first.TextContent.Length, 10, 200);
            if (IsToAParty(kind))
            {
                Assert.Contains("Hamlet & Co", first.TextContent, StringComparison.Ordinal);
                Assert.Contains("2026", first.TextContent, StringComparison.Ordinal);
                Assert.Contains("20:00", first.TextContent, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task With_pictures_off_the_ticket_is_its_reference_and_its_link()
    {
        var app = shared.App;
        foreach (var language in Languages.OfVisitors)
        {
            var html = Html(await ComposeAsync(app, MailKind.Ticket, language));
            var code = Assert.Single(html.QuerySelectorAll("img"));
            Assert.Contains("K7QF-2M", code.GetAttribute("alt"), StringComparison.Ordinal);
            Assert.Equal("K7QF-2M", code.NextElementSibling!.TextContent);
            // The next thing below the code.
            Assert.StartsWith(
                House + "tickets/", code.Closest("table")!.NextElementSibling!.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_may_be_read_in_the_dark()
    {
        var app = shared.App;
        var html = Html(await ComposeAsync(app, MailKind.Ticket, "en"));
        Assert.Equal("light dark", html.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"));
        Assert.Contains("prefers-color-scheme: dark", html.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        // The code stays black on white: a scanner reads no dark mode.
        Assert.NotNull(html.QuerySelector("img")!.Closest(".m-qr"));
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("The box office <box@theatre.example>", "The box office", "box@theatre.example")]
    [InlineData("box@theatre.example", "", "box@theatre.example")]
    public async Task Answers_go_where_the_house_wants_them(string setting, string? name, string? address)
    {
        await using var app = await StartAsync(("Mail:ReplyTo", setting), ("Mail:From", "Lantern <tickets@theatre.example>"));
        var mail = await ComposeAsync(app, MailKind.Ticket, "en");

        Assert.Equal(("Lantern", "tickets@theatre.example"), (mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address));
        Assert.Equal(address, mail.ReplyTo.Mailboxes.SingleOrDefault()?.Address);
        Assert.Equal(name, mail.ReplyTo.Mailboxes.SingleOrDefault()?.Name);
    }

    private static IEnumerable<(MailKind Kind, string Language)> All() =>
        Enum.GetValues<MailKind>().SelectMany(
            kind => (IsToAParty(kind) ? Languages.OfVisitors : Languages.OfStaff).Select(language => (kind, language)));

    private static bool IsToAParty(MailKind kind) => kind is not (MailKind.Invitation or MailKind.PasswordReset or MailKind.Test);

    private static Task<BookingFlowApp> StartAsync(params (string, string)[] settings) =>
        BookingFlowApp.StartAsync(null, [("Booking:PublicBaseUrl", House), .. settings]);

    private static Task<MimeMessage> ComposeAsync(
        BookingFlowApp app, MailKind kind, string language) => app.Services.GetRequiredService<MailComposer>().ComposeAsync(
        new MailToSend(
            1, kind, Guid.NewGuid(), Token.New(), kind is MailKind.Confirmation or MailKind.Invitation or MailKind.PasswordReset
                ? Evening.AddDays(-1)
                : null,
            "ada@example.org", "Ada Lovelace",
            IsToAParty(kind) ? new PartyToTell(3, "K7QF-2M", new PerformanceFacts(7, "hamlet", "Hamlet & Co", "Studio", Evening), 135) : null)
        {
            Language = language,
        });

    private static IHtmlDocument Html(MimeMessage mail) => new HtmlParser().ParseDocument(mail.HtmlBody!);

    private static long Size(MimeMessage mail)
    {
        using var sent = new MemoryStream();
        mail.WriteTo(sent);
        return sent.Length;
    }

    public sealed class Shared : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() => EveryMailTests.StartAsync();
    }
}
