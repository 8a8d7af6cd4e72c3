using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Emails;

/// <summary>How much mail the house owes. Two counts over an index: for whoever looks after the house, never on the way of a visitor.</summary>
public sealed class MailBacklog(IDbContextFactory<BookingDbContext> contexts, TimeProvider clock)
{
    /// <summary>Longer than a mail server takes to restart; shorter than visitors look for their mail before they ring.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<OwedMail> ReadAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().UtcDateTime - Patience;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var owed = db.Outbox.Where(m => m.SentAt == null && m.GivenUpAt == null);
        return new OwedMail(
            await owed.CountAsync(cancellationToken),
            await owed.CountAsync(m => m.NextAttemptAt <= before || m.FailingSince <= before, cancellationToken));
    }
}
