using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookingFlow.Web.Components;
using Microsoft.Extensions.Localization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BookingFlow.Web.Wallets;

/// <summary>Makes the address that adds a ticket to Google Wallet. The ticket is in the address, in a signed token (RFC 7519).</summary>
/// <remarks>
/// Google creates what the token describes when the visitor agrees. The ids change with the content, so that nothing has to change under an id that
/// Google knows. The party's name is left out, because Google does not need it (docs/decisions/0067).
/// </remarks>
public sealed class GoogleWalletLink(OfferedWallets wallets, IStringLocalizer<Words> words, TimeProvider clock)
{
    private const string Address = "https://pay.google.com/gp/v/save/";

    /// <summary>Leaves letters beyond ASCII as they are, because Google calls 1,800 characters of a signed token safe.</summary>
    private static readonly JsonSerializerOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Creates the address, in the current UI language.</summary>
    /// <exception cref="InvalidOperationException">No key is configured.</exception>
    public string Create(WalletTicket ticket, string language)
    {
        var key = wallets.Google ?? throw new InvalidOperationException("No key for Google Wallet is configured.");
        var performance = PerformanceOf(ticket, language);
        var classId = $"{key.IdPrefix}-{Checksum(performance.ToJsonString())}";
        performance["id"] = classId;
        var claims = new JsonObject
        {
            ["iss"] = key.Account,
            ["aud"] = "google",
            ["typ"] = "savetowallet",
            ["iat"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            // Only for a button made by Google's script.
            ["origins"] = new JsonArray(),
            ["payload"] = new JsonObject
            {
                ["eventTicketClasses"] = new JsonArray(performance),
                ["eventTicketObjects"] = new JsonArray(TicketOf(ticket, classId, language)),
            },
        };
        return Address + new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(claims.ToJsonString(Short), key.Credentials);
    }

    private static JsonObject PerformanceOf(WalletTicket ticket, string language)
    {
        var (venue, performance) = (ticket.Venue, ticket.Performance);
        var times = new JsonObject { ["start"] = venue.Iso8601(performance.StartsAt) };
        if (ticket.DoorsOpenAt is { } doors)
        {
            times["doorsOpen"] = venue.Iso8601(doors);
        }

        return new JsonObject
        {
            ["issuerName"] = venue.Name,
            ["reviewStatus"] = "UNDER_REVIEW",
            ["eventName"] = Text(performance.ShowTitle, language),
            ["venue"] = new JsonObject
            {
                ["name"] = Text($"{venue.Name}, {performance.RoomName}", language),
                // It must not be missing.
                ["address"] = Text(venue.AddressLine ?? venue.Name, language),
            },
            ["dateTime"] = times,
        };
    }

    private JsonObject TicketOf(WalletTicket ticket, string classId, string language) => new()
    {
        ["id"] = FormattableString.Invariant($"{classId}-{ticket.Reference}-{ticket.Sequence}"),
        ["classId"] = classId,
        ["state"] = "ACTIVE",
        ["ticketType"] = Text(words.Count("Count.People", ticket.PartySize), language),
        ["barcode"] = new JsonObject { ["type"] = "QR_CODE", ["value"] = ticket.CheckInAddress, ["alternateText"] = ticket.Reference },
        ["validTimeInterval"] = new JsonObject { ["end"] = new JsonObject { ["date"] = ticket.Venue.Iso8601(ticket.EndsAt) } },
        ["hexBackgroundColor"] = ticket.Venue.AccentInUse.Base.Hex,
    };

    private static JsonObject Text(string value, string language) =>
        new() { ["defaultValue"] = new JsonObject { ["language"] = language, ["value"] = value } };

    private static string Checksum(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 6));
}
