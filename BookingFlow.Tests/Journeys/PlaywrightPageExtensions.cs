using BookingFlow.Web.Data.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>What people do in a browser, in the words of the journeys.</summary>
public static class PlaywrightPageExtensions
{
    public static ILocator Link(this IPage page, string text) => page.GetByRole(AriaRole.Link, new() { Name = text });

    public static ILocator Button(this IPage page, string text) => page.GetByRole(AriaRole.Button, new() { Name = text });

    public static ILocator Headline(this IPage page, string text) => page.GetByRole(AriaRole.Heading, new() { Name = text });

    /// <summary>A way in the staff's own navigation.</summary>
    public static ILocator Menu(this IPage page, string text) =>
        page.Locator("nav.staff-nav").GetByRole(AriaRole.Link, new() { Name = text, Exact = true });

    /// <summary>Does something that leads to a page, and waits for that page's answer; redirects on the way are followed.</summary>
    /// <returns>The page's status.</returns>
    public static async Task<int> LeadsToAsync(this IPage page, Func<Task> act)
    {
        var answer = await page.RunAndWaitForResponseAsync(
            act, response => response.Request.IsNavigationRequest && response.Frame == page.MainFrame && response.Status is < 300 or >= 400);
        await answer.FinishedAsync();
        return answer.Status;
    }

    /// <summary>Clicks, and waits for the page that it leads to.</summary>
    /// <returns>The page's status.</returns>
    public static Task<int> FollowAsync(this IPage page, ILocator what) => page.LeadsToAsync(() => what.ClickAsync());

    /// <summary>Fills in the reservation form that is open, and sends it.</summary>
    public static async Task<int> ReserveAsync(this IPage page, string name, string email, int people)
    {
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Party size").FillAsync(people.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return await page.FollowAsync(page.Button("Reserve"));
    }

    /// <summary>Signs in the steward of the demo season, on the login page that is open.</summary>
    public static async Task<int> SignInAsync(this IPage page, string email = "door@bookingflow.example", string password = DemoSeason.StaffPassword)
    {
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        return await page.FollowAsync(page.Button("Sign in"));
    }

    /// <summary>At the scan station, what a scanner does: it types, once the field has the focus by itself, and presses Enter.</summary>
    public static async Task<int> ScanAsync(this IPage station, string code)
    {
        await Expect(station.GetByLabel("Scan a ticket")).ToBeFocusedAsync();
        await station.Keyboard.TypeAsync(code);
        return await station.LeadsToAsync(() => station.Keyboard.PressAsync("Enter"));
    }

    /// <summary>In the trial mailbox: reloads, bounded, until a mail is there, and opens it.</summary>
    public static async Task OpenMailAsync(this IPage mailbox, string subject)
    {
        var mail = mailbox.GetByRole(AriaRole.Link, new() { Name = subject });
        for (var i = 0; i < 100 && await mail.CountAsync() == 0; i++)
        {
            await Task.Delay(100);
            await mailbox.ReloadAsync();
        }

        await mailbox.FollowAsync(mail.First);
        await Expect(mailbox.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(subject);
    }
}
