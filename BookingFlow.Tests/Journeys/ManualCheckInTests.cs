using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// Check-in that a scan cannot do: a party without its code, a check-in by mistake, a ticket for another performance, a walk-in. By clicking
/// alone, in a browser without script.
/// </summary>
public sealed class ManualCheckInTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Steward_finds_a_party_by_name_undoes_a_check_in_and_adds_a_walk_in_and_the_box_office_moves_a_party()
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        await using var stewards = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        await using var boxOffices = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var (steward, boxOffice) = (
            await SignedInAsync(stewards, app, "door@bookingflow.example"), await SignedInAsync(boxOffices, app, "boxoffice@bookingflow.example"));

        var party = await FindAndCheckInAsync(steward, app);
        await UndoAsync(steward, boxOffice, app, party);
        await MoveAsync(steward, boxOffice, app);
        await WalkInAsync(steward, app);
    }

    private static async Task<IPage> SignedInAsync(IBrowserContext context, BookingFlowApp app, string email)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.Address + "/staff/login");
        Assert.Equal(200, await page.SignInAsync(email));
        return page;
    }

    /// <summary>A party without its code is found by name, without the umlaut, and checked in in two parts.</summary>
    private static async Task<Reservation> FindAndCheckInAsync(IPage steward, BookingFlowApp app)
    {
        var party = new AReservation().For(await PerformanceAsync(app, tonight: true)).Named("Zoë Müller").OfParty(5).Confirmed().Build();
        await app.AddTicketAsync(party);
        await steward.GotoAsync(app.Address + "/staff/check-in/find");
        await steward.GetByLabel("Name, email address or reference").FillAsync("muller zoe");
        Assert.Equal(200, await steward.NavigateAsync(() => steward.Keyboard.PressAsync("Enter")));
        Assert.Equal(200, await steward.FollowAsync(steward.Link("Zoë Müller")));
        await steward.GetByLabel("How many people are here?").FillAsync("3");
        Assert.Equal(200, await steward.FollowAsync(steward.Button("Check in")));
        await Expect(steward.Headline("Admit")).ToBeVisibleAsync();
        await Expect(steward.Locator("main")).ToContainTextAsync("Checked in: 3 of 5, 2 still to come");
        Assert.Equal(200, await steward.FollowAsync(steward.Button("Check in more people")));
        await Expect(steward.Locator("main")).ToContainTextAsync("Checked in: 5 of 5");
        return party;
    }

    /// <summary>The steward may undo a check-in only shortly after it; later only the box office can correct it.</summary>
    private static async Task UndoAsync(IPage steward, IPage boxOffice, BookingFlowApp app, Reservation party)
    {
        Assert.Equal(200, await steward.FollowAsync(steward.Link("Undo or correct check-in")));
        await steward.GetByLabel("Reason").FillAsync("It was the other party");
        Assert.Equal(200, await steward.FollowAsync(steward.Button("Correct check-in")));
        await Expect(steward.Locator("main")).ToContainTextAsync("Check-in undone");
        Assert.Equal(200, await steward.FollowAsync(steward.Button("Check in")));

        await app.Database.ReadAsync(db => db.CheckIns.ExecuteUpdateAsync(set => set.SetProperty(c => c.At, app.Now.AddMinutes(-2))));
        Assert.Equal(403, await steward.FollowAsync(steward.Link("Undo or correct check-in")));
        await Expect(steward.Locator("main")).ToContainTextAsync("Ask the box office");

        await boxOffice.GotoAsync(app.Address + $"/staff/reservations/{party.Id}");
        await Expect(boxOffice.Locator("main")).ToContainTextAsync("This party is checked in: 5 of 5.");
        Assert.Equal(200, await boxOffice.FollowAsync(boxOffice.Link("Undo or correct check-in")));
        await boxOffice.GetByLabel("How many people are really here?").SelectOptionAsync("4");
        await boxOffice.GetByLabel("Reason").FillAsync("One went home");
        Assert.Equal(200, await boxOffice.FollowAsync(boxOffice.Button("Correct check-in")));
        await Expect(boxOffice.Locator("main")).ToContainTextAsync("Corrected: 4 people checked in");
    }

    /// <summary>A ticket for another performance is refused at the door, until the box office moves the party to tonight.</summary>
    private static async Task MoveAsync(IPage steward, IPage boxOffice, BookingFlowApp app)
    {
        var party = new AReservation().For(await PerformanceAsync(app, tonight: false)).Named("Søren Wrong").Confirmed().Build();
        var ticket = await app.AddTicketAsync(party);
        await steward.GotoAsync(app.Address + "/staff/check-in");
        Assert.Equal(409, await steward.ScanAsync(app.Address + VisitorSteps.CheckInPath(ticket)));

        await boxOffice.GotoAsync(app.Address + $"/staff/check-in/parties/{party.Id}");
        Assert.Equal(200, await boxOffice.FollowAsync(boxOffice.Link("Move to tonight")));
        await ChooseTonightAsync(boxOffice, app);
        Assert.Equal(200, await boxOffice.FollowAsync(boxOffice.Button("Move party")));
        await Expect(boxOffice.Locator("main")).ToContainTextAsync("Moved. The ticket is now for this performance.");

        Assert.Equal(200, await steward.ScanAsync(app.Address + VisitorSteps.CheckInPath(ticket)));
        await Expect(steward.Headline("Admit")).ToBeVisibleAsync();
        await steward.GotoAsync(app.Address + $"/staff/check-in/parties/{party.Id}");
    }

    /// <summary>A walk-in that exceeds the seats left is refused; one that fits is added and checked in.</summary>
    private static async Task WalkInAsync(IPage steward, BookingFlowApp app)
    {
        Assert.Equal(200, await steward.FollowAsync(steward.Link("Add walk-in")));
        await ChooseTonightAsync(steward, app);
        await steward.GetByLabel("Party size").FillAsync("99");
        Assert.Equal(409, await steward.FollowAsync(steward.Button("Add and check in")));
        await Expect(steward.Locator("main")).ToContainTextAsync("seats are left. Nothing has been changed.");
        await steward.GetByLabel("Party size").FillAsync("2");
        Assert.Equal(200, await steward.FollowAsync(steward.Button("Add and check in")));
        await Expect(steward.Locator(".outcome--in")).ToContainTextAsync("2 people");
        await Expect(steward.GetByLabel("Party size")).ToHaveValueAsync("");
    }

    // It is preselected only while no other performance starts within 24 hours; in the evening tomorrow's does.
    private static async Task ChooseTonightAsync(IPage page, BookingFlowApp app) =>
        await page.Locator("#Performance").SelectOptionAsync($"{(await PerformanceAsync(app, tonight: true)).Id}");

    /// <param name="tonight">True for the next performance, false for the next that starts in more than two days.</param>
    private static async Task<Performance> PerformanceAsync(BookingFlowApp app, bool tonight) => (await app.Database.ReadAsync(db =>
        db.Performances.Include(p => p.Show)
            .Include(p => p.Room)
            .OrderBy(p => p.StartsAt)
            .Where(p => tonight || p.StartsAt > app.Now.AddDays(2))
            .FirstAsync()))!;
}
