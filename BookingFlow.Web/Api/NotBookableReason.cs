using System.Text.Json.Serialization;

namespace BookingFlow.Web.Api;

/// <summary>Why no seats of a performance can be reserved now. The names in answers are a promise (docs/api.md).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotBookableReason>))]
public enum NotBookableReason
{
    /// <summary>The performance was cancelled.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>Booking has closed.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>Seats can be reserved at the box office only.</summary>
    [JsonStringEnumMemberName("notOnline")]
    NotOnline,

    /// <summary>Booking opens later.</summary>
    [JsonStringEnumMemberName("notYetOpen")]
    NotYetOpen,

    /// <summary>No seats are left; perhaps there is a waiting list.</summary>
    [JsonStringEnumMemberName("soldOut")]
    SoldOut,
}
