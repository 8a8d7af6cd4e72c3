using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Mail;

/// <summary>Erases who requested mails, and for whom, once the limits no longer need it: after an hour and after a day.</summary>
/// <remarks>A job, every ten minutes. Nothing depends on it: the limits count by time.</remarks>
public sealed class ForgetMailRequests(IDbContextFactory<BookingDbContext> contexts, WriteTransaction write, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await OldClients(db, now).AnyAsync(cancellationToken) && !await OldMailboxes(db, now).AnyAsync(cancellationToken))
        {
            return;
        }

        // A failure, which is only Busy, is left to the next run.
        await write.RunAsync<int>(
            actor: null,
            async context =>
            {
                var clients = await OldClients(context.Db, now)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.ClientKey, (int?)null), context.Cancellation);
                var mailboxes = await OldMailboxes(context.Db, now)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.MailboxKey, (Guid?)null), context.Cancellation);
                return clients + mailboxes;
            },
            cancellationToken,
            WritePriority.Mail);
    }

    private static IQueryable<OutboxMail> OldClients(BookingDbContext db, DateTime now)
    {
        var before = now - RequestedMailLimits.NetworkWindow;
        return db.Outbox.Where(m => m.ClientKey != null && m.CreatedAt <= before);
    }

    private static IQueryable<OutboxMail> OldMailboxes(BookingDbContext db, DateTime now)
    {
        var before = now - RequestedMailLimits.MailboxWindow;
        return db.Outbox.Where(m => m.MailboxKey != null && m.CreatedAt <= before);
    }
}
