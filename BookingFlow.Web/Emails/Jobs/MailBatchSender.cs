using System.Collections.Concurrent;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>Sends mails one after the other over the SMTP session of its scope. Starts no further mail when the program is shutting down.</summary>
public sealed partial class MailBatchSender(OutboxMailSender sender, IHostApplicationLifetime lifetime, ILogger<MailBatchSender> log)
{
    /// <summary>Sends mails until the queue is empty.</summary>
    /// <param name="mailIds">The mails to send; several senders may share the queue.</param>
    public async Task RunAsync(ConcurrentQueue<int> mailIds, CancellationToken cancellationToken)
    {
        while (!lifetime.ApplicationStopping.IsCancellationRequested && mailIds.TryDequeue(out var mailId))
        {
            try
            {
                await sender.RunAsync(mailId, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // A mail that cannot be claimed, such as a damaged row, must not hold up the mails after it.
                LogNotAttempted(fault, mailId);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Mail {MailId} could not be processed; the recurring job will send it later")]
    private partial void LogNotAttempted(Exception exception, int mailId);
}
