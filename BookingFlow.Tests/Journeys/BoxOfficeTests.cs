using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// Work of the box office in the demo season: correcting an email address, confirming, changing the party size, adding, reducing seats and
/// cancelling. By clicking alone, in a browser without script.
/// </summary>
public sealed class BoxOfficeTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Box_office_corrects_adds_and_cancels_reservations_and_reduces_the_seats()
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        var tonight = (
            await app.Database.ReadAsync(db => db.Performances.Include(p => p.Show).Include(p => p.Room).OrderBy(p => p.StartsAt).FirstAsync()))!;
        using (var visitor = app.Visitor())
        {
            Assert.Equal(303, (await visitor.ReserveAsync(tonight.Id, people: 2, name: "Zoë Müller", email: "zoe@visitors.exmaple")).Status);
        }

        await using var browser = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(app.Address + "/staff/login");
        Assert.Equal(200, await page.SignInAsync("boxoffice@bookingflow.example"));
        await Expect(page.Headline("Tonight")).ToBeVisibleAsync();

        await CorrectEmailAndConfirmAsync(page, app);
        await IncreasePartySizeAsync(page);
        await AddReservationWithoutEmailAsync(page, tonight.Id);
        await ExportAsync(page, tonight.Id);
        await ReduceSeatsAsync(page, app, tonight.Id);
        await CancelWithMailAsync(page, app);
        Assert.Equal(200, await page.SignOutAsync());
        Assert.Equal(200, await page.NavigateAsync(() => page.GotoAsync(app.Address + "/staff/reservations")));
        await Expect(page.Headline("Staff sign-in")).ToBeVisibleAsync();
    }

    private static async Task FindAsync(IPage page, string text)
    {
        Assert.Equal(200, await page.FollowAsync(await page.MenuAsync("Reservations")));
        await page.GetByLabel("Name, email address or reference").FillAsync(text);
        Assert.Equal(200, await page.FollowAsync(page.Button("Search")));
        Assert.Equal(200, await page.FollowAsync(page.Locator("table.list tbody a").First));
    }

    /// <summary>The party never received a mail because its address has a typing error. It is found by name, without the umlaut.</summary>
    private static async Task CorrectEmailAndConfirmAsync(IPage page, BookingFlowApp app)
    {
        await FindAsync(page, "muller zoe");
        await Expect(page.Headline("Zoë Müller")).ToBeVisibleAsync();
        Assert.Equal(200, await page.FollowAsync(page.Link("Correct email address")));
        await page.GetByLabel("Email address").FillAsync("zoe at visitors");
        Assert.Equal(400, await page.FollowAsync(page.Locator("main form button[type=submit]")));
        await page.GetByLabel("Email address").FillAsync("zoe@visitors.example");
        Assert.Equal(200, await page.FollowAsync(page.Locator("main form button[type=submit]")));
        Assert.Equal(200, await page.FollowAsync(page.Button("Confirm reservation")));
        await Expect(page.Locator(".story")).ToContainTextAsync("Confirmed by the box office, by Bea Novak");
        await app.WaitUntilMailIsSentAsync();
        Assert.Contains(
            await app.MailAsync(),
            mail =>
                mail.To.Mailboxes.Any(to => to.Address == "zoe@visitors.example")
                    && mail.Subject?.StartsWith("Your ticket", StringComparison.Ordinal) == true);
    }

    private static async Task IncreasePartySizeAsync(IPage page)
    {
        Assert.Equal(200, await page.FollowAsync(page.Link("Change party size")));
        await page.GetByLabel("Party size").FillAsync("3");
        Assert.Equal(200, await page.FollowAsync(page.Locator("main form button[type=submit]")));
        await Expect(page.Locator(".story")).ToContainTextAsync("Party size changed");
        await Expect(page.Locator("main")).ToContainTextAsync("3 people");
    }

    private static async Task AddReservationWithoutEmailAsync(IPage page, int performanceId)
    {
        Assert.Equal(200, await page.FollowAsync(await page.MenuAsync("Reservations")));
        Assert.Equal(200, await page.FollowAsync(page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Add reservation" })));
        await page.GetByLabel("Performance").SelectOptionAsync(performanceId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByLabel("Name").FillAsync("Nobody in a hurry");
        await page.GetByLabel("Party size").FillAsync("4");
        Assert.Equal(200, await page.FollowAsync(page.Button("Add reservation")));
        Assert.Equal(200, await page.FollowAsync(page.Button("Print ticket")));
        await Expect(page.Locator(".ticket")).ToContainTextAsync("4 people");
        Assert.Equal(200, await page.NavigateAsync(() => page.GoBackAsync()));
    }

    /// <summary>Downloads the performance's reservations for a spreadsheet.</summary>
    private static async Task ExportAsync(IPage page, int performanceId)
    {
        await page.GotoAsync(new Uri(new Uri(page.Url), FormattableString.Invariant($"/staff/reservations?performance={performanceId}")).ToString());
        var download = await page.RunAndWaitForDownloadAsync(() => page.Button("Export to Excel").ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        var sheet = OpenedWorkbook.Of(await File.ReadAllBytesAsync(await download.PathAsync())).Sheets[0];
        Assert.Contains("Nobody in a hurry", sheet.Column("Name"));
        Assert.Contains("Zoë Müller", sheet.Column("Name"));
    }

    /// <summary>Occupies more seats than are free: refused with the list of affected parties first, then forced.</summary>
    private static async Task ReduceSeatsAsync(IPage page, BookingFlowApp app, int performanceId)
    {
        var before = await PerformanceAsync(app, performanceId);
        await page.GotoAsync(app.Address + FormattableString.Invariant($"/staff/performances/{performanceId}"));
        Assert.Equal(200, await page.FollowAsync(page.Link("Change seats")));
        await page.GetByLabel("Occupied seats").FillAsync(before.Room.Capacity.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByLabel("Reason").FillAsync("The orchestra sits in the stalls");
        Assert.Equal(409, await page.FollowAsync(page.Button("Save changes")));
        await Expect(page.Locator("main")).ToContainTextAsync("Nobody in a hurry");
        Assert.Equal(before.Version, (await PerformanceAsync(app, performanceId)).Version);

        await page.GetByLabel("Change seats anyway").CheckAsync();
        Assert.Equal(200, await page.FollowAsync(page.Button("Save changes")));
        await Expect(page.Locator("main")).ToContainTextAsync("The orchestra sits in the stalls");
        await Expect(page.Locator("main")).ToContainTextAsync("Bea Novak");
        var after = await PerformanceAsync(app, performanceId);
        Assert.Equal((before.Room.Capacity, before.ConfirmedSeats), (after.ManuallyOccupiedSeats, after.ConfirmedSeats));
    }

    private static async Task CancelWithMailAsync(IPage page, BookingFlowApp app)
    {
        await FindAsync(page, "zoe");
        Assert.Equal(200, await page.FollowAsync(page.Link("Cancel reservation")));
        await page.GetByLabel("Tell the party by email").CheckAsync();
        await page.GetByLabel("Reason").FillAsync("Asked for on the telephone");
        Assert.Equal(200, await page.FollowAsync(page.Locator("main form button[type=submit]")));
        await Expect(page.Locator(".reservation-state")).ToContainTextAsync("Cancelled");
        await app.WaitUntilMailIsSentAsync();
        Assert.Contains(await app.MailAsync(), mail => mail.Subject?.StartsWith("Reservation cancelled", StringComparison.Ordinal) == true);
    }

    private static Task<Performance> PerformanceAsync(BookingFlowApp app, int id) =>
        app.Database.ReadAsync(db => db.Performances.Include(p => p.Room).SingleAsync(p => p.Id == id));
}
