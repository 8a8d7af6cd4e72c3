using System.Globalization;
using StandardWebhooks;

namespace BookingFlow.Web.Webhooks;

/// <summary>Signs messages as the Standard Webhooks specification says: HMAC-SHA256 of id, time and body.</summary>
public static class WebhookSignature
{
    /// <param name="at">The time of the attempt. Receivers refuse a message that is more than some minutes old.</param>
    /// <param name="secrets">One or two, in plain text. During a renewal both sign, and a receiver needs one signature that it can verify.</param>
    public static SignedMessage Sign(string id, DateTimeOffset at, string body, IEnumerable<string> secrets) => new(
        id,
        at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        string.Join(' ', secrets.Select(secret => new StandardWebhook(secret).Sign(id, at, body))),
        body);
}
