using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class StaffAccountsOnSqliteTests() : StaffAccountsTests(DatabaseDialect.Sqlite);

public sealed class StaffAccountsOnSqlServerTests() : StaffAccountsTests(DatabaseDialect.SqlServer);

/// <summary>Inviting, changing and switching off colleagues.</summary>
public abstract class StaffAccountsTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly Actor Shell = new(null, "shell");

    private StaffUseCases People => House.People;

    [Fact]
    public async Task An_invitation_is_an_account_without_a_password_a_mail_that_is_owed_and_a_line_in_the_log()
    {
        var id = (
            await People.InviteStaff.InviteAsync(
                new("Dora Costa", " Dora.Costa+door@staff.example ", StaffRoles.Door), Shell, CancellationToken.None)).Value;

        var person = await PersonAsync(id);
        Assert.Equal(("Dora.Costa+door@staff.example", null, "Dora Costa"), (person.Email, person.PasswordHash, person.DisplayName));
        Assert.Equal(StaffRoles.Door, await RoleAsync(id));
        var mail = await House.Database.ReadAsync(db => db.Outbox.SingleAsync());
        Assert.Equal((MailKind.Invitation, (int?)id), (mail.Kind, mail.StaffId));
        Assert.Equal([mail.Id], House.Jobs.Mails);
        await AssertLastLoggedAsync(AuditAction.StaffInvited, id, StaffRoles.Door, Shell);
    }

    [Theory]
    [InlineData("dora@staff.example")]
    [InlineData(" DORA@Staff.Example ")]
    public async Task An_address_in_use_is_told_beside_its_field_however_it_is_written_and_nothing_is_left_behind(string email)
    {
        await AddAsync(StaffRoles.Door, "dora@staff.example");
        var before = await CountsAsync();

        var result = await People.InviteStaff.InviteAsync(new("Another", email, StaffRoles.Door), Shell, CancellationToken.None);

        Assert.Equal([new InvalidField(FormField.Email, FieldProblem.Taken)], result.Failure!.Fields);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Of_two_who_invite_the_same_person_at_once_one_is_told_that_the_address_is_in_use()
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            Task.Run(() => People.InviteStaff.InviteAsync(new("Dora", "dora@staff.example", StaffRoles.Door), Shell, CancellationToken.None))));

        Assert.Single(both, result => result.Succeeded);
        Assert.Single(both, result => result.Failure?.Fields is [{ Problem: FieldProblem.Taken }]);
    }

    [Fact]
    public async Task With_another_role_the_sessions_end_and_with_another_name_they_do_not()
    {
        var id = await AddAsync(StaffRoles.Door);
        var stamp = (await PersonAsync(id)).SecurityStamp;

        Assert.True((await People.EditStaff.EditAsync(id, "Dora Novak", StaffRoles.Door, Shell, CancellationToken.None)).Succeeded);
        Assert.Equal(("Dora Novak", stamp), ((await PersonAsync(id)).DisplayName, (await PersonAsync(id)).SecurityStamp));
        await AssertLastLoggedAsync(AuditAction.StaffEdited, id, "Dora → Dora Novak", Shell);

        Assert.True((await People.EditStaff.EditAsync(id, "Dora Novak", StaffRoles.BoxOffice, Shell, CancellationToken.None)).Succeeded);
        Assert.NotEqual(stamp, (await PersonAsync(id)).SecurityStamp);
        Assert.Equal(StaffRoles.BoxOffice, await RoleAsync(id));
        await AssertLastLoggedAsync(AuditAction.StaffEdited, id, "Door → BoxOffice", Shell);
    }

    [Fact]
    public async Task Saving_what_was_not_changed_leaves_no_line_in_the_log()
    {
        var id = await AddAsync(StaffRoles.Door);
        var before = await CountsAsync();
        Assert.True((await People.EditStaff.EditAsync(id, "Dora", StaffRoles.Door, Shell, CancellationToken.None)).Succeeded);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task The_last_Administrator_who_can_sign_in_stays_one_and_stays_on()
    {
        var (last, off) = (await AddAsync(StaffRoles.Administrator), await AddAsync(StaffRoles.Administrator));
        Assert.True((await People.DisableStaff.DisableAsync(off, Shell, CancellationToken.None)).Succeeded);

        Assert.Equal(Obstacle.LastAdministrator, (await People.DisableStaff.DisableAsync(last, Shell, CancellationToken.None)).Failure!.Obstacle);
        Assert.Equal(
            Obstacle.LastAdministrator,
            (await People.EditStaff.EditAsync(last, "Dora", StaffRoles.Door, Shell, CancellationToken.None)).Failure!.Obstacle);
        Assert.Equal(StaffRoles.Administrator, await RoleAsync(last));
        // Whoever is off already can have another role.
        Assert.True((await People.EditStaff.EditAsync(off, "Dora", StaffRoles.Door, Shell, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Of_two_Administrators_who_switch_each_other_off_at_once_one_stays()
    {
        var (one, other) = (await AddAsync(StaffRoles.Administrator), await AddAsync(StaffRoles.Administrator));

        await Task.WhenAll(
            Task.Run(() => People.DisableStaff.DisableAsync(other, new Actor(one, "One"), CancellationToken.None)),
            Task.Run(() => People.DisableStaff.DisableAsync(one, new Actor(other, "Other"), CancellationToken.None)));

        Assert.Equal(1, await House.Database.ReadAsync(db => db.Users.CountAsync(u => (u.Id == one || u.Id == other) && u.DisabledAt == null)));
    }

    [Fact]
    public async Task Nobody_switches_off_themselves()
    {
        var (one, _) = (await AddAsync(StaffRoles.Administrator), await AddAsync(StaffRoles.Administrator));
        Assert.Equal(
            Obstacle.OwnAccount, (await People.DisableStaff.DisableAsync(one, new Actor(one, "Dora"), CancellationToken.None)).Failure!.Obstacle);
        Assert.Null((await PersonAsync(one)).DisabledAt);
    }

    [Fact]
    public async Task Switching_off_ends_the_sessions_and_the_links_and_switching_on_brings_neither_back()
    {
        var added = (
            await People.InviteStaff.AddByHandAsync(
                new("Dora", "dora@staff.example", StaffRoles.Door), password: null, Shell, CancellationToken.None)).Value!;
        var stamp = (await PersonAsync(added.Id)).SecurityStamp;

        Assert.True((await People.DisableStaff.DisableAsync(added.Id, Shell, CancellationToken.None)).Succeeded);
        Assert.NotEqual(stamp, (await PersonAsync(added.Id)).SecurityStamp);
        await AssertLinkIsDeadAsync(added.SetPassword!.Value);
        await AssertLastLoggedAsync(AuditAction.StaffDisabled, added.Id, null, Shell);

        Assert.True((await People.EnableStaff.EnableAsync(added.Id, Shell, CancellationToken.None)).Succeeded);
        Assert.Null((await PersonAsync(added.Id)).DisabledAt);
        await AssertLinkIsDeadAsync(added.SetPassword!.Value);
        await AssertLastLoggedAsync(AuditAction.StaffEnabled, added.Id, null, Shell);
    }

    [Fact]
    public async Task An_Administrator_sends_the_invitation_again_while_there_is_no_password_and_a_link_for_a_new_one_afterwards()
    {
        var id = (
            await People.InviteStaff.AddByHandAsync(
                new("Dora", "dora@staff.example", StaffRoles.Door), password: null, Shell, CancellationToken.None)).Value!.Id;
        Assert.True((await People.SendPasswordLink.SendAsync(id, Shell, CancellationToken.None)).Succeeded);
        await GivePasswordAsync(id);
        Assert.True((await People.SendPasswordLink.SendAsync(id, Shell, CancellationToken.None)).Succeeded);

        Assert.Equal(
            [MailKind.Invitation, MailKind.PasswordReset],
            await House.Database.ReadAsync(db => db.Outbox.OrderBy(m => m.Id).Select(m => m.Kind).ToListAsync()));
        await AssertLastLoggedAsync(AuditAction.MailSentAgain, id, null, Shell);
    }

    [Fact]
    public async Task No_link_is_sent_to_somebody_who_is_switched_off()
    {
        var id = await AddAsync(StaffRoles.Door, "dora@staff.example");
        await People.DisableStaff.DisableAsync(id, Shell, CancellationToken.None);
        Assert.Equal(Obstacle.StaffDisabled, (await People.SendPasswordLink.SendAsync(id, Shell, CancellationToken.None)).Failure!.Obstacle);
        Assert.False((await People.SendPasswordLink.ForgottenAsync("dora@staff.example", CancellationToken.None)).Value);
        Assert.Empty(House.Jobs.Mails);
    }

    [Theory]
    [InlineData(" Dora@STAFF.example", 1)]
    [InlineData("nobody@staff.example", 0)]
    public async Task Who_forgot_the_password_is_owed_a_mail_if_there_is_such_a_person(string email, int mails)
    {
        await AddAsync(StaffRoles.Door, "dora@staff.example");
        Assert.True((await People.SendPasswordLink.ForgottenAsync(email, CancellationToken.None)).Succeeded);
        Assert.Equal(mails, House.Jobs.Mails.Count);
    }

    [Fact]
    public async Task Nobody_with_this_id_is_told_as_such()
    {
        Assert.Equal(
            FailureKind.NotFound, (await People.EditStaff.EditAsync(4711, "Dora", StaffRoles.Door, Shell, CancellationToken.None)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await People.EditStaff.RenameAsync(4711, "Dora", Shell, CancellationToken.None)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await People.DisableStaff.DisableAsync(4711, Shell, CancellationToken.None)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await People.EnableStaff.EnableAsync(4711, Shell, CancellationToken.None)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await People.SendPasswordLink.SendAsync(4711, Shell, CancellationToken.None)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await People.SwitchTwoFactorOff.TakeAwayAsync(4711, Shell, CancellationToken.None)).Failure!.Kind);
    }

    private async Task<int> AddAsync(string role, string? email = null)
    {
        var added = await People.InviteStaff.AddByHandAsync(
            new("Dora", email ?? $"{Guid.NewGuid():N}@staff.example", role), BookingFlowApp.StaffPassword, Shell, CancellationToken.None);
        return added.Value!.Id;
    }

    private async Task GivePasswordAsync(int id)
    {
        var link = Token.New();
        await House.Database.AddAsync(StaffLink.Of(link, StaffLinkPurpose.SetPassword, id, AMoment.Now, AMoment.Now.AddDays(1)));
        Assert.True((await People.SetPassword.ByLinkAsync(link, "a long password", CancellationToken.None)).Succeeded);
    }

    private async Task AssertLinkIsDeadAsync(Token link) =>
        Assert.Equal(
            FailureKind.StaffLinkInvalid, (await People.SetPassword.ByLinkAsync(link, "a long password", CancellationToken.None)).Failure!.Kind);

    private async Task AssertLastLoggedAsync(AuditAction act, int id, string? detail, Actor by)
    {
        var entry = await House.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).LastAsync());
        Assert.Equal(
            (act, AuditSubject.Staff, (int?)id, detail, by),
            (entry.Act, entry.Thing, entry.ThingId, entry.Detail, new Actor(entry.StaffId, entry.StaffName)));
        Assert.Equal(AMoment.Now, entry.At);
    }

    private Task<StaffUser> PersonAsync(int id) => House.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == id));

    private Task<string?> RoleAsync(int id) => House.Database.ReadAsync(db => StaffAccounts.RoleOfAsync(db, id, CancellationToken.None));

    private Task<(int, int, int)> CountsAsync() =>
        House.Database.ReadAsync(async db => (await db.Users.CountAsync(), await db.AuditLog.CountAsync(), await db.Outbox.CountAsync()));
}
