using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>A subscription of three performances, in a real browser without JavaScript, from the show's page to the tickets.</summary>
public sealed class SeveralPerformancesTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Three_performances_are_reserved_with_one_form_and_one_that_is_refused_is_confirmed_with_fewer_people()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var show = new AShow().Build();
        show.SeveralAtOnce = true;
        Performance[] evenings =
        [
            .. new[] { 7, 14, 21 }.Select(day => app.APerformanceTonight().Of(show).WithCapacity(6).At(app.Now.AddDays(day)).Build()),
        ];
        await app.Database.AddAsync([.. evenings]);
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await visitors.NewPageAsync();
        await page.GotoAsync($"{app.Address}/shows/{show.Slug}");
        Assert.Equal(200, await page.FollowAsync(page.Link("Reserve several performances at once")));
        await page.GetByLabel("Name").FillAsync("Ada Lovelace");
        await page.GetByLabel("Email address").FillAsync("ada@visitors.example");
        var people = page.GetByLabel("Party size");
        await people.Nth(0).FillAsync("2");
        await people.Nth(1).FillAsync("7");
        await people.Nth(2).FillAsync("2");

        Assert.Equal(409, await page.FollowAsync(page.Button("Reserve")));
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("Only 6 seats left");
        await Expect(people.Nth(0)).ToHaveValueAsync("2");
        await people.Nth(1).FillAsync("4");
        Assert.Equal(200, await page.FollowAsync(page.Button("Reserve")));
        await Expect(page.Headline("Check your email")).ToBeVisibleAsync();
        await Expect(page.Locator(".performances > li")).ToHaveCountAsync(3);

        // Somebody else takes seats of the second performance meanwhile.
        await app.Database.ReadAsync(db => db.Performances.Where(p => p.Id == evenings[1].Id)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.ManuallyOccupiedSeats, 3)));
        await page.GotoAsync(app.Address + await app.GetConfirmationLinkAsync());
        Assert.Equal(200, await page.FollowAsync(page.Button("Confirm 4 seats")));
        await Expect(page.Headline("Your reservations")).ToBeVisibleAsync();
        var all = page.Url;
        var rows = page.Locator(".performances > li");
        await Expect(rows.Nth(0)).ToContainTextAsync("Your seats are confirmed");
        await Expect(rows.Nth(1)).ToContainTextAsync("Only 3 seats left");
        await Expect(rows.Nth(2)).ToContainTextAsync("Your seats are confirmed");

        Assert.Equal(200, await page.FollowAsync(rows.Nth(1).GetByRole(AriaRole.Button)));
        Assert.Equal(409, await page.FollowAsync(page.Button("Confirm 4 seats")));
        Assert.Equal(200, await page.FollowAsync(page.Button("Confirm the last 3 seats")));
        HashSet<string> tickets = [];
        for (var i = 0; i < 3; i++)
        {
            await page.GotoAsync(all);
            Assert.Equal(200, await page.FollowAsync(rows.Nth(i).GetByRole(AriaRole.Button, new() { Name = "View your ticket" })));
            await Expect(page.Locator("main")).ToContainTextAsync(i == 1 ? "3 people" : "2 people");
            tickets.Add(page.Url);
        }

        Assert.Equal(3, tickets.Count);
        Assert.Equal(7, await app.Database.ReadAsync(db => db.Performances.SumAsync(p => p.ConfirmedSeats)));
    }
}
