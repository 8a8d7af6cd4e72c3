using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Records that an access token is used: when, and in the audit log that it reads reservations.</summary>
/// <remarks>
/// A program may ask every few seconds. So the time is written at most once a minute, and the audit log, which keeps everything, has the reading of
/// reservations once a day for each token.
/// </remarks>
public sealed class RecordTokenUse(WriteTransaction write)
{
    /// <param name="actor">The token's owner.</param>
    /// <param name="readsReservations">Whether personal data is read; then this must succeed before the answer.</param>
    /// <returns>Whether it was recorded in the audit log, or: NotFound, Busy.</returns>
    public Task<Result<bool>> RecordAsync(
        int tokenId, Actor actor, bool readsReservations, CancellationToken cancellationToken) => write.RunAsync<bool>(
        actor,
        async context =>
        {
            if (await context.Db.AccessTokens.SingleOrDefaultAsync(t => t.Id == tokenId, context.Cancellation) is not { } token)
            {
                return new Failure(FailureKind.NotFound);
            }

            token.Use(context.Now);
            if (!readsReservations || !token.ReadReservations(context.Now))
            {
                return false;
            }

            context.Audit(AuditAction.ReservationsReadByToken, AuditSubject.AccessToken, tokenId, token.Name);
            return true;
        },
        cancellationToken,
        WritePriority.Mail);
}
