using System.Text.Json;
using System.Text.Json.Serialization;

namespace BookingFlow.Web.Domain.Administration;

/// <summary>The body that a webhook receives: ids and figures, and nothing that says who a party is (docs/decisions/0065).</summary>
/// <param name="Id">The same for each attempt and each webhook, so that a receiver can drop repeats.</param>
/// <param name="Type">From <see cref="WebhookEvents.Name"/>.</param>
/// <param name="Timestamp">When it happened; UTC.</param>
public sealed record WebhookMessage(string Id, string Type, DateTime Timestamp, WebhookData Data)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public static string IdOf(Guid eventId) => $"msg_{eventId:N}";
}
