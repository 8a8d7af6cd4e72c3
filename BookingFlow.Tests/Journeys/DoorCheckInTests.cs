using BookingFlow.Web.Data.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>A quarter of an hour at the door, in a real browser without script, on a phone and at a desk.</summary>
public sealed class DoorCheckInTests(ChromiumBrowser chromium)
{
    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desk)]
    public async Task A_scanner_types_one_ticket_after_the_other_and_nobody_touches_anything(int width)
    {
        await using var app = await StartAsync();
        var (here, there) = (
            await app.AddAsync(app.APerformanceTonight()), await app.AddAsync(app.APerformanceTonight().In(new ARoom().Named("The Attic").Build())));
        var (ada, grace, emmy) = (
            await TicketAsync(app, here, "Ada Lovelace"), await TicketAsync(app, here, "Grace Hopper"),
            await TicketAsync(app, there, "Emmy Noether"));
        await using var dora = await chromium.WithoutScriptAsync(width);
        var station = await StationAsync(app, dora);
        await station.GetByLabel("Door name").FillAsync("Main entrance");
        await station.GetByLabel("Performance at this door").SelectOptionAsync($"{here.Id}");
        Assert.Equal(200, await station.FollowAsync(station.Button("Save door settings")));

        foreach (var (code, status, told) in new[]
        {
            (ada, 200, "Admit"), (grace, 200, "Admit"), (emmy, 409, "Wrong performance"), (ada, 409, "Already checked in"),
            ("https://elsewhere.example/menu", 404, "Not our code"), ("muller", 404, "Not our ticket"),
        })
        {
            Assert.Equal(status, await station.ScanAsync(code));
            await Expect(station.Headline(told)).ToBeInViewportAsync(new() { Ratio = 1 });
            await Expect(station.GetByLabel("Scan a ticket")).ToBeFocusedAsync();
            await Expect(station.GetByLabel("Scan a ticket")).ToBeInViewportAsync(new() { Ratio = 1 });
        }

        await Expect(station.Locator(".last-scan")).ToHaveCountAsync(6);
        await Expect(station.Locator(".door-count-arrived")).ToHaveTextAsync("4");
        await Expect(station.Link("Find “muller” in tonight’s parties")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desk)]
    public async Task The_camera_opens_the_ticket_and_one_press_of_the_thumb_lets_in(int width)
    {
        await using var app = await StartAsync();
        var code = await TicketAsync(app, await app.AddAsync(app.APerformanceTonight()), "Ada Lovelace");
        await using var phone = await chromium.WithoutScriptAsync(width);
        var page = await phone.NewPageAsync();
        await page.GotoAsync(code);
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Ada");
        Assert.Equal(200, await page.FollowAsync(page.Link("sign in")));
        Assert.Equal(200, await page.SignInAsync());
        await Expect(page.Headline("Ada Lovelace")).ToBeVisibleAsync();

        var button = page.Button("Check in 2 people");
        await Expect(button).ToBeInViewportAsync(new() { Ratio = 1 });
        var box = (await button.BoundingBoxAsync())!;
        Assert.True(box.Height >= 64, "The button is too small for a thumb.");
        if (width == ChromiumBrowser.Phone)
        {
            Assert.InRange(box.Y + box.Height, 844 - 40, 844);
        }

        Assert.Equal(200, await page.FollowAsync(button));
        await Expect(page.Headline("Admit")).ToBeInViewportAsync();

        // The camera opens the next tab: still signed in, and told that they are inside.
        var next = await phone.NewPageAsync();
        Assert.Equal(409, (await next.GotoAsync(code))!.Status);
        await Expect(next.Headline("Already checked in")).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desk)]
    public async Task Three_of_five_are_here_and_the_rest_come_one_by_one(int width)
    {
        await using var app = await StartAsync();
        var code = await TicketAsync(app, await app.AddAsync(app.APerformanceTonight()), "Zoë Müller", people: 5);
        await using var dora = await chromium.WithoutScriptAsync(width);
        var phone = await StationAsync(app, dora);
        await phone.GotoAsync(code);
        Assert.Equal(200, await phone.FollowAsync(phone.Button("Check in 3 people")));
        await Expect(phone.Locator(".outcome")).ToContainTextAsync("3 of 5 checked in, 2 still to come");

        // The others come to the station, by the same ticket.
        await phone.GotoAsync(app.Address + "/staff/check-in");
        Assert.Equal(409, await phone.ScanAsync(code));
        await Expect(phone.Locator(".outcome")).ToContainTextAsync("2 still to come");
        await Expect(phone.Button("Check in 1 more person")).ToBeInViewportAsync();
        Assert.Equal(200, await phone.FollowAsync(phone.Button("Check in 1 more person")));
        await Expect(phone.Locator(".outcome")).ToContainTextAsync("4 of 5 checked in, 1 still to come");
        Assert.Equal(409, await phone.ScanAsync(code));
        Assert.Equal(200, await phone.FollowAsync(phone.Button("Check in 1 more person")));
        await Expect(phone.Locator(".outcome")).ToContainTextAsync("5 of 5 checked in");
        Assert.Equal(409, await phone.ScanAsync(code));
        await Expect(phone.Button("more")).ToHaveCountAsync(0);
        Assert.Equal(5, await app.Database.ReadAsync(db => db.CheckIns.Select(c => c.People).SingleAsync()));
    }

    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desk)]
    public async Task Two_stewards_scan_the_same_tickets_at_once_and_each_party_comes_in_once(int width)
    {
        await using var app = await StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        await using var doras = await chromium.WithoutScriptAsync(width);
        await using var ottos = await chromium.WithoutScriptAsync(width);
        var (dora, otto) = (await StationAsync(app, doras), await StationAsync(app, ottos, "boxoffice@bookingflow.example"));
        for (var i = 0; i < 5; i++)
        {
            var code = await TicketAsync(app, tonight, $"Party {i}");
            Assert.Equal([200, 409], (await Task.WhenAll(dora.ScanAsync(code), otto.ScanAsync(code))).Order());
        }

        Assert.Equal(5, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
        Assert.Equal(5, await app.Database.ReadAsync(db => db.ScanEvents.CountAsync(e => e.Outcome == ScanOutcome.AlreadyCheckedIn)));
    }

    // The demo season only for its staff.
    private static Task<BookingFlowApp> StartAsync() => BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));

    private static async Task<IPage> StationAsync(BookingFlowApp app, IBrowserContext browser, string email = "door@bookingflow.example")
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(app.Address + "/staff/login?returnUrl=/staff/check-in");
        Assert.Equal(200, await page.SignInAsync(email, DemoSeason.StaffPassword));
        await Expect(page.GetByLabel("Scan a ticket")).ToBeFocusedAsync();
        return page;
    }

    private static async Task<string> TicketAsync(BookingFlowApp app, Performance performance, string name, int people = 2) =>
        app.Address + Story.CheckInPath(
            await app.StoredTicketAsync(new AReservation().For(performance).Named(name).OfParty(people).CreatedAt(app.Now).Confirmed(app.Now).Build()));
}
