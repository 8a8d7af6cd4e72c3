using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Webhooks;

/// <summary>Queries of webhooks for staff pages.</summary>
public static class WebhookQueries
{
    /// <summary>Reads the webhooks that are not removed, in the order in which they were added.</summary>
    public static Task<List<WebhookListing>> ListWebhooksAsync(this BookingDbContext db, CancellationToken cancellationToken) => db.Webhooks
        .Where(w => w.RemovedAt == null)
        .OrderBy(w => w.Id)
        .Select(w => new WebhookListing
        {
            Id = w.Id,
            Address = w.Address,
            Events = w.Events,
            SwitchedOffAt = w.SwitchedOffAt,
            IsGone = w.IsGone,
            Undelivered = db.WebhookDeliveries.Count(d => d.WebhookId == w.Id && d.DeliveredAt == null && (d.Attempts > 0 || d.GivenUpAt != null)),
        })
        .ToListAsync(cancellationToken);

    /// <summary>Selects the messages to a webhook, newest first.</summary>
    public static IQueryable<DeliveryListing> DeliveriesOf(this BookingDbContext db, int webhookId) => db.WebhookDeliveries
        .Where(d => d.WebhookId == webhookId)
        .OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id)
        .Select(d => new DeliveryListing
        {
            Type = d.Type,
            EventId = d.EventId,
            CreatedAt = d.CreatedAt,
            Attempts = d.Attempts,
            NextAttemptAt = d.NextAttemptAt,
            DeliveredAt = d.DeliveredAt,
            GivenUpAt = d.GivenUpAt,
            LastError = d.LastError,
        });
}
