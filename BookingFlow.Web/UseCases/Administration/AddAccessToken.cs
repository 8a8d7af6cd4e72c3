using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Makes a personal access token for the signed-in staff member.</summary>
public sealed class AddAccessToken(WriteTransaction write)
{
    /// <returns>The token with its secret, or: InvalidInput, Busy.</returns>
    public Task<Result<AddedAccessToken>> AddAsync(AccessTokenInput typed, Actor actor, CancellationToken cancellationToken) =>
        write.RunAsync<AddedAccessToken>(
            actor,
            async context =>
            {
                var owner = actor.Id!.Value;
                var valid = ValidAccessToken.Check(typed, await StaffAccounts.GetRoleAsync(context.Db, owner, context.Cancellation));
                if (!valid.Succeeded)
                {
                    return valid.Failure;
                }

                var secret = Token.New();
                var token = AccessToken.Of(secret, owner, valid.Value, context.Now);
                context.Db.Add(token);
                // The audit log needs the id, which the database generates.
                await context.Db.SaveChangesAsync(context.Cancellation);
                context.Audit(
                    AuditAction.AccessTokenAdded, AuditSubject.AccessToken, token.Id,
                    string.Create(CultureInfo.InvariantCulture, $"{token.Name}, {token.Role}, {token.ExpiresAt:yyyy-MM-dd}"));
                return new AddedAccessToken(token.Id, token.Name, AccessToken.Format(secret));
            },
            cancellationToken);
}
