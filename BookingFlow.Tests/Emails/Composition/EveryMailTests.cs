using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BookingFlow.Web.Emails.Composition;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace BookingFlow.Tests.Emails.Composition;

/// <summary>Asserts properties that every kind of mail has in every language.</summary>
public sealed class EveryMailTests(EveryMailTests.Shared shared) : IClassFixture<EveryMailTests.Shared>
{
    private const string BaseAddress = "https://tickets.theatre.example/";
    private const int MaxBytes = 100 * 1024;
    private static readonly DateTime StartsAt = new(2026, 11, 27, 19, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Every_mail_is_small_links_only_to_this_site_and_loads_nothing()
    {
        var app = shared.App;
        foreach (var (kind, language) in AllMails())
        {
            var mail = await ComposeAsync(app, kind, language);
            Assert.InRange(Size(mail), 1, MaxBytes);
            var html = Html(mail);
            Assert.All(
                html.QuerySelectorAll("a").Select(a => a.GetAttribute("href")), href => Assert.StartsWith(BaseAddress, href, StringComparison.Ordinal));
            Assert.All(
                mail.TextBody!.Split((char[]?)null).Where(word => word.Contains("//", StringComparison.Ordinal)),
                link => Assert.StartsWith(BaseAddress, link, StringComparison.Ordinal));
            Assert.All(
                html.QuerySelectorAll("[src], link, script").Select(e => e.GetAttribute("src")),
                src => Assert.StartsWith("cid:", src, StringComparison.Ordinal));
            Assert.DoesNotContain("url(", mail.HtmlBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_plain_text_has_the_same_facts_as_the_HTML()
    {
        var app = shared.App;
        foreach (var (kind, language) in AllMails())
        {
            var mail = await ComposeAsync(app, kind, language);
            var html = Html(mail);
            // The preview text only repeats facts of the mail, and the plain text has none.
            html.QuerySelector("body > div")!.Remove();
            var facts = html.QuerySelectorAll("strong, time, td")
                .Where(e => e.QuerySelector("table, p, a, img") is null)
                .Select(e => e.TextContent.Trim())
                .Concat(html.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!))
                .Append("Ada Lovelace").ToList();
            Assert.True(facts.Count >= (IsToParty(kind) ? 8 : 2), $"{kind} in {language} has too few facts.");
            Assert.All(facts, fact => Assert.Contains(fact, mail.TextBody, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_subject_of_a_mail_to_a_party_has_the_show_and_the_date_on_one_short_line()
    {
        var app = shared.App;
        // The subject of a message is what staff wrote.
        foreach (var (kind, language) in AllMails().Where(mail => IsToParty(mail.Kind) && mail.Kind != MailKind.PartyMessage))
        {
            var subject = (await ComposeAsync(app, kind, language)).Subject!;
            Assert.Contains("Hamlet & Co", subject, StringComparison.Ordinal);
            Assert.Contains("2026", subject, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', subject);

            var longest = (await ComposeAsync(app, kind, language, new string('x', Limits.Title))).Subject!;
            Assert.Contains("x…", longest, StringComparison.Ordinal);
            Assert.Contains("2026", longest, StringComparison.Ordinal);
            Assert.InRange(longest.Length, 80, 180);
        }
    }

    [Fact]
    public async Task The_preview_text_has_the_facts_in_one_sentence()
    {
        var app = shared.App;
        foreach (var (kind, language) in AllMails())
        {
            var first = Html(await ComposeAsync(app, kind, language)).Body!.FirstElementChild!;
            Assert.Contains("display:none", first.GetAttribute("style"), StringComparison.Ordinal);
            Assert.InRange(first.TextContent.Length, 10, 200);
            if (IsToParty(kind))
            {
                Assert.Contains("Hamlet & Co", first.TextContent, StringComparison.Ordinal);
                Assert.Contains("2026", first.TextContent, StringComparison.Ordinal);
                Assert.Contains("20:00", first.TextContent, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Without_images_the_ticket_shows_its_reference_and_its_link()
    {
        var app = shared.App;
        foreach (var language in Languages.OfVisitors)
        {
            var html = Html(await ComposeAsync(app, MailKind.Ticket, language));
            var code = Assert.Single(html.QuerySelectorAll("img"));
            Assert.Contains("K7QF-2M", code.GetAttribute("alt"), StringComparison.Ordinal);
            Assert.Equal("K7QF-2M", code.NextElementSibling!.TextContent);
            // The link directly follows the code.
            Assert.StartsWith(
                BaseAddress + "tickets/", code.Closest("table")!.NextElementSibling!.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Mails_support_dark_mode_with_a_black_on_white_QR_code()
    {
        var app = shared.App;
        var html = Html(await ComposeAsync(app, MailKind.Ticket, "en"));
        Assert.Equal("light dark", html.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"));
        Assert.Contains("prefers-color-scheme: dark", html.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        // Scanners cannot read an inverted QR code.
        Assert.NotNull(html.QuerySelector("img")!.Closest(".m-qr"));
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("The box office <box@theatre.example>", "The box office", "box@theatre.example")]
    [InlineData("box@theatre.example", "", "box@theatre.example")]
    public async Task Replies_go_to_the_configured_address(string setting, string? name, string? address)
    {
        await using var app = await StartAsync(("Mail:ReplyTo", setting), ("Mail:From", "Lantern <tickets@theatre.example>"));
        var mail = await ComposeAsync(app, MailKind.Ticket, "en");

        Assert.Equal(("Lantern", "tickets@theatre.example"), (mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address));
        Assert.Equal(address, mail.ReplyTo.Mailboxes.SingleOrDefault()?.Address);
        Assert.Equal(name, mail.ReplyTo.Mailboxes.SingleOrDefault()?.Name);
    }

    private static IEnumerable<(MailKind Kind, string Language)> AllMails() =>
        Enum.GetValues<MailKind>().SelectMany(
            kind => (IsToParty(kind) ? Languages.OfVisitors : Languages.OfStaff).Select(language => (kind, language)));

    private static bool IsToParty(MailKind kind) => kind is not (MailKind.Invitation or MailKind.PasswordReset or MailKind.Test);

    private static Task<BookingFlowApp> StartAsync(params (string, string)[] settings) =>
        BookingFlowApp.StartAsync(null, [("Booking:PublicBaseUrl", BaseAddress), .. settings]);

    private static Task<MimeMessage> ComposeAsync(BookingFlowApp app, MailKind kind, string language, string title = "Hamlet & Co") =>
        app.Services.GetRequiredService<MailComposer>().ComposeAsync(new MailToSend(
            1, kind, Guid.NewGuid(), Token.New(), kind is MailKind.Confirmation or MailKind.Invitation or MailKind.PasswordReset
                ? StartsAt.AddDays(-1)
                : null,
            "ada@example.org", "Ada Lovelace",
            IsToParty(kind) ? new MailParty(3, "K7QF-2M", new PerformanceFacts(7, "hamlet", title, "Studio", StartsAt), 135, 0, Token.New()) : null)
        {
            Language = language,
            Message = kind == MailKind.PartyMessage
                ? PartyMessage.Test(7, new(PartyMessageRecipients.Came, "News", "**Look**."), new Actor(Id: null, "Dora"), StartsAt)
                : null,
            Before = kind == MailKind.PerformanceChanged ? PerformanceChange.From(new APerformance().Build(), StartsAt.AddDays(-3)) : null,
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
