using Hangfire;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>The job of mail that has just been owed: one mail, or those of a moment (<see cref="Outbox.SendSoon"/>).</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SendNewMailJob(MailBatchSender round)
{
    public Task RunAsync(int[] mailIds, CancellationToken cancellationToken) => round.RunAsync(new(mailIds), cancellationToken);
}
