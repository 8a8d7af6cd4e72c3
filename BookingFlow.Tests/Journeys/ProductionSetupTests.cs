using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// The first use of a new installation: in the Production environment, on an empty database, with an SMTP server, by clicking alone, in a
/// browser without script.
/// </summary>
public sealed partial class ProductionSetupTests(ChromiumBrowser chromium)
{
    private const string AdminPassword = "a long first password";

    [Fact]
    public async Task New_installation_reaches_a_published_show_with_a_box_office_and_an_online_reservation()
    {
        await using var database = TemporaryDatabase.WithoutFile();
        await using var smtp = await SmtpSink.StartAsync();
        var address = ProgramProcess.FreeAddress();
        var baseUrl = $"http://tickets.theatre.example:{new Uri(address).Port.ToString(CultureInfo.InvariantCulture)}";
        await using var program = await ProgramProcess.StartAtAsync(
            address, database,
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("Booking:PublicBaseUrl", baseUrl), ("Venue:Name", "Teatro della Luna"),
            ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), (
                "Mail:Smtp:Port", smtp.Port.ToString(CultureInfo.InvariantCulture)), ("Mail:Smtp:Security", "None"));
        await using var administrators = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var admin = await administrators.NewPageAsync();
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var visitor = await visitors.NewPageAsync();

        await CreateFirstAdministratorAsync(admin, SetupLink().Match(program.Output).Value);
        await AddFirstPerformanceAsync(admin, visitor, baseUrl);
        await InviteBoxOfficeAsync(admin, smtp);
        await AddReservationAtTheBoxOfficeAsync(smtp, baseUrl);
        await ReserveOnlineAsync(visitor, smtp, baseUrl);

