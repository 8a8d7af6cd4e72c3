namespace BookingFlow.Web.Domain.Administration;

/// <summary>Names of <see cref="WebhookEvent"/> in messages, such as <c>reservation.confirmed</c>. They are a promise and never change.</summary>
public static class WebhookEvents
{
    /// <summary>The events that an Administrator can choose, in the order of the form.</summary>
    public static IReadOnlyList<WebhookEvent> Choices { get; } =
        [WebhookEvent.ReservationConfirmed, WebhookEvent.ReservationCancelled, WebhookEvent.PerformanceSoldOut, WebhookEvent.CheckedIn];

    public static string Name(this WebhookEvent kind) => kind switch
    {
        WebhookEvent.ReservationConfirmed => "reservation.confirmed",
        WebhookEvent.ReservationCancelled => "reservation.cancelled",
        WebhookEvent.PerformanceSoldOut => "performance.sold_out",
        WebhookEvent.CheckedIn => "reservation.checked_in",
        WebhookEvent.Test => "webhook.test",
    };

    /// <summary>Reads names that are separated by commas. Unknown ones are left out.</summary>
    public static IReadOnlyList<WebhookEvent> Read(string names)
    {
        var parts = names.Split(',');
        return [.. Choices.Where(kind => parts.Contains(kind.Name(), StringComparer.Ordinal))];
    }

    /// <summary>Writes the names, separated by commas, in the order of <see cref="Choices"/>.</summary>
    public static string Write(IEnumerable<WebhookEvent> events) => string.Join(',', events.Order().Select(Name));
}
