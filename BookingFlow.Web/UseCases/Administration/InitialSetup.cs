using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>
/// The first start of a house: it has no Administrator, and whoever started it is shown a link that makes the first one. The
/// first use ends every such link.
/// </summary>
public sealed class InitialSetup(WriteTransaction write, StaffIdentity identity)
{
    /// <summary>At a start: a link, where there is still nobody who could make one. Earlier ones stay good beside it.</summary>
    /// <returns>The link, or: StaffLinkInvalid (there is an Administrator: a link would be of no use), Busy.</returns>
    public Task<Result<Token>> OfferAsync(CancellationToken cancellationToken) => write.RunAsync<Token>(
        actor: null,
        async context =>
        {
            if (await StaffAccounts.HasAdministratorAsync(context.Db, context.Cancellation))
            {
                return new Failure(FailureKind.StaffLinkInvalid);
            }

            var link = Token.New();
            context.Db.Add(StaffLink.Of(link, StaffLinkPurpose.Setup, staffId: null, context.Now, expiresAt: null));
            return link;
        },
        cancellationToken);

    /// <returns>The Administrator's id, or: InvalidInput, StaffLinkInvalid (unknown, used, or the house has an Administrator), Busy.</returns>
    public async Task<Result<int>> SetUpAsync(
        Token link, string? displayName, string? email, string? newPassword, CancellationToken cancellationToken)
    {
        var hash = link.Hash;
        return await write.RunAsync<int>(
            actor: null,
            async context =>
            {
                var found = await context.Db.StaffLinks.SingleOrDefaultAsync(
                    l => l.Hash == hash && l.Purpose == StaffLinkPurpose.Setup, context.Cancellation);
                if (found?.IsGood(context.Now) != true || await StaffAccounts.HasAdministratorAsync(context.Db, context.Cancellation))
                {
                    return new Failure(FailureKind.StaffLinkInvalid);
                }

                using var people = identity.In(context.Db);
                var check = ValidStaff.Check(displayName, email, StaffRoles.Administrator);
                InvalidField?[] wrong =
                [
                    .. check.Failure?.Fields ?? [],
                    check.Succeeded && await people.FindByEmailAsync(check.Value.Email) is not null ? new(FormField.Email, FieldProblem.Taken) : null,
                    NewPassword.Check(newPassword),
                ];
                if (!check.Succeeded || wrong.Any(field => field is not null))
                {
                    return Failure.InvalidInput([.. wrong.OfType<InvalidField>()]);
                }

                var person = await InviteStaff.NewAsync(people, check.Value, newPassword);
                await StaffAccounts.SetRoleAsync(context.Db, person.Id, StaffRoles.Administrator, context.Cancellation);
                // Of two who use two links at the same moment, one loses the race for the role's row.
                await StaffAccounts.TouchAdministratorRoleAsync(context.Db, context.Cancellation);
                var unused = context.Db.StaffLinks.Where(l => l.Purpose == StaffLinkPurpose.Setup && l.UsedAt == null);
                foreach (var open in await unused.ToListAsync(context.Cancellation))
                {
                    open.Use(context.Now);
                }

                context.Audit(person.AsActor(), AuditAction.StaffInvited, AuditSubject.Staff, person.Id, StaffRoles.Administrator);
                return person.Id;
            },
            cancellationToken);
    }
}
