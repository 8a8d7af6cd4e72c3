using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// What an Administrator does on the Saturday on which a house installs the program: in Production, on an empty database,
/// with a real mail server, by clicking alone, in a browser without script.
/// </summary>
public sealed partial class ProductionSetupTests(ChromiumBrowser chromium)
{
    private const string Password = "a long first password";

    [Fact]
    public async Task From_an_empty_production_database_to_a_published_show_with_a_sold_ticket()
    {
        await using var database = TemporaryDatabase.Missing();
        await using var post = await SmtpSink.StartAsync();
        var local = ProgramProcess.FreeAddress();
        var house = $"http://tickets.theatre.example:{new Uri(local).Port.ToString(CultureInfo.InvariantCulture)}";
        await using var program = await ProgramProcess.StartAtAsync(
            local, database,
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("Booking:PublicBaseUrl", house), ("Venue:Name", "Teatro della Luna"),
            ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), (
                "Mail:Smtp:Port", post.Port.ToString(CultureInfo.InvariantCulture)), ("Mail:Smtp:Security", "None"));
        await using var administrators = await chromium.WithoutScriptAsync(ChromiumBrowser.Desk);
        var ada = await administrators.NewPageAsync();
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var visitor = await visitors.NewPageAsync();

        await BecomeTheFirstAdministratorAsync(ada, SetupLink().Match(program.Output).Value);
        await PlanTheFirstPerformanceAsync(ada, visitor, house);
        await InviteTheBoxOfficeAsync(ada, post);
        await SellAtTheCounterAsync(post, house);
        await BuyOnlineAsync(visitor, post, house);

