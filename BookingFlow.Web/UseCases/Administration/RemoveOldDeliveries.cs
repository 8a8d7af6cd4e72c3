using BookingFlow.Web.Data.Writing;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Recurring job that removes messages to webhooks after a time, so that the table does not grow without an end.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class RemoveOldDeliveries(WriteTransaction write)
{
    /// <summary>Long enough to see what a receiver was told in the last month. Much longer than messages are tried.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <returns>The number of removed messages, or: Busy.</returns>
    public Task<Result<int>> RunAsync(CancellationToken cancellationToken) => write.RunAsync<int>(
        actor: null,
        async context =>
        {
            var before = context.Now - KeptFor;
            return await context.Db.WebhookDeliveries
                .Where(d => d.CreatedAt < before && (d.DeliveredAt != null || d.GivenUpAt != null))
                .ExecuteDeleteAsync(context.Cancellation);
        },
        cancellationToken,
        WritePriority.Mail);
}
