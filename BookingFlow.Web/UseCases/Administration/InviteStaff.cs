using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A new colleague gets an account without a password, and a mail with the link that sets one.</summary>
public sealed class InviteStaff(WriteTransaction write, StaffAccounts accounts, Outbox outbox, TimeProvider clock)
{
    /// <returns>The new person's id, or: InvalidInput (also an address in use), Busy.</returns>
    public async Task<Result<int>> InviteAsync(StaffInput typed, Actor by, CancellationToken cancellationToken)
    {
        OutboxMail? owed = null;
        var result = await AddAsync(typed, password: null, by, (db, id, now) => owed = Outbox.AddForStaff(db, MailKind.Invitation, id, now), cancellationToken);
        outbox.SendSoon(result.Succeeded ? owed : null);
        return result;
    }

    /// <summary>Without mail, for whoever sits at the shell of the server.</summary>
    /// <param name="password">Null: the answer has a link that sets one.</param>
    /// <returns>The person, or: InvalidInput (also an address in use), Busy.</returns>
    public async Task<Result<AddedStaff>> AddByHandAsync(StaffInput typed, string? password, Actor by, CancellationToken cancellationToken)
    {
        if (password is not null && NewPassword.Check(password) is { } wrong)
        {
            return Failure.InvalidInput(wrong);
        }

        var link = Token.New();
        var result = await AddAsync(
            typed,
            password,
            by,
            (db, id, now) =>
            {
                if (password is null)
                {
                    db.Add(StaffLink.Of(link, StaffLinkPurpose.SetPassword, id, now, now + StaffLink.InvitationLifetime));
                }
            },
            cancellationToken);
        return result.Succeeded ? new AddedStaff(result.Value, password is null ? link : null) : result.Failure;
    }

    private async Task<Result<int>> AddAsync(
        StaffInput typed, string? password, Actor by, Action<BookingDbContext, int, DateTime> withLink, CancellationToken cancellationToken)
    {
        var check = ValidStaff.Check(typed.DisplayName, typed.Email, typed.Role);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var details = check.Value;
        return await write.RunAsync<int>(
            async (db, cancelled) =>
            {
                using var people = accounts.In(db);
                if (await people.FindByEmailAsync(details.Email) is not null)
                {
                    return Failure.InvalidInput(new InvalidField(FormField.Email, FieldProblem.Taken));
                }

                var now = clock.GetUtcNow().UtcDateTime;
                var person = await NewAsync(people, details, password);
                await StaffAccounts.SetRoleAsync(db, person.Id, details.Role, cancelled);
                withLink(db, person.Id, now);
                db.Add(AuditEntry.Of(by, AuditAction.StaffInvited, AuditSubject.Staff, person.Id, details.Role, now));
                return person.Id;
            },
            cancellationToken);
    }

    internal static async Task<StaffUser> NewAsync(UserManager<StaffUser> people, ValidStaff details, string? password)
    {
        var person = new StaffUser { UserName = details.Email, Email = details.Email, DisplayName = details.DisplayName };
        StaffAccounts.Demand(password is null ? await people.CreateAsync(person) : await people.CreateAsync(person, password));
        return person;
    }
}
