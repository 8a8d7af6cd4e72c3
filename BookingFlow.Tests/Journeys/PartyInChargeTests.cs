using BookingFlow.Web.UseCases.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>What a party does with its own reservation, in a real browser without JavaScript, from the links in its mails.</summary>
public sealed class PartyInChargeTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Given_back_seats_go_to_the_first_waiting_party_that_fits()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddDays(7)).WithCapacity(3));
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await visitors.NewPageAsync();
        await ReserveAndConfirmAsync(app, page, performance, "Ada", people: 3);
        var ada = await PartyLinkAsync(app, "ada@visitors.example", "Your ticket");
        await JoinAsync(app, page, performance, "Bo", people: 4);
        await JoinAsync(app, page, performance, "Cy", people: 2);
        await Expect(page.Headline("You are number 2 on the waiting list")).ToBeVisibleAsync();
        await page.GotoAsync(app.Address + "/");
        await Expect(page.Locator("main")).ToContainTextAsync("Sold out, 6 people waiting");

        await page.GotoAsync(ada);
        Assert.Equal(200, await page.FollowAsync(page.Button("Cancel and release 3 seats")));

        await Expect(page.Headline("You have cancelled this reservation")).ToBeVisibleAsync();
        await page.GotoAsync(await LinkAsync(app, "cy@visitors.example", "Seats for you", "/tickets/"));
        await Expect(page.Locator("main")).ToContainTextAsync("2 people");
        Assert.DoesNotContain(await app.MailAsync(6), mail =>
            mail.To.Mailboxes.Single().Address == "bo@visitors.example" && mail.Subject!.StartsWith("Seats", StringComparison.Ordinal));
        await page.GotoAsync(ada);
        Assert.Equal(409, await page.FollowAsync(page.Button("Take back 3 seats")));
        await Expect(page.Locator("main")).ToContainTextAsync("There is only 1 seat left");
    }

    [Fact]
    public async Task A_party_shrinks_but_cannot_grow_for_want_of_seats()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddDays(7)).WithCapacity(4));
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await visitors.NewPageAsync();
        await ReserveAndConfirmAsync(app, page, performance, "Ada", people: 3);
        await page.GotoAsync(await PartyLinkAsync(app, "ada@visitors.example", "Your ticket"));

        await page.GetByLabel("Party size").FillAsync("6");
        Assert.Equal(409, await page.FollowAsync(page.Button("Change party size")));
        await Expect(page.GetByLabel("Party size")).ToHaveValueAsync("6");
        await Expect(page.Locator("main")).ToContainTextAsync("There is only 1 seat left");
        await page.GetByLabel("Party size").FillAsync("2");
        Assert.Equal(200, await page.FollowAsync(page.Button("Change party size")));

        await Expect(page.Locator("[role=status]").First).ToContainTextAsync("Your reservation is now for 2 people.");
    }

    [Fact]
    public async Task A_reminder_is_answered_with_fewer_people_and_afterwards_the_data_is_erased()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddHours(20)).WithCapacity(4));
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await visitors.NewPageAsync();
        await ReserveAndConfirmAsync(app, page, performance, "Ada", people: 3);
        // It reserved long ago, so that it is reminded.
        await app.Database.ReadAsync(db => db.Reservations.ExecuteUpdateAsync(set => set.SetProperty(r => r.CreatedAt, app.Now.AddDays(-10))));
        await app.Services.GetRequiredService<RemindParties>().RunAsync(CancellationToken.None);

        await page.GotoAsync(await LinkAsync(app, "ada@visitors.example", "Reminder", "#change"));
        await page.GetByLabel("Party size").FillAsync("1");
        Assert.Equal(200, await page.FollowAsync(page.Button("Change party size")));
        await Expect(page.Locator("[role=status]").First).ToContainTextAsync("Your reservation is now for 1 person.");
        Assert.Equal(200, await page.FollowAsync(page.Button("Cancel and release 1 seat")));
        Assert.Equal(200, await page.FollowAsync(page.Button("Erase my personal data now")));

        await Expect(page.Locator("main")).Not.ToContainTextAsync("Ada");
        Assert.Equal("", await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Name).SingleAsync()));
    }

    private static async Task ReserveAndConfirmAsync(BookingFlowApp app, IPage page, Performance performance, string name, int people)
    {
        var email = $"{name.ToLowerInvariant()}@visitors.example";
        await page.GotoAsync(app.Address + FormattableString.Invariant($"/performances/{performance.Id}/reserve"));
        Assert.Equal(200, await page.ReserveAsync(name, email, people));
        await page.GotoAsync(await LinkAsync(app, email, "Confirm your seats", "/reservations/confirm/"));
        Assert.Equal(200, await page.FollowAsync(page.Button($"Confirm {people} seats")));
    }

    private static async Task JoinAsync(BookingFlowApp app, IPage page, Performance performance, string name, int people)
    {
        var email = $"{name.ToLowerInvariant()}@visitors.example";
        await page.GotoAsync(app.Address + FormattableString.Invariant($"/performances/{performance.Id}/reserve"));
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Party size").FillAsync($"{people}");
        Assert.Equal(200, await page.FollowAsync(page.Button("Join the waiting list")));
        await page.GotoAsync(await LinkAsync(app, email, "Join the waiting list", "/reservations/confirm/"));
        Assert.Equal(200, await page.FollowAsync(page.Button("Join the waiting list")));
    }

    private static Task<string> PartyLinkAsync(BookingFlowApp app, string email, string subject) => LinkAsync(app, email, subject, "/party/");

    /// <summary>Waits for a mail and returns the first address in it that contains a text.</summary>
    private static async Task<string> LinkAsync(BookingFlowApp app, string email, string subject, string part)
    {
        for (var i = 0; i < 200; i++)
        {
            var mail = (await app.MailAsync(0)).FirstOrDefault(m =>
                m.To.Mailboxes.Single().Address == email && m.Subject!.StartsWith(subject, StringComparison.Ordinal));
            if (mail is not null)
            {
                return mail.TextBody!.Split((char[]?)null).First(word => word.Contains(part, StringComparison.Ordinal))
                    .Replace(BookingFlowApp.PublicBaseUrl, app.Address, StringComparison.Ordinal);
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"No mail \"{subject}\" to {email} after twenty seconds.");
    }
}
