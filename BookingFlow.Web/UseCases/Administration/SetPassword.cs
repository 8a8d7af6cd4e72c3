using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>
/// Somebody of the house sets a new password, by a mailed link or knowing the old one. All other links of the person die with
/// it, and every session ends.
/// </summary>
public sealed class SetPassword(WriteTransaction write, StaffIdentity identity)
{
    /// <returns>The person's id, or: InvalidInput, StaffLinkInvalid (unknown, used, run out, or the person is switched off), Busy.</returns>
    public async Task<Result<int>> ByLinkAsync(Token link, string? newPassword, CancellationToken cancellationToken)
    {
        var hash = link.Hash;
        return await write.RunAsync<int>(
            actor: null,
            async context =>
            {
                var found = await context.Db.StaffLinks.SingleOrDefaultAsync(
                    l => l.Hash == hash && l.Purpose == StaffLinkPurpose.SetPassword, context.Cancellation);
                if (found?.IsGood(context.Now) != true
                    || await context.Db.Users.SingleOrDefaultAsync(u => u.Id == found.StaffId && u.DisabledAt == null, context.Cancellation)
                        is not { } person)
                {
                    return new Failure(FailureKind.StaffLinkInvalid);
                }

                if (NewPassword.Check(newPassword) is { } wrong)
                {
                    return Failure.InvalidInput(wrong);
                }

                using var people = identity.In(context.Db);
                // Whoever holds the link reads the mail that went there.
                person.EmailConfirmed = true;
                await SetAsync(context, people, person, newPassword!);
                return person.Id;
            },
            cancellationToken);
    }

    /// <returns>The person's id, or: NotFound, InvalidInput (Password where the old one is wrong, NewPassword), Busy.</returns>
    public Task<Result<int>> OwnAsync(int id, string? password, string? newPassword, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor: null,
        async context =>
        {
            if (await context.Db.Users.SingleOrDefaultAsync(u => u.Id == id, context.Cancellation) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            using var people = identity.In(context.Db);
            var wrong = new[] { await CheckPasswordAsync(people, person, password), NewPassword.Check(newPassword) }.OfType<InvalidField>().ToArray();
            if (wrong.Length > 0)
            {
                return Failure.InvalidInput(wrong);
            }

            await SetAsync(context, people, person, newPassword!);
            return id;
        },
        cancellationToken);

    /// <returns>What is wrong with the password that somebody is asked for once more; null: it is right.</returns>
    internal static async Task<InvalidField?> CheckPasswordAsync(UserManager<StaffUser> people, StaffUser person, string? password)
    {
        if (string.IsNullOrEmpty(password))
        {
            return new InvalidField(FormField.Password, FieldProblem.Missing);
        }

        return await people.CheckPasswordAsync(person, password) ? null : new InvalidField(FormField.Password, FieldProblem.Wrong);
    }

    private static async Task SetAsync(UseCaseContext context, UserManager<StaffUser> people, StaffUser person, string newPassword)
    {
        await StaffAccounts.EndLinksAsync(context.Db, person.Id, context.Now, context.Cancellation);
        StaffIdentity.Require(await people.RemovePasswordAsync(person));
        StaffIdentity.Require(await people.AddPasswordAsync(person, newPassword));
        context.Audit(person.AsActor(), AuditAction.PasswordSet, AuditSubject.Staff, person.Id);
    }
}
