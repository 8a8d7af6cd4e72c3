using System.Collections.Concurrent;

namespace BookingFlow.Web.Emails.Jobs;

/// <summary>Sends one owed mail after the other, over the one conversation of its scope. Asked to stop, it begins no other.</summary>
public sealed partial class MailBatchSender(OutboxMailSender send, IHostApplicationLifetime program, ILogger<MailBatchSender> log)
{
    /// <param name="mailIds">What is to be sent; several rounds may share it.</param>
    public async Task RunAsync(ConcurrentQueue<int> mailIds, CancellationToken cancellationToken)
    {
        while (!program.ApplicationStopping.IsCancellationRequested && mailIds.TryDequeue(out var mailId))
        {
            try
            {
                await send.RunAsync(mailId, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // One mail that cannot even be claimed must not keep all younger ones here.
                LogNotTried(fault, mailId);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Mail {MailId} could not be tried; the next sweep will try it again")]
    private partial void LogNotTried(Exception exception, int mailId);
}
