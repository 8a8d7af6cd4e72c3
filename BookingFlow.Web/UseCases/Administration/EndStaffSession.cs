using System.Globalization;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Ends one session of a staff member on all nodes. Sessions of the same account on other devices go on.</summary>
/// <remarks>
/// The end is a row in Identity's table of tokens, which each request of staff looks for (<c>StaffSessions</c>). Rows that are older than any
/// session can be are deleted.
/// </remarks>
public sealed class EndStaffSession(WriteTransaction write)
{
    /// <summary>Texts of this format compare like the times.</summary>
    private const string TimeFormat = "yyyyMMddHHmmss";

    /// <summary>Ends the session; does nothing if it has ended.</summary>
    /// <returns>The session's id, or: Busy, Unavailable.</returns>
    public Task<Result<Guid>> EndAsync(StaffSession session, CancellationToken cancellationToken) => write.RunAsync<Guid>(
        actor: null,
        async context =>
        {
            var ended = await context.Db.UserTokens
                .Where(t => t.UserId == session.StaffId && t.LoginProvider == StaffSession.EndedProvider)
                .ToListAsync(context.Cancellation);
            var forgotten = Text(context.Now.AddDays(-StaffSession.MaxDays));
            context.Db.RemoveRange(ended.Where(t => string.CompareOrdinal(t.Value, forgotten) < 0));
            if (!ended.Exists(t => string.Equals(t.Name, session.Key, StringComparison.Ordinal))
                && await context.Db.Users.AnyAsync(u => u.Id == session.StaffId, context.Cancellation))
            {
                context.Db.Add(new IdentityUserToken<int>
                {
                    UserId = session.StaffId,
                    LoginProvider = StaffSession.EndedProvider,
                    Name = session.Key,
                    Value = Text(context.Now),
                });
            }

            return session.Id;
        },
        cancellationToken);

    private static string Text(DateTime time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
