using System.Text.Json.Serialization;

namespace BookingFlow.Web.Api;

/// <summary>An answer of oEmbed of the type link. The names are those of its specification; what is not known is left out, as it says.</summary>
public sealed record OEmbedAnswer
{
    public string Version => "1.0";

    public string Type => "link";

    public required string Title { get; init; }

    [JsonPropertyName("provider_name")]
    public required string ProviderName { get; init; }

    [JsonPropertyName("provider_url")]
    public required string ProviderUrl { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("cache_age")]
    public required int CacheAge { get; init; }

    [JsonPropertyName("thumbnail_url")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ThumbnailUrl { get; init; }

    [JsonPropertyName("thumbnail_width")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ThumbnailWidth { get; init; }

    [JsonPropertyName("thumbnail_height")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ThumbnailHeight { get; init; }
}
