using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>An evening at the desk in the demo season: the telephone, the counter and the mail that never came, by clicking alone.</summary>
public sealed class BoxOfficeTests(ChromiumBrowser chromium)
{
    [Theory]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(ChromiumBrowser.Desk)]
    public async Task From_the_first_call_to_the_last_seat(int width)
    {
        await using var app = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        var tonight = (
            await app.Database.ReadAsync(db => db.Performances.Include(p => p.Show).Include(p => p.Room).OrderBy(p => p.StartsAt).FirstAsync()))!;
        using (var visitor = app.Visitor())
        {
            Assert.Equal(303, (await visitor.ReserveAsync(tonight.Id, people: 2, name: "Zoë Müller", email: "zoe@visitors.exmaple")).Status);
        }

        await using var desks = await chromium.WithoutScriptAsync(width);
        var bea = await desks.NewPageAsync();
        await bea.GotoAsync(app.Address + "/staff/login");
        Assert.Equal(200, await bea.SignInAsync("boxoffice@bookingflow.example"));
        await Expect(bea.Headline("Tonight")).ToBeVisibleAsync();

        await MendTheAddressAndConfirmAsync(bea, app);
        await BringAFriendAsync(bea);
        await SellWithoutAnAddressAsync(bea, tonight.Id);
        await TakeSeatsAwayAsync(bea, app, tonight.Id);
        await CancelAndTellAsync(bea, app);
        Assert.Equal(200, await bea.FollowAsync(bea.Button("Sign out").First));
        Assert.Equal(200, await bea.LeadsToAsync(() => bea.GotoAsync(app.Address + "/staff/reservations")));
        await Expect(bea.Headline("Staff sign-in")).ToBeVisibleAsync();
    }

    private static async Task FindAsync(IPage bea, string text)
    {
        Assert.Equal(200, await bea.FollowAsync(bea.Menu("Reservations")));
        await bea.GetByLabel("Name, email address or reference").FillAsync(text);
        Assert.Equal(200, await bea.FollowAsync(bea.Button("Search")));
        Assert.Equal(200, await bea.FollowAsync(bea.Locator("table.list tbody a").First));
    }

    // "I never got a mail. My name is Muller, Zoe." The address was mistyped.
    private static async Task MendTheAddressAndConfirmAsync(IPage bea, BookingFlowApp app)
    {
        await FindAsync(bea, "muller zoe");
        await Expect(bea.Headline("Zoë Müller")).ToBeVisibleAsync();
        Assert.Equal(200, await bea.FollowAsync(bea.Link("Correct email address")));
        await bea.GetByLabel("Email address").FillAsync("zoe at visitors");
        Assert.Equal(400, await bea.FollowAsync(bea.Locator("main form button[type=submit]")));
        await bea.GetByLabel("Email address").FillAsync("zoe@visitors.example");
        Assert.Equal(200, await bea.FollowAsync(bea.Locator("main form button[type=submit]")));
        Assert.Equal(200, await bea.FollowAsync(bea.Button("Confirm reservation")));
        await Expect(bea.Locator(".story")).ToContainTextAsync("Confirmed by the box office, by Bea Novak");
        await app.AllMailIsOutAsync();
        Assert.Contains(
            await app.MailAsync(),
            mail =>
                mail.To.Mailboxes.Any(to => to.Address == "zoe@visitors.example")
                    && mail.Subject?.StartsWith("Your ticket", StringComparison.Ordinal) == true);
    }

    private static async Task BringAFriendAsync(IPage bea)
    {
        Assert.Equal(200, await bea.FollowAsync(bea.Link("Change party size")));
        await bea.GetByLabel("Party size").FillAsync("3");
        Assert.Equal(200, await bea.FollowAsync(bea.Locator("main form button[type=submit]")));
        await Expect(bea.Locator(".story")).ToContainTextAsync("Party size changed");
        await Expect(bea.Locator("main")).ToContainTextAsync("3 people");
    }

    private static async Task SellWithoutAnAddressAsync(IPage bea, int performanceId)
    {
        Assert.Equal(200, await bea.FollowAsync(bea.Menu("Reservations")));
        Assert.Equal(200, await bea.FollowAsync(bea.Link("Add reservation")));
        await bea.GetByLabel("Performance").SelectOptionAsync(performanceId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await bea.GetByLabel("Name").FillAsync("Nobody in a hurry");
        await bea.GetByLabel("Party size").FillAsync("4");
        Assert.Equal(200, await bea.FollowAsync(bea.Button("Add reservation")));
        Assert.Equal(200, await bea.FollowAsync(bea.Button("Print ticket")));
        await Expect(bea.Locator(".ticket")).ToContainTextAsync("4 people");
        Assert.Equal(200, await bea.LeadsToAsync(() => bea.GoBackAsync()));
    }

    // Half of the room is needed for the orchestra: the house is asked twice, and nothing is changed by surprise.
    private static async Task TakeSeatsAwayAsync(IPage bea, BookingFlowApp app, int performanceId)
    {
        var before = await PerformanceAsync(app, performanceId);
        await bea.GotoAsync(app.Address + FormattableString.Invariant($"/staff/performances/{performanceId}"));
        Assert.Equal(200, await bea.FollowAsync(bea.Link("Change seats")));
        await bea.GetByLabel("Occupied seats").FillAsync(before.Room.Capacity.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await bea.GetByLabel("Reason").FillAsync("The orchestra sits in the stalls");
        Assert.Equal(409, await bea.FollowAsync(bea.Button("Save changes")));
        await Expect(bea.Locator("main")).ToContainTextAsync("Nobody in a hurry");
        Assert.Equal(before.Version, (await PerformanceAsync(app, performanceId)).Version);

        await bea.GetByLabel("Change seats anyway").CheckAsync();
        Assert.Equal(200, await bea.FollowAsync(bea.Button("Save changes")));
        await Expect(bea.Locator("main")).ToContainTextAsync("The orchestra sits in the stalls");
        await Expect(bea.Locator("main")).ToContainTextAsync("Bea Novak");
        var after = await PerformanceAsync(app, performanceId);
        Assert.Equal((before.Room.Capacity, before.ConfirmedSeats), (after.ManuallyOccupiedSeats, after.ConfirmedSeats));
    }

    private static async Task CancelAndTellAsync(IPage bea, BookingFlowApp app)
    {
        await FindAsync(bea, "zoe");
        Assert.Equal(200, await bea.FollowAsync(bea.Link("Cancel reservation")));
        await bea.GetByLabel("Tell the party by email").CheckAsync();
        await bea.GetByLabel("Reason").FillAsync("Asked for on the telephone");
        Assert.Equal(200, await bea.FollowAsync(bea.Locator("main form button[type=submit]")));
        await Expect(bea.Locator(".reservation-state")).ToContainTextAsync("Cancelled");
        await app.AllMailIsOutAsync();
        Assert.Contains(await app.MailAsync(), mail => mail.Subject?.StartsWith("Reservation cancelled", StringComparison.Ordinal) == true);
    }

    private static Task<Performance> PerformanceAsync(BookingFlowApp app, int id) =>
        app.Database.ReadAsync(db => db.Performances.Include(p => p.Room).SingleAsync(p => p.Id == id));
}
