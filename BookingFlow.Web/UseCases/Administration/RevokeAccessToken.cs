using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Revokes an access token, by its owner or an Administrator. It stops working with the next request.</summary>
public sealed class RevokeAccessToken(WriteTransaction write)
{
    /// <summary>Revokes the token; does nothing if it is revoked.</summary>
    /// <returns>The token, or: NotFound (also for those of others, unless the actor is an Administrator), Busy.</returns>
    public Task<Result<AccessToken>> RevokeAsync(int id, Actor actor, CancellationToken cancellationToken) => write.RunAsync<AccessToken>(
        actor,
        async context =>
        {
            var token = await context.Db.AccessTokens.SingleOrDefaultAsync(t => t.Id == id, context.Cancellation);
            if (token is null || (token.StaffId != actor.Id && !await IsAdministratorAsync(context)))
            {
                return new Failure(FailureKind.NotFound);
            }

            if (token.RevokedAt is null)
            {
                token.Revoke(context.Now);
                context.Audit(AuditAction.AccessTokenRevoked, AuditSubject.AccessToken, id, token.Name);
            }

            return token;
        },
        cancellationToken);

    private static async Task<bool> IsAdministratorAsync(UseCaseContext context) =>
        await StaffAccounts.GetRoleAsync(context.Db, context.Actor.Id!.Value, context.Cancellation) == StaffRoles.Administrator;
}
