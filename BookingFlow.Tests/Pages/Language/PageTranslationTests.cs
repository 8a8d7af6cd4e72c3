using System.Net;
using AngleSharp.Dom;
using BookingFlow.Web.Components.Administration;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Pages.Language;

/// <summary>
/// Opens the same pages once in each visitors' language. Text that is identical in all five languages, and is not a name from the
/// database or the settings, was written into the page instead of a resource file.
/// </summary>
public sealed class PageTranslationTests
{
    private const string Visitor = "Ada Lovelace", Email = "ada@visitors.example";

    [Fact]
    public async Task Visitors_pages_contain_no_text_outside_the_resource_files()
    {
        await using var app = await BookingFlowApp.StartAsync();
        const string Directions = "Ring twice.", PrivacyText = "We keep little.";
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(100));
        await app.Database.ReadAsync(
            db =>
                db.Rooms.ExecuteUpdateAsync(
                    set => set.SetProperty(r => r.DirectionsText, Directions).SetProperty(r => r.MapAddress, "https://map.example/")));
        await app.Database.AddAsync(new VenueText { Kind = VenueTextKind.Privacy, Text = PrivacyText, ChangedAt = app.Now });
        HashSet<string> names =
        [
            app.Services.GetRequiredService<CurrentVenue>().Venue.Name,
            performance.Show.Title, performance.Show.Summary, performance.Show.Description,
            performance.Room.Name, Directions, PrivacyText, Visitor, Email, .. Languages.OfVisitors.Select(LanguageNames.NativeName),
        ];
        var pagesByLanguage = new List<List<BrowserResponse>>();
        foreach (var language in Languages.OfVisitors)
        {
            pagesByLanguage.Add(
                await OpenAllPagesAsync(app, performance.Show.Slug, performance.Id, language, earlierMails: 2 * pagesByLanguage.Count));
        }

        for (var step = 0; step < pagesByLanguage[0].Count; step++)
        {
            Assert.All(pagesByLanguage, pages => Assert.Equal(pagesByLanguage[0][step].Status, pages[step].Status));
            var common = pagesByLanguage.Select(pages => TextsOf(pages[step]).ToHashSet(StringComparer.Ordinal)).Aggregate(
                (left, right) => [.. left.Intersect(right, StringComparer.Ordinal)]);
            common.RemoveWhere(text => Reference.Read(text) is not null || !RemoveNames(names, text).Any(char.IsLetter));
            Assert.True(common.Count == 0, $"{pagesByLanguage[0][step].Path} has the same text in every language: {string.Join(" | ", common)}");
        }
    }

    private static async Task<List<BrowserResponse>> OpenAllPagesAsync(
        BookingFlowApp app, string slug, int performanceId, string language, int earlierMails)
    {
        using var browser = app.Visitor();
        browser.Cookies.Add(new Uri(app.Address), new Cookie("bookingflow.language", Uri.EscapeDataString($"c={language}|uic={language}")));
        List<BrowserResponse> pages =
        [
            await browser.OpenAsync("/"),
            await browser.OpenAsync("/?q=nowhere"),
            await browser.OpenAsync("/?month=2001-01"),
            await browser.OpenAsync("/?page=2"),
            await browser.OpenAsync($"/shows/{slug}"),
            await browser.OpenAsync($"/performances/{performanceId}/reserve"),
            await browser.ReserveAsync(performanceId, name: "", email: "nobody", people: 0),
            await browser.ReserveAsync(performanceId, name: Visitor, email: Email, people: 99),
            await browser.OpenAsync("/reservations/pending"),
        ];
        await browser.ReserveAsync(performanceId, name: Visitor, email: Email);
        var pending = await browser.OpenAsync("/reservations/pending");
        pages.Add(pending);
        pages.Add(await browser.SubmitAsync(pending, ".form--address", ("Email", "nobody")));
        var link = await app.GetConfirmationLinkAsync(earlierMails + 1);
        pages.Add(await browser.OpenAsync(link));
        var ticket = (await browser.ConfirmAsync(link)).Location!;
        pages.Add(await browser.OpenAsync(ticket));
        pages.Add(await browser.OpenAsync(link));
        pages.Add(await browser.OpenAsync(VisitorSteps.CheckInPath(ticket)));
        foreach (var path in new[] { "/shows/none", "/performances/4711/reserve", "/reservations/confirm/x", "/tickets/x", "/nothing/here",
            "/language", "/posters/4711", "/privacy", "/imprint" })
        {
            pages.Add(await browser.OpenAsync(path));
        }

        await app.MailAsync(earlierMails + 2);
        return pages;
    }

    private static string RemoveNames(HashSet<string> names, string text) =>
        names.OrderByDescending(name => name.Length)
            .Where(name => name.Length > 0)
            .Aggregate(text, (left, name) => left.Replace(name, "", StringComparison.Ordinal));

    /// <summary>
    /// The visible text of a page and the text for screen readers. Leaves out time elements, because languages may format a date alike, and
    /// script elements, which are data blocks.
    /// </summary>
    private static IEnumerable<string> TextsOf(BrowserResponse place) =>
        place.Document.DocumentElement.Descendants<IText>()
            .Where(text => text.ParentElement is { } parent && parent.Closest("time, style, script") is null)
            .Select(text => text.Data)
            .Concat(place.Document.QuerySelectorAll("[alt], [aria-label], [title], [placeholder]")
                .SelectMany(element => new[] { "alt", "aria-label", "title", "placeholder" }.Select(element.GetAttribute)))
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .Select(text => text!.Trim());
}
