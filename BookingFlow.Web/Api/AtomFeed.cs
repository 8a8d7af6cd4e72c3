using System.Globalization;
using System.Xml.Linq;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Api;

/// <summary>Answers <c>/programme.atom</c>: an entry for each show with upcoming performances (Atom, RFC 4287).</summary>
/// <remarks>
/// An entry has no seats left, because feed readers show again what has changed. It keeps its id when the show gets another address, and was updated
/// when the audit log says that its texts, picture or performances were.
/// </remarks>
public static class AtomFeed
{
    /// <summary>The most performances in the feed: about a year of a busy venue.</summary>
    private const int MaxPerformances = 500;

    private static readonly XNamespace Format = "http://www.w3.org/2005/Atom";

    public static async Task<ContentHttpResult> AnswerAsync(
        BookingDbContext db, ProgrammeComposer composer, Venue venue, PublicLinks links, IStringLocalizer<Words> words, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var filter = new ProgrammeFilter(clock.GetUtcNow().UtcDateTime, Before: null, Show: null, Page: 1, MaxPerformances);
        var programme = composer.Compose(await db.ProgrammeAsync(filter, cancellationToken), filter, []);
        var changes = await db.LastChangesAsync([.. programme.Shows.Select(show => show.Id)], cancellationToken);
        var host = new Uri(links.Home).Host;
        var feed = new XElement(
            Format + "feed",
            new XAttribute(XNamespace.Xml + "lang", programme.Language),
            new XElement(Format + "id", links.ProgrammeFeed),
            new XElement(Format + "title", words["Feed.Name", venue.Name].Value),
            new XElement(Format + "author", new XElement(Format + "name", venue.Name)),
            Link("self", links.ProgrammeFeed, "application/atom+xml"),
            Link("alternate", links.Home, "text/html"),
            Updated(changes.Values.DefaultIfEmpty(DateTime.UnixEpoch).Max()),
            programme.Shows.Select(show => Entry(show, programme, changes.GetValueOrDefault(show.Id, DateTime.UnixEpoch), host, words)));
        return TypedResults.Text($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{feed}\n", "application/atom+xml; charset=utf-8");
    }

    private static XElement Entry(ProgrammeShow show, ProgrammePage programme, DateTime changed, string host, IStringLocalizer<Words> words)
    {
        var rooms = programme.Rooms.ToDictionary(room => room.Id, room => room.Name);
        var performances = programme.Performances.Where(p => p.ShowId == show.Id).Select(p =>
        {
            var text = $"{p.Texts.Day}, {p.Texts.Time}, {rooms[p.RoomId]}";
            return p.NotBookable == NotBookableReason.Cancelled ? words["Feed.Cancelled", text].Value : text;
        });
        return new XElement(
            Format + "entry",
            // A tag URI (RFC 4151): the host, a year in which it was the venue's, and a name.
            new XElement(Format + "id", string.Create(CultureInfo.InvariantCulture, $"tag:{host},2026:show-{show.Id}")),
            new XElement(Format + "title", show.Title),
            Link("alternate", show.Link.AbsoluteUri, "text/html"),
            Updated(changed),
            new XElement(Format + "summary", show.Summary),
            new XElement(
                Format + "content",
                new XAttribute("type", "html"),
                $"{show.DescriptionHtml}{new XElement("ul", performances.Select(text => new XElement("li", text)))}"));
    }

    private static XElement Link(string relation, string address, string type) =>
        new(Format + "link", new XAttribute("rel", relation), new XAttribute("type", type), new XAttribute("href", address));

    private static XElement Updated(DateTime utc) => new(Format + "updated", utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
