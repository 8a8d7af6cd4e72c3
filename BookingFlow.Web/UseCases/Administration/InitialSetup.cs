using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Creates the first Administrator account, with a link that is shown at the start while there is no Administrator.</summary>
/// <remarks>Using one of these links invalidates all of them.</remarks>
public sealed class InitialSetup(WriteTransaction write, StaffIdentity identity)
{
    /// <summary>Creates a setup link. Earlier ones stay valid.</summary>
    /// <returns>The link's token, or: StaffLinkInvalid (there is an Administrator already), Busy.</returns>
    public Task<Result<Token>> CreateLinkAsync(CancellationToken cancellationToken) => write.RunAsync<Token>(
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

    /// <summary>Creates the Administrator account.</summary>
    /// <returns>The staff id, or: InvalidInput, StaffLinkInvalid (unknown, used, or there is an Administrator already), Busy.</returns>
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
                if (found?.IsUsable(context.Now) != true || await StaffAccounts.HasAdministratorAsync(context.Db, context.Cancellation))
                {
                    return new Failure(FailureKind.StaffLinkInvalid);
                }

                using var users = identity.CreateUserManager(context.Db);
                var check = ValidStaff.Check(displayName, email, StaffRoles.Administrator);
                InvalidField?[] wrong =
                [
                    .. check.Failure?.Fields ?? [],
                    check.Succeeded && await users.FindByEmailAsync(check.Value.Email) is not null ? new(FormField.Email, FieldProblem.Taken) : null,
                    NewPassword.Check(newPassword),
                ];
                if (!check.Succeeded || wrong.Any(field => field is not null))
                {
                    return Failure.InvalidInput([.. wrong.OfType<InvalidField>()]);
                }

                var person = await InviteStaff.CreateUserAsync(users, check.Value, newPassword);
                await StaffAccounts.SetRoleAsync(context.Db, person.Id, StaffRoles.Administrator, context.Cancellation);
                // If two links are used concurrently, the update of the role's row makes one of the transactions fail.
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
