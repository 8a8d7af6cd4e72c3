using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Finds the webhook that a use case changes.</summary>
internal static class WebhookFinding
{
    /// <returns>Null if it does not exist or was removed.</returns>
    public static Task<Webhook?> FindWebhookAsync(this UseCaseContext context, int id) =>
        context.Db.Webhooks.SingleOrDefaultAsync(w => w.Id == id && w.RemovedAt == null, context.Cancellation);
}
