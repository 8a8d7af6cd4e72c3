using System.Globalization;
using System.Text.Json.Nodes;
using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>Creates structured data about a show's performances for search engines (schema.org TheaterEvent, JSON-LD).</summary>
/// <remarks>It has no price: the program takes no payment and does not know what is paid at the door.</remarks>
public static class ShowStructuredData
{
    private const string Schema = "https://schema.org";

    /// <returns>JSON with HTML's special characters escaped.</returns>
    public static string Of(ShowView show, Venue venue, PublicLinks links, DateTime now) => new JsonObject
    {
        ["@context"] = Schema,
        ["@graph"] = new JsonArray([.. show.Performances.Select(performance => Event(show, performance, venue, links, now))]),
    }.ToJsonString();

    private static JsonObject Event(ShowView show, PerformanceListing performance, Venue venue, PublicLinks links, DateTime now)
    {
        var theaterEvent = new JsonObject
        {
            ["@type"] = "TheaterEvent",
            ["name"] = show.Title,
            ["description"] = show.Summary,
            ["url"] = links.Show(show.Slug),
            ["startDate"] = Text(venue.Local(performance.StartsAt)),
            ["eventAttendanceMode"] = $"{Schema}/OfflineEventAttendanceMode",
            ["eventStatus"] = performance.CancelledAt is null ? $"{Schema}/EventScheduled" : $"{Schema}/EventCancelled",
            ["location"] = Location(show, performance, venue),
            ["organizer"] = Organizer(venue, links),
        };
        if (show.RunningMinutes is { } minutes)
        {
            theaterEvent["endDate"] = Text(venue.Local(performance.StartsAt.AddMinutes(minutes)));
        }

        if (show.Poster is { } poster)
        {
            theaterEvent["image"] = links.Poster(poster.Id);
        }

        if (Offer(performance, venue, links, now) is { } offer)
        {
            theaterEvent["offers"] = offer;
        }

        return theaterEvent;
    }

    private static JsonObject Location(ShowView show, PerformanceListing performance, Venue venue)
    {
        var room = new JsonObject
        {
            ["@type"] = "Place",
            ["name"] = performance.RoomName,
            ["containedInPlace"] = Theatre(venue),
        };
        if (show.Rooms.FirstOrDefault(r => r.Name == performance.RoomName)?.Directions.MapAddress is { } map)
        {
            room["hasMap"] = map;
        }

        return room;
    }

    private static JsonObject Theatre(Venue venue)
    {
        var theatre = new JsonObject { ["@type"] = "PerformingArtsTheater", ["name"] = venue.Name };
        AddIfKnown(theatre, ("address", venue.AddressLine), ("telephone", venue.Phone), ("url", venue.Website));
        return theatre;
    }

    private static JsonObject Organizer(Venue venue, PublicLinks links)
    {
        var organizer = new JsonObject { ["@type"] = "Organization", ["name"] = venue.Name, ["url"] = links.Home };
        AddIfKnown(
            organizer, ("address", venue.AddressLine), ("telephone", venue.Phone), ("email", venue.Email), ("sameAs", venue.Website),
            ("logo", venue.LogoId is { } logo ? links.Logo(logo) : null));
        return organizer;
    }

    private static void AddIfKnown(JsonObject thing, params (string Name, string? Value)[] properties)
    {
        foreach (var (name, value) in properties.Where(property => property.Value is not null))
        {
            thing[name] = value;
        }
    }

    /// <summary>Returns the offer, or null when the performance can be booked neither now nor later.</summary>
    private static JsonObject? Offer(PerformanceListing performance, Venue venue, PublicLinks links, DateTime now)
    {
        var closed = performance.GetClosedReason(now);
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
