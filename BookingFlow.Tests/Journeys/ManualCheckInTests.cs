using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>What does not go by itself at the door: no code, a mistake, the wrong evening, no reservation. By clicking alone.</summary>
public sealed class ManualCheckInTests(ChromiumBrowser chromium)
{
    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desk)]
    public async Task Everybody_gets_in_whom_the_house_expects_and_some_whom_it_does_not(int width)
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        await using var doors = await chromium.WithoutScriptAsync(width);
        await using var desks = await chromium.WithoutScriptAsync(width);
        var (dora, bea) = (
            await SignedInAsync(doors, app, "door@bookingflow.example"), await SignedInAsync(desks, app, "boxoffice@bookingflow.example"));

        var party = await FindAndLetInAsync(dora, app);
        await UndoAsync(dora, bea, app, party);
        await MoveAsync(dora, bea, app);
        await WalkInAsync(dora);
    }

    private static async Task<IPage> SignedInAsync(IBrowserContext context, BookingFlowApp app, string who)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address + "/staff/login");
        Assert.Equal(200, await page.SignInAsync(who));
        return page;
    }

    // "My telephone is dead. Muller, Zoe; two of us are still parking."
    private static async Task<Reservation> FindAndLetInAsync(IPage dora, BookingFlowApp app)
    {
        var party = new AReservation().For(await PerformanceAsync(app, tonight: true)).Named("Zoë Müller").OfParty(5).Confirmed().Build();
        await app.StoredTicketAsync(party);
        await dora.GotoAsync(app.Address + "/staff/check-in/find");
        await dora.GetByLabel("Name, email address or reference").FillAsync("muller zoe");
        Assert.Equal(200, await dora.LeadsToAsync(() => dora.Keyboard.PressAsync("Enter")));
        Assert.Equal(200, await dora.FollowAsync(dora.Link("Zoë Müller")));
        await dora.GetByLabel("How many people are here?").FillAsync("3");
        Assert.Equal(200, await dora.FollowAsync(dora.Button("Check in")));
        await Expect(dora.Headline("Admit")).ToBeVisibleAsync();
        await Expect(dora.Locator("main")).ToContainTextAsync("Checked in: 3 of 5, 2 still to come");
        Assert.Equal(200, await dora.FollowAsync(dora.Button("Check in more people")));
        await Expect(dora.Locator("main")).ToContainTextAsync("Checked in: 5 of 5");
        return party;
    }

    private static async Task UndoAsync(IPage dora, IPage bea, BookingFlowApp app, Reservation party)
    {
        Assert.Equal(200, await dora.FollowAsync(dora.Link("Undo or correct check-in")));
        await dora.GetByLabel("Reason").FillAsync("It was the other party");
        Assert.Equal(200, await dora.FollowAsync(dora.Button("Correct check-in")));
        await Expect(dora.Locator("main")).ToContainTextAsync("Check-in undone");
        Assert.Equal(200, await dora.FollowAsync(dora.Button("Check in")));

        await app.Database.ReadAsync(db => db.CheckIns.ExecuteUpdateAsync(set => set.SetProperty(c => c.At, app.Now.AddMinutes(-2))));
        Assert.Equal(403, await dora.FollowAsync(dora.Link("Undo or correct check-in")));
        await Expect(dora.Locator("main")).ToContainTextAsync("Ask the box office");

        await bea.GotoAsync(app.Address + $"/staff/reservations/{party.Id}");
        await Expect(bea.Locator("main")).ToContainTextAsync("This party is checked in: 5 of 5.");
        Assert.Equal(200, await bea.FollowAsync(bea.Link("Undo or correct check-in")));
        await bea.GetByLabel("How many people are really here?").SelectOptionAsync("4");
        await bea.GetByLabel("Reason").FillAsync("One went home");
        Assert.Equal(200, await bea.FollowAsync(bea.Button("Correct check-in")));
        await Expect(bea.Locator("main")).ToContainTextAsync("Corrected: 4 people checked in");
    }

    private static async Task MoveAsync(IPage dora, IPage bea, BookingFlowApp app)
    {
        var party = new AReservation().For(await PerformanceAsync(app, tonight: false)).Named("Søren Wrong").Confirmed().Build();
        var ticket = await app.StoredTicketAsync(party);
        await dora.GotoAsync(app.Address + "/staff/check-in");
        Assert.Equal(409, await dora.ScanAsync(app.Address + Story.CheckInPath(ticket)));

        await bea.GotoAsync(app.Address + $"/staff/check-in/parties/{party.Id}");
        Assert.Equal(200, await bea.FollowAsync(bea.Link("Move to tonight")));
        Assert.Equal(200, await bea.FollowAsync(bea.Button("Move party")));
        await Expect(bea.Locator("main")).ToContainTextAsync("Moved. The ticket is now for this performance.");

        Assert.Equal(200, await dora.ScanAsync(app.Address + Story.CheckInPath(ticket)));
        await Expect(dora.Headline("Admit")).ToBeVisibleAsync();
        await dora.GotoAsync(app.Address + $"/staff/check-in/parties/{party.Id}");
    }

    private static async Task WalkInAsync(IPage dora)
    {
        Assert.Equal(200, await dora.FollowAsync(dora.Link("Add walk-in")));
        await dora.GetByLabel("Party size").FillAsync("99");
        Assert.Equal(409, await dora.FollowAsync(dora.Button("Add and check in")));
        await Expect(dora.Locator("main")).ToContainTextAsync("seats are left. Nothing has been changed.");
        await dora.GetByLabel("Party size").FillAsync("2");
        Assert.Equal(200, await dora.FollowAsync(dora.Button("Add and check in")));
        await Expect(dora.Locator(".outcome--in")).ToContainTextAsync("2 people");
        await Expect(dora.GetByLabel("Party size")).ToHaveValueAsync("");
    }

    private static async Task<Performance> PerformanceAsync(BookingFlowApp app, bool tonight) => (await app.Database.ReadAsync(db =>
        db.Performances.Include(p => p.Show)
            .Include(p => p.Room)
            .OrderBy(p => p.StartsAt)
            .Where(p => tonight || p.StartsAt > app.Now.AddDays(2))
            .FirstAsync()))!;
}
