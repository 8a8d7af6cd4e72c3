using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>A visitor mistypes the email address, corrects it on the pending page, and confirms with the link in the second mail.</summary>
public sealed class MistypedEmailAddressTests(ChromiumBrowser chromium)
{
    [Fact]
    public async Task Correcting_the_email_address_sends_a_new_confirmation_link_and_invalidates_the_first()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        await using var visitors = await chromium.WithoutScriptAsync(ChromiumBrowser.Phone);
        var page = await visitors.NewPageAsync();
        await page.GotoAsync(app.Address + FormattableString.Invariant($"/performances/{performance.Id}/reserve"));
        Assert.Equal(200, await page.ReserveAsync("Ada Lovelace", "ada@visitors.exmaple", people: 2));
        await Expect(page.Locator("main")).ToContainTextAsync("ada@visitors.exmaple");
        var firstLink = await app.GetConfirmationLinkAsync();
        await app.WaitUntilMailIsSentAsync();
        Assert.Equal(200, await page.NavigateAsync(() => page.ReloadAsync()));
        await Expect(page.Locator(".mail-fate")).ToContainTextAsync("Sent at");

        await page.GetByLabel("Email address").FillAsync("ada at visitors");
        Assert.Equal(400, await page.FollowAsync(page.Button("Update email address")));
        await Expect(page.GetByLabel("Email address")).ToHaveValueAsync("ada at visitors");
        await page.GetByLabel("Email address").FillAsync("ada@visitors.example");
        Assert.Equal(200, await page.FollowAsync(page.Button("Update email address")));
        await Expect(page.Locator(".panel")).ToContainTextAsync("ada@visitors.example");

        var secondMail = (await app.MailAsync(2)).Single(mail => mail.To.Mailboxes.Single().Address == "ada@visitors.example");
        var secondLink = secondMail.TextBody!.Split((char[]?)null).First(word => word.Contains("/reservations/confirm/", StringComparison.Ordinal));
        Assert.Equal(404, await page.NavigateAsync(() => page.GotoAsync(app.Address + firstLink)));
        Assert.Equal(200, await page.NavigateAsync(() => page.GotoAsync(secondLink)));
        Assert.Equal(200, await page.FollowAsync(page.Button("Confirm 2 seats")));
        await Expect(page.Headline("Your seats are confirmed")).ToBeVisibleAsync();
        await page.GotoAsync(app.Address + "/reservations/pending");
        await Expect(page.Headline("Your seats are confirmed")).ToBeVisibleAsync();
    }
}
