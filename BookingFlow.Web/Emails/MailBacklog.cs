using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Emails;

/// <summary>Counts unsent and late mail, for health checks and metrics.</summary>
/// <remarks>Two counts over an index. Not used while a visitor's request is answered.</remarks>
public sealed class MailBacklog(IDbContextFactory<BookingDbContext> contexts, TimeProvider clock)
{
    /// <summary>How long a mail may be due or failing before it counts as late.</summary>
    /// <remarks>Longer than the restart of a mail server, shorter than visitors wait for a mail before they phone.</remarks>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(10);

    public async Task<UnsentMailCounts> ReadAsync(CancellationToken cancellationToken)
    {
        var lateIfBefore = clock.GetUtcNow().UtcDateTime - LateAfter;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var unsent = db.Outbox.Where(m => m.SentAt == null && m.GivenUpAt == null);
        return new UnsentMailCounts(
            await unsent.CountAsync(cancellationToken),
            await unsent.CountAsync(m => m.NextAttemptAt <= lateIfBefore || m.FailingSince <= lateIfBefore, cancellationToken));
    }
}
