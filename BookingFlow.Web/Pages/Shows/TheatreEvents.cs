using System.Globalization;
using System.Text.Json.Nodes;
using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>
/// The performances of a show as data for search engines (schema.org, JSON-LD). No price stands in it: the house takes no
/// payment here, and whether it does at the door is not known.
/// </summary>
public static class TheatreEvents
{
    private const string Schema = "https://schema.org";

    /// <returns>JSON in which every character that means something in HTML is escaped.</returns>
    public static string Of(ShowView show, Venue venue, PublicLinks links, DateTime now) => new JsonObject
    {
        ["@context"] = Schema,
        ["@graph"] = new JsonArray([.. show.Performances.Select(performance => Event(show, performance, venue, links, now))]),
    }.ToJsonString();

    private static JsonObject Event(ShowView show, PerformanceListing performance, Venue venue, PublicLinks links, DateTime now)
    {
        var one = new JsonObject
        {
            ["@type"] = "TheaterEvent",
            ["name"] = show.Title,
            ["description"] = show.Summary,
            ["url"] = links.Show(show.Slug),
            ["startDate"] = Text(venue.Local(performance.StartsAt)),
            ["eventAttendanceMode"] = $"{Schema}/OfflineEventAttendanceMode",
            ["eventStatus"] = performance.CancelledAt is null ? $"{Schema}/EventScheduled" : $"{Schema}/EventCancelled",
            ["location"] = Place(show, performance, venue),
            ["organizer"] = new JsonObject { ["@type"] = "Organization", ["name"] = venue.Name, ["url"] = links.Home },
        };
        if (show.RunningMinutes is { } minutes)
        {
            one["endDate"] = Text(venue.Local(performance.StartsAt.AddMinutes(minutes)));
        }

        if (show.Poster is { } poster)
        {
            one["image"] = links.Poster(poster.Id);
        }

        if (Offer(performance, venue, links, now) is { } offer)
        {
            one["offers"] = offer;
        }

        return one;
    }

    private static JsonObject Place(ShowView show, PerformanceListing performance, Venue venue)
    {
        var room = new JsonObject
        {
            ["@type"] = "Place",
            ["name"] = performance.RoomName,
            ["containedInPlace"] = new JsonObject { ["@type"] = "PerformingArtsTheater", ["name"] = venue.Name },
        };
        if (show.Rooms.FirstOrDefault(r => r.Name == performance.RoomName)?.Way.MapAddress is { } map)
        {
            room["hasMap"] = map;
        }

        return room;
    }

    /// <summary>Null where nobody can reserve here, now or later.</summary>
    private static JsonObject? Offer(PerformanceListing performance, Venue venue, PublicLinks links, DateTime now)
    {
        var closed = performance.WhyClosed(now);
        if (closed is not (null or BookingClosedReason.NotYetOpen))
        {
            return null;
        }

        var offer = new JsonObject
        {
            ["@type"] = "Offer",
            ["availability"] = performance.SeatsLeft > 0 ? $"{Schema}/InStock" : $"{Schema}/SoldOut",
            ["url"] = links.Performance(performance.Id),
        };
        if (performance.BookingOpensAt is { } opens)
        {
            offer["validFrom"] = Text(venue.Local(opens));
        }

        return offer;
    }

    private static string Text(DateTimeOffset local) => local.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