        Assert.Equal(200, await ada.FollowAsync(ada.Menu("Log")));
        await Expect(ada.Locator("main")).ToContainTextAsync("Bea");
        await Expect(ada.Locator("main")).ToContainTextAsync("The Seagull");
        await Expect(ada.Locator("main")).Not.ToContainTextAsync("Grace Hopper");
        Assert.DoesNotContain("Unexpected failure", program.Output, StringComparison.Ordinal);
    }

    private async Task BecomeTheFirstAdministratorAsync(IPage ada, string setup)
    {
        Assert.Equal(200, (await ada.GotoAsync(setup))!.Status);
        await ada.GetByLabel("Email address").FillAsync("ada@theatre.example");
        await ada.GetByLabel("Name").FillAsync("Ada");
        await ada.GetByLabel("New password").FillAsync(Password);
        Assert.Equal(200, await ada.FollowAsync(ada.Button("Create account")));
        Assert.Equal(200, await ada.SignInAsync("ada@theatre.example", Password));
        await Expect(ada.Headline("Tonight")).ToBeVisibleAsync();

        // The address of the setup works once, whoever reads it in the log later.
        await using var latecomers = await chromium.WithoutScriptAsync(ChromiumBrowser.Desk);
        Assert.Equal(410, (await (await latecomers.NewPageAsync()).GotoAsync(setup))!.Status);
    }

    private static async Task PlanTheFirstPerformanceAsync(IPage ada, IPage visitor, string house)
    {
        Assert.Equal(200, await ada.FollowAsync(ada.Menu("Rooms")));
        Assert.Equal(200, await ada.FollowAsync(ada.Link("Add room")));
        await ada.GetByLabel("Room name").FillAsync("Sala Grande");
        await ada.GetByLabel("Seats").FillAsync("-5");
        Assert.Equal(400, await ada.FollowAsync(ada.Button("Add room")));
        await Expect(ada.GetByLabel("Room name")).ToHaveValueAsync("Sala Grande");
        await ada.GetByLabel("Seats").FillAsync("60");
        Assert.Equal(200, await ada.FollowAsync(ada.Button("Add room")));

        Assert.Equal(200, await ada.FollowAsync(ada.Menu("Shows")));
        Assert.Equal(200, await ada.FollowAsync(ada.Link("Add show")));
        await ada.GetByLabel("Title").FillAsync("The Seagull");
        await ada.GetByLabel("Summary").FillAsync("A lake, a gun and a play within the play.");
        await ada.GetByLabel("Description").FillAsync("A comedy in **four acts**.");
        Assert.Equal(200, await ada.FollowAsync(ada.Button("Add show")));
        Assert.Equal(404, (await visitor.GotoAsync(house + "/shows/the-seagull"))!.Status);

        Assert.Equal(200, await ada.FollowAsync(ada.Menu("Performances")));
        Assert.Equal(200, await ada.FollowAsync(ada.Link("Add performance")));
        await ada.GetByLabel("Show", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await ada.GetByLabel("Room", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await ada.GetByLabel("Date", new() { Exact = true }).FillAsync(
            DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await ada.GetByLabel("Time", new() { Exact = true }).FillAsync("20:00");
        await ada.GetByLabel("Occupied seats").FillAsync("2");
        Assert.Equal(200, await ada.FollowAsync(ada.Button("Add performance")));
        await Expect(ada.Locator(".sum")).ToContainTextAsync("58");

        Assert.Equal(200, await ada.FollowAsync(ada.Menu("Shows")));
        Assert.Equal(200, await ada.FollowAsync(ada.Locator("main").GetByRole(AriaRole.Link, new() { Name = "The Seagull" })));
        Assert.Equal(200, await ada.FollowAsync(ada.Link("Preview")));
        await Expect(ada.Locator("main strong").Filter(new() { HasText = "four acts" })).ToBeVisibleAsync();
        Assert.Equal(200, await ada.FollowAsync(ada.Button("Publish show")));
        Assert.Equal(200, (await visitor.GotoAsync(house + "/shows/the-seagull"))!.Status);
        await Expect(visitor.Locator("main strong").Filter(new() { HasText = "four acts" })).ToBeVisibleAsync();
    }

    private static async Task InviteTheBoxOfficeAsync(IPage ada, SmtpSink post)
    {
        Assert.Equal(200, await ada.FollowAsync(ada.Menu("Staff")));
        Assert.Equal(200, await ada.FollowAsync(ada.Link("Invite staff member")));
        await ada.GetByLabel("Email address").FillAsync("bea@theatre.example");
        await ada.GetByLabel("Name", new() { Exact = true }).FillAsync("Bea");
        await ada.GetByLabel("Role").SelectOptionAsync("BoxOffice");
        Assert.Equal(200, await ada.FollowAsync(ada.Button("Send invitation")));
        await MailedAsync(post, "bea@theatre.example", "/staff/set-password/");
    }

    private async Task SellAtTheCounterAsync(SmtpSink post, string house)
    {
        await using var desk = await chromium.WithoutScriptAsync(ChromiumBrowser.Desk);
        var bea = await desk.NewPageAsync();
        Assert.Equal(200, (await bea.GotoAsync(await MailedAsync(post, "bea@theatre.example", "/staff/set-password/")))!.Status);
        await bea.GetByLabel("New password").FillAsync("the password of Bea");
        Assert.Equal(200, await bea.FollowAsync(bea.Locator("main form button")));
        Assert.Equal(200, await bea.SignInAsync("bea@theatre.example", "the password of Bea"));

        Assert.Equal(200, await bea.FollowAsync(bea.Menu("Reservations")));
        Assert.Equal(200, await bea.FollowAsync(bea.Link("Add reservation")));
        await bea.GetByLabel("Performance").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await bea.GetByLabel("Name").FillAsync("Grace Hopper");
        await bea.GetByLabel("Party size").FillAsync("3");
        Assert.Equal(200, await bea.FollowAsync(bea.Button("Add reservation")));
        Assert.Equal(200, await bea.FollowAsync(bea.Button("Print ticket")));
        await Expect(bea.Locator(".ticket")).ToContainTextAsync("Grace Hopper");
        Assert.StartsWith(
            house + "/check-in/", Assert.Single(await QrReader.ReadAsync(await bea.ScreenshotAsync(new() { FullPage = true }))),
            StringComparison.Ordinal);
    }

    private static async Task BuyOnlineAsync(IPage visitor, SmtpSink post, string house)
    {
        await visitor.GotoAsync(house + "/");
        Assert.Equal(200, await visitor.FollowAsync(visitor.Link("Reserve seats").First));
        Assert.Equal(200, await visitor.ReserveAsync("Zoë Müller", "zoe@visitors.example", people: 2));
        Assert.Equal(200, (await visitor.GotoAsync(await MailedAsync(post, "zoe@visitors.example", "/reservations/confirm/")))!.Status);
        Assert.Equal(200, await visitor.FollowAsync(visitor.Button("Confirm 2 seats")));
        await Expect(visitor.Headline("Your seats are confirmed")).ToBeVisibleAsync();
        Assert.StartsWith(house + "/tickets/", await MailedAsync(post, "zoe@visitors.example", "/tickets/"), StringComparison.Ordinal);
    }

    /// <summary>Waits, bounded, for a mail with such a link to that address: the link.</summary>
    private static async Task<string> MailedAsync(SmtpSink post, string to, string path)
    {
        for (var i = 0; i < 200; i++)
        {
            var link = post.Mails.Where(mail => mail.Envelope.To.Contains(to, StringComparer.Ordinal))
                .SelectMany(mail => mail.Message.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .FirstOrDefault(word => word.Contains(path, StringComparison.Ordinal));
            if (link is not null)
            {
                return link;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"No mail with {path} came to {to} within twenty seconds.");
    }

    [GeneratedRegex(@"http://\S+/staff/setup/\S+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SetupLink();
}
