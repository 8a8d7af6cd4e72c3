using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Adds a staff account.</summary>
public sealed class InviteStaff(WriteTransaction write, StaffIdentity identity, MailServerCapabilities mailServer)
{
    /// <summary>Adds an account without a password, and mails the link that sets one.</summary>
    /// <returns>The staff id, or: InvalidInput (also if the address is in use), Busy.</returns>
    public Task<Result<int>> InviteAsync(StaffInput typed, Actor actor, CancellationToken cancellationToken) =>
        AddAsync(typed, password: null, actor, (context, id) => context.Enqueue(MailKind.Invitation, id), cancellationToken);

    /// <summary>Adds an account from the server's shell, without a mail.</summary>
    /// <param name="password">Null to return a link that sets one.</param>
    /// <returns>The account, or: InvalidInput (also if the address is in use), Busy.</returns>
    public async Task<Result<AddedStaff>> AddFromShellAsync(StaffInput typed, string? password, Actor actor, CancellationToken cancellationToken)
    {
        if (password is not null && NewPassword.Check(password) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        var link = Token.New();
        var result = await AddAsync(
            typed,
            password,
            actor,
            (context, id) =>
            {
                if (password is null)
                {
                    context.Db.Add(StaffLink.Of(link, StaffLinkPurpose.SetPassword, id, context.Now, context.Now + StaffLink.InvitationLifetime));
                }
            },
            cancellationToken);
        return result.Succeeded ? new AddedStaff(result.Value, password is null ? link : null) : result.Failure;
    }

    private async Task<Result<int>> AddAsync(
        StaffInput typed, string? password, Actor actor, Action<UseCaseContext, int> addLink, CancellationToken cancellationToken)
    {
        var check = ValidStaff.Check(typed.DisplayName, typed.Email, typed.Role, mailServer.AllowsNonAsciiEmail);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var details = check.Value;
        return await write.RunAsync<int>(
            actor,
            async context =>
            {
                using var users = identity.CreateUserManager(context.Db);
                if (await users.FindByEmailAsync(details.Email) is not null)
                {
                    return Failure.InvalidInput(new InvalidField(FormField.Email, FieldProblem.Taken));
                }

                var person = await CreateUserAsync(users, details, password);
                await StaffAccounts.SetRoleAsync(context.Db, person.Id, details.Role, context.Cancellation);
                addLink(context, person.Id);
                context.Audit(AuditAction.StaffInvited, AuditSubject.Staff, person.Id, details.Role);
                return person.Id;
            },
            cancellationToken);
    }

    internal static async Task<StaffUser> CreateUserAsync(UserManager<StaffUser> users, ValidStaff details, string? password)
    {
        var person = new StaffUser { UserName = details.Email, Email = details.Email, DisplayName = details.DisplayName };
        StaffIdentity.EnsureSucceeded(password is null ? await users.CreateAsync(person) : await users.CreateAsync(person, password));
        return person;
    }
}
