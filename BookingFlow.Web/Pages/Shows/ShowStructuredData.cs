using System.Globalization;
using System.Text.Json.Nodes;
using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Pages.Shows;

/// <summary>Creates structured data about a show's performances for search engines (schema.org TheaterEvent, JSON-LD).</summary>
/// <remarks>
/// It has no price, unless admission is free: the program takes no payment and does not know what is paid at the door (docs/decisions/0068).
/// </remarks>
public static class ShowStructuredData
{
    private const string Schema = "https://schema.org";

    /// <returns>JSON with HTML's special characters escaped.</returns>
    public static string Of(ShowView show, Venue venue, BookingRules rules, PublicLinks links, DateTime now) => new JsonObject
    {
        ["@context"] = Schema,
        ["@graph"] = new JsonArray([.. show.Performances.Select(performance => Event(show, performance, venue, rules, links, now))]),
    }.ToJsonString();

    private static JsonObject Event(
        ShowView show, PerformanceListing performance, Venue venue, BookingRules rules, PublicLinks links, DateTime now)
    {
        var formerStarts = FormerStarts(show, performance);
        var theaterEvent = new JsonObject
        {
            ["@type"] = "TheaterEvent",
            ["name"] = show.Title,
            ["description"] = show.Summary,
            ["url"] = links.Show(show.Slug),
            ["startDate"] = Text(venue.Local(performance.StartsAt)),
            ["eventAttendanceMode"] = $"{Schema}/OfflineEventAttendanceMode",
            ["eventStatus"] = performance switch
            {
                { CancelledAt: not null } => $"{Schema}/EventCancelled",
                _ when formerStarts.Count > 0 => $"{Schema}/EventRescheduled",
                _ => $"{Schema}/EventScheduled",
            },
            ["location"] = Location(show, performance, venue),
            ["organizer"] = Organizer(venue, links),
        };
        if (formerStarts.Count > 0)
        {
            theaterEvent["previousStartDate"] = new JsonArray([.. formerStarts.Select(at => JsonValue.Create(Text(venue.Local(at))))]);
        }

        if (rules.DoorsOpenAt(performance.StartsAt, performance.CheckInOpensMinutesBefore) is { } doors)
        {
            theaterEvent["doorTime"] = Text(venue.Local(doors));
        }

        if (show.IsFree)
        {
            theaterEvent["isAccessibleForFree"] = true;
        }

        if (show.RunningMinutes is { } minutes)
        {
            theaterEvent["endDate"] = Text(venue.Local(performance.StartsAt.AddMinutes(minutes)));
        }

        if (show.Poster is { } poster)
        {
            theaterEvent["image"] = links.Poster(poster.Id);
        }

        if (Offer(show, performance, venue, links, now) is { } offer)
        {
            theaterEvent["offers"] = offer;
        }

        return theaterEvent;
    }

    /// <summary>Returns the former starts of a performance that has another start than at first; UTC; none if it has not.</summary>
    private static List<DateTime> FormerStarts(ShowView show, PerformanceListing performance)
    {
        var starts = show.FormerStarts[performance.Id].ToList();
        // A change of the room alone has the same start before and after; one that was undone leaves the first start.
        return starts.Count == 0 || starts[0] == performance.StartsAt ? [] : [.. starts.Where(at => at != performance.StartsAt).Distinct()];
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

        string[] amenities =
        [
            .. performance.StepFreeAccess ? (string[])["Step-free access"] : [], .. performance.InductionLoop ? (string[])["Induction loop"] : [],
        ];
        if (amenities.Length > 0)
        {
            room["amenityFeature"] = new JsonArray([.. amenities.Select(name => new JsonObject
            {
                ["@type"] = "LocationFeatureSpecification",
                ["name"] = name,
                ["value"] = true,
            })]);
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
    private static JsonObject? Offer(ShowView show, PerformanceListing performance, Venue venue, PublicLinks links, DateTime now)
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
        if (show.IsFree)
        {
            offer["price"] = 0;
        }

        if (performance.BookingOpensAt is { } opens)
        {
            offer["validFrom"] = Text(venue.Local(opens));
        }

        return offer;
    }

    private static string Text(DateTimeOffset local) => local.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
