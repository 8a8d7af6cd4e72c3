using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Sets a new password for a staff account, with a mailed link or with the current password.</summary>
/// <remarks>This invalidates all password links of the account and ends all its sessions.</remarks>
public sealed class SetPassword(WriteTransaction write, StaffIdentity identity)
{
    /// <summary>Sets the password with a mailed link.</summary>
    /// <returns>The staff id, or: InvalidInput, StaffLinkInvalid (unknown, used, expired, or the account is disabled), Busy.</returns>
    public async Task<Result<int>> ByLinkAsync(Token link, string? newPassword, CancellationToken cancellationToken)
    {
        var hash = link.Hash;
        return await write.RunAsync<int>(
            actor: null,
            async context =>
            {
                var found = await context.Db.StaffLinks.SingleOrDefaultAsync(
                    l => l.Hash == hash && l.Purpose == StaffLinkPurpose.SetPassword, context.Cancellation);
                if (found?.IsUsable(context.Now) != true
                    || await context.Db.Users.SingleOrDefaultAsync(u => u.Id == found.StaffId && u.DisabledAt == null, context.Cancellation)
                        is not { } person)
                {
                    return new Failure(FailureKind.StaffLinkInvalid);
                }

                if (NewPassword.Check(newPassword) is { } wrong)
                {
                    return Failure.InvalidInput(wrong);
                }

                using var users = identity.CreateUserManager(context.Db);
                // The link was mailed to this address, so its use proves that the address belongs to the staff member.
                person.EmailConfirmed = true;
                await SetAsync(context, users, person, newPassword!);
                return person.Id;
            },
            cancellationToken);
    }

    /// <summary>Changes the password of the signed-in staff member.</summary>
    /// <param name="password">The current password.</param>
    /// <returns>The staff id, or: NotFound, InvalidInput (Password if the current one is wrong, NewPassword), Busy.</returns>
    public Task<Result<int>> ChangeOwnAsync(
        int id, string? password, string? newPassword, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor: null,
        async context =>
        {
            if (await context.Db.Users.SingleOrDefaultAsync(u => u.Id == id, context.Cancellation) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            using var users = identity.CreateUserManager(context.Db);
            var wrong = new[] { await CheckPasswordAsync(users, person, password), NewPassword.Check(newPassword) }.OfType<InvalidField>().ToArray();
            if (wrong.Length > 0)
            {
                return Failure.InvalidInput(wrong);
            }

            await SetAsync(context, users, person, newPassword!);
            return id;
        },
        cancellationToken);

    /// <summary>Checks the current password of a signed-in staff member.</summary>
    /// <returns>The problem, or null if the password is correct.</returns>
    internal static async Task<InvalidField?> CheckPasswordAsync(UserManager<StaffUser> users, StaffUser person, string? password)
    {
        if (string.IsNullOrEmpty(password))
        {
            return new InvalidField(FormField.Password, FieldProblem.Missing);
        }

        return await users.CheckPasswordAsync(person, password) ? null : new InvalidField(FormField.Password, FieldProblem.Wrong);
    }

    private static async Task SetAsync(UseCaseContext context, UserManager<StaffUser> users, StaffUser person, string newPassword)
    {
        await StaffAccounts.RevokeLinksAsync(context.Db, person.Id, context.Now, context.Cancellation);
        StaffIdentity.EnsureSucceeded(await users.RemovePasswordAsync(person));
        StaffIdentity.EnsureSucceeded(await users.AddPasswordAsync(person, newPassword));
        context.Audit(person.AsActor(), AuditAction.PasswordSet, AuditSubject.Staff, person.Id);
    }
}
