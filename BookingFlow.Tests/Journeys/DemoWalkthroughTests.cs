using System.Text;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>The first steps in a fresh clone with the demo season, by clicking alone, in a browser without script.</summary>
public sealed class DemoWalkthroughOnSqliteTests(ChromiumBrowser chromium) : DemoWalkthroughTests(chromium, DatabaseDialect.Sqlite);

public sealed class DemoWalkthroughOnSqlServerTests(ChromiumBrowser chromium) : DemoWalkthroughTests(chromium, DatabaseDialect.SqlServer);

public abstract class DemoWalkthroughTests(ChromiumBrowser chromium, DatabaseDialect dialect)
{
    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desktop)]
    public async Task Visitor_reserves_and_confirms_and_a_steward_checks_the_party_in_once(int width)
    {
        await using var app = await BookingFlowApp.StartAsync(dialect, ("Demo:Season", "true"));

        await using var visitors = await chromium.WithoutScriptAsync(width);
        var visitor = await visitors.NewPageAsync();
        await ReserveFromShowListAsync(visitor, app);
        await OpenMailedLinkAsync(visitor, app);
        Assert.Equal(200, await visitor.FollowAsync(visitor.Button("Confirm 2 seats")));
        await Expect(visitor.Headline("Your seats are confirmed")).ToBeVisibleAsync();
        await Expect(visitor.Locator(".ticket")).ToContainTextAsync("Ada Lovelace");
        await Expect(visitor.Locator(".ticket")).ToContainTextAsync("2 people");
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString(await visitor.PdfAsync(), 0, 4), StringComparison.Ordinal);
        var code = Assert.Single(await QrReader.ReadAsync(await visitor.ScreenshotAsync(new() { FullPage = true })));

        await using var stewards = await chromium.WithoutScriptAsync(width);
        var steward = await stewards.NewPageAsync();
        await CheckInAsync(steward, code);
        await ScanAgainAsync(steward, code);
    }

    [Fact]
    public async Task Ticket_mail_links_to_the_ticket()
    {
        await using var app = await BookingFlowApp.StartAsync(dialect, ("Demo:Season", "true"));
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var visitor = await visitors.NewPageAsync();
        await ReserveFromShowListAsync(visitor, app);
        await OpenMailedLinkAsync(visitor, app);
        await visitor.FollowAsync(visitor.Button("Confirm 2 seats"));

        await visitor.GotoAsync(app.Address + "/dev/mail");
        await visitor.OpenMailAsync("Your ticket");
        Assert.Equal(200, await visitor.FollowAsync(visitor.Locator("main a[href*='/tickets/']").First));

        await Expect(visitor.Locator(".ticket")).ToContainTextAsync("Ada Lovelace");
    }

    private static async Task ReserveFromShowListAsync(IPage visitor, BookingFlowApp app)
    {
        await visitor.GotoAsync(app.Address + "/");
        Assert.True(await visitor.Locator(".show-card").CountAsync() >= 4, "Fewer than four shows are on.");
        // The first show is the next to start; its doors are already open.
        Assert.Equal(200, await visitor.FollowAsync(visitor.Locator(".show-card h2 a").First));
        Assert.Equal(200, await visitor.FollowAsync(visitor.Link("Reserve seats").First));

        Assert.Equal(200, await visitor.ReserveAsync("Ada Lovelace", "ada@visitors.example", people: 2));
        await Expect(visitor.Headline("Check your email")).ToBeVisibleAsync();
        await Expect(visitor.Locator("main")).ToContainTextAsync("ada@visitors.example");

        Assert.Equal(200, await visitor.NavigateAsync(() => visitor.ReloadAsync()));
        await Expect(visitor.Headline("Check your email")).ToBeVisibleAsync();
        await Expect(visitor.Locator("main")).ToContainTextAsync("ada@visitors.example");
    }

    private static async Task OpenMailedLinkAsync(IPage visitor, BookingFlowApp app)
    {
        Assert.Equal(200, await visitor.FollowAsync(visitor.Link("Open the demo mailbox")));
        await visitor.OpenMailAsync("Confirm your seats");
        Assert.Equal(200, await visitor.FollowAsync(visitor.Locator("main a[href*='/reservations/confirm/']").First));

        // Opening the link must not confirm: mail scanners open links, and visitors reload.
        Assert.Equal(200, await visitor.NavigateAsync(() => visitor.ReloadAsync()));
        var reservation = await app.Database.ReadAsync(db => db.Reservations.SingleAsync(r => r.Email == "ada@visitors.example"));
        Assert.Equal(ReservationStatus.Pending, reservation.Status);
        await Expect(visitor.Headline("Confirm your seats")).ToBeVisibleAsync();
    }

    /// <summary>Opens the code as an unauthenticated visitor, signs in, and checks the party in.</summary>
    private static async Task CheckInAsync(IPage steward, string code)
    {
        await steward.GotoAsync(code);
        await Expect(steward.Headline("Not checked in")).ToBeVisibleAsync();
        await Expect(steward.Locator("main")).Not.ToContainTextAsync("Ada");
        Assert.Equal(200, await steward.FollowAsync(steward.Link("sign in")));
        Assert.Equal(200, await steward.SignInAsync());

        await Expect(steward.Headline("Ada Lovelace")).ToBeVisibleAsync();
        Assert.Equal(200, await steward.FollowAsync(steward.Button("Check in 2 people")));
        await Expect(steward.Headline("Admit")).ToBeVisibleAsync();
        await Expect(steward.GetByRole(AriaRole.Status)).ToContainTextAsync("Ada Lovelace");
        await Expect(steward.GetByRole(AriaRole.Status)).ToContainTextAsync("2 people");
    }

    /// <summary>Scans a ticket that is already checked in, at the station and with a phone camera.</summary>
    private static async Task ScanAgainAsync(IPage steward, string code)
    {
        Assert.Equal(200, await steward.FollowAsync(steward.Link("Go to check-in")));
        Assert.Equal(409, await steward.ScanAsync(code));
        await Expect(steward.Headline("Already checked in")).ToBeVisibleAsync();
        await Expect(steward.GetByRole(AriaRole.Alert)).ToContainTextAsync("Dario Costa checked in 2 people at");
        await Expect(steward.GetByRole(AriaRole.Alert)).ToContainTextAsync("ago");

        // A phone camera opens the code's URL instead of typing it; the answer is the same.
        Assert.Equal(409, (await steward.GotoAsync(code))!.Status);
        await Expect(steward.Headline("Already checked in")).ToBeVisibleAsync();
    }
}
