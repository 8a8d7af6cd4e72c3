using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Emails;

/// <summary>Mail that is neither sent nor given up at one moment.</summary>
/// <param name="Owed">All of it, 0 or more.</param>
/// <param name="Late">What of it has been due, or failing, for longer than <see cref="MailBacklog.Patience"/>.</param>
public sealed record OwedMail(int Owed, int Late);

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
