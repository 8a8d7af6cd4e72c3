using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Changes the name or role of a staff member. A changed role ends all sessions of the account.</summary>
public sealed class EditStaff(WriteTransaction write, StaffIdentity identity)
{
    /// <summary>Changes name and role, by an Administrator.</summary>
    /// <returns>The staff id, or: NotFound, InvalidInput, NotPossible (last Administrator), Busy.</returns>
    public Task<Result<int>> EditAsync(
        int id, string? displayName, string? role, Actor actor, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor,
        async context =>
        {
            if (await context.Db.Users.SingleOrDefaultAsync(u => u.Id == id, context.Cancellation) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            var check = ValidStaff.Check(displayName, person.Email, role);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            using var users = identity.CreateUserManager(context.Db);
            var changes = new List<string>();
            if (Rename(person, check.Value.DisplayName) is { } renamed)
            {
                changes.Add(renamed);
            }

            var before = await StaffAccounts.GetRoleAsync(context.Db, id, context.Cancellation);
            if (before != check.Value.Role)
            {
                if (person.DisabledAt is null && await CheckRemainingAdministratorsAsync(context, id) is { } refusal)
                {
                    return refusal;
                }

                await StaffAccounts.SetRoleAsync(context.Db, id, check.Value.Role, context.Cancellation);
                StaffIdentity.EnsureSucceeded(await users.UpdateSecurityStampAsync(person));
                changes.Add($"{before} → {check.Value.Role}");
            }

            return await SaveAsync(context, users, person, changes);
        },
        cancellationToken);

    /// <summary>Changes only the name, by the staff member.</summary>
    /// <returns>The staff id, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<int>> RenameAsync(int id, string? displayName, Actor actor, CancellationToken cancellationToken) => write.RunAsync<int>(
        actor,
        async context =>
        {
            if (await context.Db.Users.SingleOrDefaultAsync(u => u.Id == id, context.Cancellation) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (ValidStaff.CheckName(displayName) is { } wrong)
            {
                return Failure.InvalidInput(wrong);
            }

            using var users = identity.CreateUserManager(context.Db);
            return await SaveAsync(context, users, person, Rename(person, FieldChecks.NormalizeLine(displayName)!) is { } renamed ? [renamed] : []);
        },
        cancellationToken);

    private static string? Rename(StaffUser person, string name)
    {
        var before = person.DisplayName;
        person.DisplayName = name;
        return string.Equals(before, name, StringComparison.Ordinal) ? null : $"{before} → {name}";
    }

    private static async Task<Failure?> CheckRemainingAdministratorsAsync(UseCaseContext context, int id)
    {
        await StaffAccounts.TouchAdministratorRoleAsync(context.Db, context.Cancellation);
        return await StaffAccounts.IsLastAdministratorAsync(context.Db, id, context.Cancellation)
            ? Failure.NotPossible(Obstacle.LastAdministrator)
            : null;
    }

    private static async Task<int> SaveAsync(UseCaseContext context, UserManager<StaffUser> users, StaffUser person, List<string> changes)
    {
        if (changes.Count > 0)
        {
            StaffIdentity.EnsureSucceeded(await users.UpdateAsync(person));
            context.Audit(AuditAction.StaffEdited, AuditSubject.Staff, person.Id, string.Join("; ", changes));
        }

        return person.Id;
    }
}
