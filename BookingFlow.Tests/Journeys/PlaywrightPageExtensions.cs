using System.Text.RegularExpressions;
using BookingFlow.Web.Data.Demo;
using BookingFlow.Web.Telemetry;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BookingFlow.Tests.Journeys;

/// <summary>Extension methods on <see cref="IPage"/>: locators by accessible name, navigation with its status code, and frequent forms.</summary>
public static class PlaywrightPageExtensions
{
    public static ILocator Link(this IPage page, string text) => page.GetByRole(AriaRole.Link, new() { Name = text });

    public static ILocator Button(this IPage page, string text) => page.GetByRole(AriaRole.Button, new() { Name = text });

    public static ILocator Headline(this IPage page, string text) => page.GetByRole(AriaRole.Heading, new() { Name = text });

    /// <summary>Opens the menu of the staff navigation that has a link.</summary>
    /// <returns>The link.</returns>
    public static async Task<ILocator> MenuAsync(this IPage page, string text)
    {
        var exactText = new Regex($"^{Regex.Escape(text)}$", RegexOptions.None, TimeSpan.FromSeconds(1));
        var menu = page.Locator("nav.staff-nav details").Filter(new() { Has = page.Locator("a", new() { HasTextRegex = exactText }) });
        await menu.Locator("summary").ClickAsync();
        return menu.GetByRole(AriaRole.Link, new() { Name = text, Exact = true });
    }

    /// <summary>Signs out by the button in the last menu of the staff navigation.</summary>
    public static async Task<int> SignOutAsync(this IPage page)
    {
        await page.Locator("nav.staff-nav summary").Last.ClickAsync();
        return await page.FollowAsync(page.Button("Sign out").First);
    }

    /// <summary>Runs an action that navigates and waits for the response of the page, after any redirects.</summary>
    /// <returns>The status code of the page.</returns>
    public static async Task<int> NavigateAsync(this IPage page, Func<Task> action)
    {
        var response = await page.RunAndWaitForResponseAsync(
            action, r => r.Request.IsNavigationRequest && r.Frame == page.MainFrame && r.Status is < 300 or >= 400);
        await response.FinishedAsync();
        return response.Status;
    }

    /// <summary>Clicks a link or button and waits for the page that it leads to.</summary>
    /// <returns>The status code of the page.</returns>
    public static Task<int> FollowAsync(this IPage page, ILocator target) => page.NavigateAsync(() => target.ClickAsync());

    /// <summary>Fills in and submits the open reservation form.</summary>
    /// <returns>The status code of the page that follows.</returns>
    public static async Task<int> ReserveAsync(this IPage page, string name, string email, int people)
    {
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Party size").FillAsync(people.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return await page.FollowAsync(page.Button("Reserve"));
    }

    /// <summary>Signs in on the open login page, by default as the door staff member of the demo season.</summary>
    /// <returns>The status code of the page that follows.</returns>
    public static async Task<int> SignInAsync(this IPage page, string email = "door@bookingflow.example", string password = DemoSeason.StaffPassword)
    {
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        return await page.FollowAsync(page.Button("Sign in"));
    }

    /// <summary>Acts as a hardware scanner on the open scan station: types the code into the focused scan field and presses Enter.</summary>
    /// <returns>The status code of the page that follows.</returns>
    public static async Task<int> ScanAsync(this IPage station, string code)
    {
        await Expect(station.GetByLabel("Scan a ticket")).ToBeFocusedAsync();
        await station.Keyboard.TypeAsync(code);
        return await station.NavigateAsync(() => station.Keyboard.PressAsync("Enter"));
    }

    /// <summary>On the open demo mailbox, reloads for up to about ten seconds until a mail with this subject is listed, and opens it.</summary>
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

    /// <summary>Takes a screenshot from which everything is left out that differs between two runs or builds of the same pages.</summary>
    /// <param name="file">Path of the PNG.</param>
    /// <param name="maxHeight">In CSS pixels; a higher page is cut off. Null: the whole page.</param>
    public static async Task TakePictureAsync(this IPage page, string file, int? maxHeight = null)
    {
        // No link or button is under the mouse in the corner.
        await page.Mouse.MoveAsync(0, 0);
        // The foot of staff pages has the version, which counts the commits since the last release.
        await page.EvaluateAsync(
            """
            ([version, release]) => document.querySelectorAll('footer p').forEach(p => p.textContent = p.textContent.replace(version, release))
            """,
            new[] { ProgramVersion.Text, ProgramVersion.Text.Split('-')[0] });
        var clip = maxHeight is { } height ? new Clip { Width = page.ViewportSize!.Width, Height = height } : null;
        await page.ScreenshotAsync(
            new() { Path = file, Type = ScreenshotType.Png, FullPage = true, Clip = clip, Animations = ScreenshotAnimations.Disabled });
    }
}
