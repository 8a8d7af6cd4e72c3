using Hangfire;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>Job that sends mail that was just added to the outbox: one mail, or a batch of <see cref="Outbox.SendSoon"/>.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SendNewMailJob(MailBatchSender sender)
{
    public Task RunAsync(int[] mailIds, CancellationToken cancellationToken) => sender.RunAsync(new(mailIds), cancellationToken);
}
