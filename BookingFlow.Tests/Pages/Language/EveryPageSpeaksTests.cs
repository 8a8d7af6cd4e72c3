using System.Net;
using AngleSharp.Dom;
using BookingFlow.Web.Components.Administration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Pages.Language;

/// <summary>
/// One visitor for each language walks the whole way at once. Whatever stands on a page in the same words for all five,
/// and is no name of the house, was written into the page and not into the resource file.
/// </summary>
public sealed class EveryPageSpeaksTests
{
    private const string Visitor = "Ada Lovelace", Email = "ada@visitors.example";

    [Fact]
    public async Task No_word_that_a_visitor_reads_stands_in_a_page()
    {
        await using var app = await BookingFlowApp.StartAsync();
        const string Lines = "Ring twice.", Written = "We keep little.";
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(100));
        await app.Database.ReadAsync(
            db =>
                db.Rooms.ExecuteUpdateAsync(
                    set => set.SetProperty(r => r.DirectionsText, Lines).SetProperty(r => r.MapAddress, "https://map.example/")));
        await app.Database.AddAsync(new VenueText { Kind = VenueTextKind.Privacy, Text = Written, ChangedAt = app.Now });
        HashSet<string> names =
        [
            app.Services.GetRequiredService<Venue>().Name, performance.Show.Title, performance.Show.Summary, performance.Show.Description,
            performance.Room.Name, Lines, Written, Visitor, Email, .. Languages.OfVisitors.Select(LanguageNames.Own),
        ];
        var walks = new List<List<Place>>();
        foreach (var language in Languages.OfVisitors)
        {
            walks.Add(await WalkAsync(app, performance.Show.Slug, performance.Id, language, mails: 2 * walks.Count));
        }

        for (var step = 0; step < walks[0].Count; step++)
        {
            Assert.All(walks, walk => Assert.Equal(walks[0][step].Status, walk[step].Status));
            var same = walks.Select(walk => Texts(walk[step]).ToHashSet(StringComparer.Ordinal)).Aggregate(
                (one, other) => [.. one.Intersect(other, StringComparer.Ordinal)]);
            same.RemoveWhere(text => Reference.Read(text) is not null || !Without(names, text).Any(char.IsLetter));
            Assert.True(same.Count == 0, $"{walks[0][step].Path} says in every language: {string.Join(" | ", same)}");
        }
    }

    private static async Task<List<Place>> WalkAsync(BookingFlowApp app, string slug, int performanceId, string language, int mails)
    {
        using var browser = app.Visitor();
        browser.Cookies.Add(new Uri(app.Address), new Cookie("bookingflow.language", Uri.EscapeDataString($"c={language}|uic={language}")));
        List<Place> walk =
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
        walk.Add(pending);
        walk.Add(await browser.SubmitAsync(pending, ".form--address", ("Email", "nobody")));
        var link = await app.MailedLinkAsync(mails + 1);
        walk.Add(await browser.OpenAsync(link));
        var ticket = (await browser.ConfirmAsync(link)).Location!;
        walk.Add(await browser.OpenAsync(ticket));
        walk.Add(await browser.OpenAsync(link));
        walk.Add(await browser.OpenAsync(Story.CheckInPath(ticket)));
        foreach (var nowhere in new[] { "/shows/none", "/performances/4711/reserve", "/reservations/confirm/x", "/tickets/x", "/nothing/here",
            "/language", "/posters/4711", "/privacy", "/imprint" })
        {
            walk.Add(await browser.OpenAsync(nowhere));
        }

        await app.MailAsync(mails + 2);
        return walk;
    }

    private static string Without(HashSet<string> names, string text) =>
        names.OrderByDescending(name => name.Length)
            .Where(name => name.Length > 0)
            .Aggregate(text, (left, name) => left.Replace(name, "", StringComparison.Ordinal));

    // What is read and what is read out; the time elements are dates, which every language writes in its own way or not, and a script is a block of
    // data.
    private static IEnumerable<string> Texts(Place place) =>
        place.Document.DocumentElement.Descendants<IText>()
            .Where(text => text.ParentElement is { } parent && parent.Closest("time, style, script") is null)
            .Select(text => text.Data)
            .Concat(place.Document.QuerySelectorAll("[alt], [aria-label], [title], [placeholder]")
                .SelectMany(element => new[] { "alt", "aria-label", "title", "placeholder" }.Select(element.GetAttribute)))
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .Select(text => text!.Trim());
}
