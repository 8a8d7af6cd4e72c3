using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A colleague gets another name or is there for something else. With another role all sessions of the person end.</summary>
public sealed class EditStaff(WriteTransaction write, StaffAccounts accounts, TimeProvider clock)
{
    /// <returns>The person's id, or: NotFound, InvalidInput, NotPossible (the last Administrator stays one), Busy.</returns>
    public Task<Result<int>> EditAsync(int id, string? displayName, string? role, Actor by, CancellationToken cancellationToken) => write.RunAsync<int>(
        async (db, cancelled) =>
        {
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == id, cancelled) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            var check = ValidStaff.Check(displayName, person.Email, role);
            if (!check.Succeeded)
            {
                return check.Failure;
            }

            using var people = accounts.In(db);
            var changes = new List<string>();
            if (Rename(person, check.Value.DisplayName) is { } renamed)
            {
                changes.Add(renamed);
            }

            var before = await StaffAccounts.RoleOfAsync(db, id, cancelled);
            if (before != check.Value.Role)
            {
                if (person.DisabledAt is null && await StaffAccounts.IsLastAdministratorAsync(db, id, cancelled))
                {
                    return Failure.NotPossible(Obstacle.LastAdministrator);
                }

                await StaffAccounts.SetRoleAsync(db, id, check.Value.Role, cancelled);
                StaffAccounts.Demand(await people.UpdateSecurityStampAsync(person));
                changes.Add($"{before} → {check.Value.Role}");
            }

            return await SaveAsync(db, people, person, changes, by);
        },
        cancellationToken);

    /// <summary>Somebody changes the own name, and nothing else.</summary>
    /// <returns>The person's id, or: NotFound, InvalidInput, Busy.</returns>
    public Task<Result<int>> RenameAsync(int id, string? displayName, Actor by, CancellationToken cancellationToken) => write.RunAsync<int>(
        async (db, cancelled) =>
        {
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == id, cancelled) is not { } person)
            {
                return new Failure(FailureKind.NotFound);
            }

            if (ValidStaff.CheckName(displayName) is { } wrong)
            {
                return Failure.InvalidInput(wrong);
            }

            using var people = accounts.In(db);
            return await SaveAsync(db, people, person, Rename(person, FieldChecks.Tidy(displayName)!) is { } renamed ? [renamed] : [], by);
        },
        cancellationToken);

    private static string? Rename(StaffUser person, string name)
    {
        var before = person.DisplayName;
        person.DisplayName = name;
        return string.Equals(before, name, StringComparison.Ordinal) ? null : $"{before} → {name}";
    }

    private async Task<int> SaveAsync(BookingDbContext db, UserManager<StaffUser> people, StaffUser person, List<string> changes, Actor by)
    {
        if (changes.Count > 0)
        {
            StaffAccounts.Demand(await people.UpdateAsync(person));
            db.Add(AuditEntry.Of(by, AuditAction.StaffEdited, AuditSubject.Staff, person.Id, string.Join("; ", changes), clock.GetUtcNow().UtcDateTime));
        }

        return person.Id;
    }
}