        Assert.Equal(200, await admin.FollowAsync(await admin.MenuAsync("Log")));
        await Expect(admin.Locator("main")).ToContainTextAsync("Bea");
        await Expect(admin.Locator("main")).ToContainTextAsync("The Seagull");
        await Expect(admin.Locator("main")).Not.ToContainTextAsync("Grace Hopper");
        Assert.DoesNotContain("Unexpected failure", program.Output, StringComparison.Ordinal);
    }

    private async Task CreateFirstAdministratorAsync(IPage admin, string setupLink)
    {
        Assert.Equal(200, (await admin.GotoAsync(setupLink))!.Status);
        await admin.GetByLabel("Email address").FillAsync("ada@theatre.example");
        await admin.GetByLabel("Name").FillAsync("Ada");
        await admin.GetByLabel("New password").FillAsync(AdminPassword);
        Assert.Equal(200, await admin.FollowAsync(admin.Button("Create account")));
        Assert.Equal(200, await admin.SignInAsync("ada@theatre.example", AdminPassword));
        await Expect(admin.Headline("Tonight")).ToBeVisibleAsync();

        // The setup link works only once, because it also remains in the log.
        await using var others = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        Assert.Equal(410, (await (await others.NewPageAsync()).GotoAsync(setupLink))!.Status);
    }

    private static async Task AddFirstPerformanceAsync(IPage admin, IPage visitor, string baseUrl)
    {
        Assert.Equal(200, await admin.FollowAsync(await admin.MenuAsync("Rooms")));
        Assert.Equal(200, await admin.FollowAsync(admin.Link("Add room")));
        await admin.GetByLabel("Room name").FillAsync("Sala Grande");
        await admin.GetByLabel("Seats").FillAsync("-5");
        Assert.Equal(400, await admin.FollowAsync(admin.Button("Add room")));
        await Expect(admin.GetByLabel("Room name")).ToHaveValueAsync("Sala Grande");
        await admin.GetByLabel("Seats").FillAsync("60");
        Assert.Equal(200, await admin.FollowAsync(admin.Button("Add room")));

        Assert.Equal(200, await admin.FollowAsync(await admin.MenuAsync("Shows")));
        Assert.Equal(200, await admin.FollowAsync(admin.Link("Add show")));
        await admin.GetByLabel("Title").FillAsync("The Seagull");
        await admin.GetByLabel("Summary").FillAsync("A lake, a gun and a play within the play.");
        await admin.GetByLabel("Description").FillAsync("A comedy in **four acts**.");
        Assert.Equal(200, await admin.FollowAsync(admin.Button("Add show")));
        Assert.Equal(404, (await visitor.GotoAsync(baseUrl + "/shows/the-seagull"))!.Status);

        Assert.Equal(200, await admin.FollowAsync(await admin.MenuAsync("Performances")));
        Assert.Equal(200, await admin.FollowAsync(admin.Link("Add performance")));
        await admin.GetByLabel("Show", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await admin.GetByLabel("Room", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await admin.GetByLabel("Date", new() { Exact = true }).FillAsync(
            DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await admin.GetByLabel("Time", new() { Exact = true }).FillAsync("20:00");
        await admin.GetByLabel("Occupied seats").FillAsync("2");
        Assert.Equal(200, await admin.FollowAsync(admin.Button("Add performance")));
        await Expect(admin.Locator(".sum")).ToContainTextAsync("58");

        Assert.Equal(200, await admin.FollowAsync(await admin.MenuAsync("Shows")));
        Assert.Equal(200, await admin.FollowAsync(admin.Locator("main").GetByRole(AriaRole.Link, new() { Name = "The Seagull" })));
        Assert.Equal(200, await admin.FollowAsync(admin.Link("Preview")));
        await Expect(admin.Locator("main strong").Filter(new() { HasText = "four acts" })).ToBeVisibleAsync();
        Assert.Equal(200, await admin.FollowAsync(admin.Button("Publish show")));
        Assert.Equal(200, (await visitor.GotoAsync(baseUrl + "/shows/the-seagull"))!.Status);
        await Expect(visitor.Locator("main strong").Filter(new() { HasText = "four acts" })).ToBeVisibleAsync();
    }

    private static async Task InviteBoxOfficeAsync(IPage admin, SmtpSink smtp)
    {
        Assert.Equal(200, await admin.FollowAsync(await admin.MenuAsync("Staff")));
        Assert.Equal(200, await admin.FollowAsync(admin.Link("Invite staff member")));
        await admin.GetByLabel("Email address").FillAsync("bea@theatre.example");
        await admin.GetByLabel("Name", new() { Exact = true }).FillAsync("Bea");
        await admin.GetByLabel("Role").SelectOptionAsync("BoxOffice");
        Assert.Equal(200, await admin.FollowAsync(admin.Button("Send invitation")));
        await MailedLinkAsync(smtp, "bea@theatre.example", "/staff/set-password/");
    }

    private async Task AddReservationAtTheBoxOfficeAsync(SmtpSink smtp, string baseUrl)
    {
        await using var desk = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var boxOffice = await desk.NewPageAsync();
        Assert.Equal(200, (await boxOffice.GotoAsync(await MailedLinkAsync(smtp, "bea@theatre.example", "/staff/set-password/")))!.Status);
        await boxOffice.GetByLabel("New password").FillAsync("the password of Bea");
        Assert.Equal(200, await boxOffice.FollowAsync(boxOffice.Locator("main form button")));
        Assert.Equal(200, await boxOffice.SignInAsync("bea@theatre.example", "the password of Bea"));

        Assert.Equal(200, await boxOffice.FollowAsync(await boxOffice.MenuAsync("Reservations")));
        Assert.Equal(200, await boxOffice.FollowAsync(boxOffice.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Add reservation" })));
        await boxOffice.GetByLabel("Performance").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await boxOffice.GetByLabel("Name").FillAsync("Grace Hopper");
        await boxOffice.GetByLabel("Party size").FillAsync("3");
        Assert.Equal(200, await boxOffice.FollowAsync(boxOffice.Button("Add reservation")));
        Assert.Equal(200, await boxOffice.FollowAsync(boxOffice.Button("Print ticket")));
        await Expect(boxOffice.Locator(".ticket")).ToContainTextAsync("Grace Hopper");
        Assert.StartsWith(
            baseUrl + "/check-in/", Assert.Single(await QrReader.ReadAsync(await boxOffice.ScreenshotAsync(new() { FullPage = true }))),
            StringComparison.Ordinal);
    }

    private static async Task ReserveOnlineAsync(IPage visitor, SmtpSink smtp, string baseUrl)
    {
        await visitor.GotoAsync(baseUrl + "/");
        Assert.Equal(200, await visitor.FollowAsync(visitor.Link("Reserve seats").First));
        Assert.Equal(200, await visitor.ReserveAsync("Zoë Müller", "zoe@visitors.example", people: 2));
        Assert.Equal(200, (await visitor.GotoAsync(await MailedLinkAsync(smtp, "zoe@visitors.example", "/reservations/confirm/")))!.Status);
        Assert.Equal(200, await visitor.FollowAsync(visitor.Button("Confirm 2 seats")));
        await Expect(visitor.Headline("Your seats are confirmed")).ToBeVisibleAsync();
        Assert.StartsWith(baseUrl + "/tickets/", await MailedLinkAsync(smtp, "zoe@visitors.example", "/tickets/"), StringComparison.Ordinal);
    }

    /// <summary>Waits up to twenty seconds for a mail to this address with a link that contains this path.</summary>
    /// <returns>The link.</returns>
    /// <exception cref="InvalidOperationException">No such mail arrived in time.</exception>
    private static async Task<string> MailedLinkAsync(SmtpSink smtp, string to, string path)
    {
        for (var i = 0; i < 200; i++)
        {
            var link = smtp.Mails.Where(mail => mail.Envelope.To.Contains(to, StringComparer.Ordinal))
                .SelectMany(mail => mail.Message.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .FirstOrDefault(word => word.Contains(path, StringComparison.Ordinal));
            if (link is not null)
            {
                return link;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"No mail with {path} arrived at {to} within twenty seconds.");
    }

    [GeneratedRegex(@"http://\S+/staff/setup/\S+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SetupLink();
}
