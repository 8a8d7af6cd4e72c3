using System.Text.Json.Nodes;
using BookingFlow.Web.Components;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Wallets;

/// <summary>The file <c>pass.json</c> of a pass for Apple Wallet.</summary>
internal static class ApplePassContent
{
    /// <summary>The colour of texts on the light ground: <c>--ink</c> in site.css.</summary>
    private static readonly Colour Ink = new(0x24, 0x1c, 0x18);

    /// <summary>The longest time between the two ends of a relevant time.</summary>
    private static readonly TimeSpan LongestRelevance = TimeSpan.FromHours(24);

    public static JsonObject Of(WalletTicket ticket, AppleCertificate certificate, bool hasLogo, IStringLocalizer<Words> words)
    {
        var (venue, performance) = (ticket.Venue, ticket.Performance);
        var pass = new JsonObject
        {
            ["formatVersion"] = 1,
            ["passTypeIdentifier"] = certificate.PassTypeIdentifier,
            ["teamIdentifier"] = certificate.TeamIdentifier,
            ["organizationName"] = venue.Name,
            ["description"] = $"{performance.ShowTitle}, {venue.Name}",
            // The same for each pass of the reservation, so that one that is fetched anew replaces the earlier one.
            ["serialNumber"] = ticket.Reference,
            ["relevantDate"] = venue.Iso8601(performance.StartsAt),
            ["expirationDate"] = venue.Iso8601(ticket.EndsAt),
            // A light ground, because the venue's logo was made for the light ground of pages; the accent colour has enough contrast with it.
            ["backgroundColor"] = Rgb(AccentColour.LightPaper),
            ["foregroundColor"] = Rgb(Ink),
            ["labelColor"] = Rgb(venue.AccentInUse.Base),
            ["barcodes"] = new JsonArray(Barcode(ticket)),
            // For systems before iOS 9.
            ["barcode"] = Barcode(ticket),
            ["eventTicket"] = Fields(ticket, words),
        };
        if (!hasLogo)
        {
            pass["logoText"] = venue.Name;
        }

        if (ticket.DoorsOpenAt is { } doors && ticket.EndsAt - doors <= LongestRelevance)
        {
            // From iOS 18, in the place of relevantDate.
            pass["relevantDates"] = new JsonArray(new JsonObject
            {
                ["startDate"] = venue.Iso8601(doors),
                ["endDate"] = venue.Iso8601(ticket.EndsAt),
            });
        }

        return pass;
    }

    private static JsonObject Barcode(WalletTicket ticket) => new()
    {
        ["format"] = "PKBarcodeFormatQR",
        ["message"] = ticket.CheckInAddress,
        ["messageEncoding"] = "iso-8859-1",
        ["altText"] = ticket.Reference,
    };

    private static JsonObject Fields(WalletTicket ticket, IStringLocalizer<Words> words)
    {
        var (venue, performance) = (ticket.Venue, ticket.Performance);
        JsonArray when = [Time("when", words["Summary.When"], venue.Iso8601(performance.StartsAt), "PKDateStyleMedium")];
        if (ticket.DoorsOpenAt is { } doors)
        {
            when.Add(Time("doors", words["Summary.Doors"], venue.Iso8601(doors), "PKDateStyleNone"));
        }

        var directions = performance.Directions;
        (string Key, string Label, string? Value)[] back =
        [
            ("name", words["Summary.Name"], ticket.Name),
            ("venue", venue.Name, Lines(venue.Address, venue.Phone, venue.Email, venue.Website)),
            ("way", words["Way.Title"], Lines(venue.Directions, directions?.Text, directions?.MapAddress)),
            ("door", words["Ticket.Title"], words["Ticket.AtTheDoor"]),
            ("changes", words["Wallet.Changes.Title"], words["Wallet.Changes"]),
        ];
        return new JsonObject
        {
            ["headerFields"] = new JsonArray(Field("people", words["Ticket.Admit"], ticket.PartySize)),
            ["primaryFields"] = new JsonArray(Field("show", words["Summary.Show"], performance.ShowTitle)),
            ["secondaryFields"] = when,
            ["auxiliaryFields"] = new JsonArray(
                Field("room", words["Summary.Room"], performance.RoomName), Field("reference", words["Summary.Reference"], ticket.Reference)),
            ["backFields"] = new JsonArray(
                [.. back.Where(field => field.Value is { Length: > 0 }).Select(field => (JsonNode)Field(field.Key, field.Label, field.Value!))]),
        };
    }

    private static JsonObject Field(string key, string label, JsonNode value) => new() { ["key"] = key, ["label"] = label, ["value"] = value };

    /// <summary>A time that the phone writes in its own language, as the clock at the venue shows it.</summary>
    private static JsonObject Time(string key, string label, string value, string dateStyle)
    {
        var field = Field(key, label, value);
        field["dateStyle"] = dateStyle;
        field["timeStyle"] = "PKDateStyleShort";
        field["ignoresTimeZone"] = true;
        return field;
    }

    private static string Rgb(Colour colour) => FormattableString.Invariant($"rgb({colour.Red}, {colour.Green}, {colour.Blue})");

    private static string Lines(params string?[] lines) => string.Join('\n', lines.OfType<string>());
}
