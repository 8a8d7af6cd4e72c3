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
public sealed class SetPassword(WriteTransaction write, StaffAccounts accounts, TimeProvider clock)
{
    /// <returns>The person's id, or: InvalidInput, StaffLinkInvalid (unknown, used, run out, or the person is switched off), Busy.</returns>
    public async Task<Result<int>> ByLinkAsync(Token link, string? newPassword, CancellationToken cancellationToken)
    {
        var hash = link.Hash;
        return await write.RunAsync<int>(
            async (db, cancelled) =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var found = await db.StaffLinks.SingleOrDefaultAsync(l => l.Hash == hash && l.Purpose == StaffLinkPurpose.SetPassword, cancelled);
                if (found?.IsGood(now) != true
                    || await db.Users.SingleOrDefaultAsync(u => u.Id == found.StaffId && u.DisabledAt == null, cancelled) is not { } person)
                {
                    return new Failure(FailureKind.StaffLinkInvalid);
                }

                if (NewPassword.Check(newPassword) is { } wrong)
                {
                    return Failure.InvalidInput(wrong);
                }

                using var people = accounts.In(db);
                // Whoever holds the link reads the mail that went there.
                person.EmailConfirmed = true;
                await SetAsync(db, people, person, newPassword!, now, cancelled);
                return person.Id;
            },
            cancellationToken);
    }

    /// <returns>The person's id, or: NotFound, InvalidInput (Password where the old one is wrong, NewPassword), Busy.</returns>
    public Task<Result<int>> OwnAsync(int id, string? password, string? newPassword, CancellationToken cancellationToken) => write.RunAsync<int>(
        async (db, cancelled) =>
        {
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == id, cancelled) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            using var people = accounts.In(db);
            var wrong = new[] { await WhyNotAsync(people, person, password), NewPassword.Check(newPassword) }.OfType<InvalidField>().ToArray();
            if (wrong.Length > 0)
            {
                return Failure.InvalidInput(wrong);
            }

            await SetAsync(db, people, person, newPassword!, clock.GetUtcNow().UtcDateTime, cancelled);
            return id;
        },
        cancellationToken);

    /// <returns>What is wrong with the password that somebody is asked for once more; null: it is right.</returns>
    internal static async Task<InvalidField?> WhyNotAsync(UserManager<StaffUser> people, StaffUser person, string? password)
    {
        if (string.IsNullOrEmpty(password))
        {
            return new InvalidField(FormField.Password, FieldProblem.Missing);
        }

        return await people.CheckPasswordAsync(person, password) ? null : new InvalidField(FormField.Password, FieldProblem.Wrong);
    }

    private static async Task SetAsync(
        BookingDbContext db, UserManager<StaffUser> people, StaffUser person, string newPassword, DateTime now, CancellationToken cancellationToken)
    {
        await StaffAccounts.EndLinksAsync(db, person.Id, now, cancellationToken);
        StaffAccounts.Demand(await people.RemovePasswordAsync(person));
        StaffAccounts.Demand(await people.AddPasswordAsync(person, newPassword));
        db.Add(AuditEntry.Of(new Actor(person.Id, person.DisplayName), AuditAction.PasswordSet, AuditSubject.Staff, person.Id, detail: null, now));
    }
}
