using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Hangfire;

namespace BookingFlow.Web.Emails;

/// <summary>
/// Where a mail is owed. The row is written in the transaction that owes it, because the job queue cannot join that
/// transaction; after the commit the job is only hurried along, and the sweep finds whatever was not.
/// </summary>
public sealed partial class Outbox(IBackgroundJobClient jobs, ILogger<Outbox> log)
{
    /// <summary>Writes the debt into the caller's transaction.</summary>
    public static OutboxMail Owe(BookingDbContext db, MailKind kind, Reservation reservation, DateTime now)
    {
        var mail = OutboxMail.Owed(kind, reservation, now);
        db.Add(mail);
        return mail;
    }

    /// <summary>The same for a mail to a colleague.</summary>
    public static OutboxMail OweStaff(BookingDbContext db, MailKind kind, int staffId, DateTime now)
    {
        var mail = OutboxMail.OwedToStaff(kind, staffId, now);
        db.Add(mail);
        return mail;
    }

    /// <summary>After the commit: have it sent now rather than at the next sweep. The job carries the id only.</summary>
    public void SendSoon(OutboxMail? mail)
    {
        if (mail is not { Id: > 0 })
        {
            return;
        }

        try
        {
            jobs.Enqueue<SendOwedMail>(job => job.RunAsync(mail.Id, CancellationToken.None));
        }
        catch (BackgroundJobClientException unavailable)
        {
            LogQueueUnavailable(unavailable, mail.Id);
        }
    }

    /// <summary>After the commit: have everything that is due sent now rather than at the next sweep.</summary>
    public void SweepSoon()
    {
        try
        {
            jobs.Enqueue<SweepOutbox>(sweep => sweep.RunAsync(CancellationToken.None));
        }
        catch (BackgroundJobClientException unavailable)
        {
            LogNoSweep(unavailable);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The job queue is not available; the next sweep will send what is due")]
    private partial void LogNoSweep(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The job queue is not available; the sweep will send mail {MailId}")]
    private partial void LogQueueUnavailable(Exception exception, int mailId);
}
