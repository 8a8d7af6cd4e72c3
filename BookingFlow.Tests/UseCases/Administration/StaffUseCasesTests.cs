using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class StaffUseCasesOnSqliteTests() : StaffUseCasesTests(DatabaseDialect.Sqlite);

public sealed class StaffUseCasesOnSqlServerTests() : StaffUseCasesTests(DatabaseDialect.SqlServer);

/// <summary>Tests of inviting, editing, disabling and enabling staff accounts, and of sending password links.</summary>
public abstract class StaffUseCasesTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly Actor Shell = new(null, "shell");

    private StaffUseCases Staff => Host.Staff;

    [Fact]
    public async Task Invitation_creates_an_account_without_a_password_and_an_invitation_mail()
    {
        var id = (
            await Staff.InviteStaff.InviteAsync(
                new("Dora Costa", " Dora.Costa+door@staff.example ", StaffRoles.Door), Shell, CancellationToken.None)).Value;

        var person = await AccountAsync(id);
        Assert.Equal(("Dora.Costa+door@staff.example", null, "Dora Costa"), (person.Email, person.PasswordHash, person.DisplayName));
        Assert.Equal(StaffRoles.Door, await RoleAsync(id));
        var mail = await Host.Database.ReadAsync(db => db.Outbox.SingleAsync());
        Assert.Equal((MailKind.Invitation, (int?)id), (mail.Kind, mail.StaffId));
        Assert.Equal([mail.Id], Host.Jobs.MailIds);
        await AssertLastAuditEntryAsync(AuditAction.StaffInvited, id, StaffRoles.Door, Shell);
    }

    [Theory]
    [InlineData("dora@staff.example")]
    [InlineData(" DORA@Staff.Example ")]
    public async Task Invitation_with_an_address_in_use_is_refused_in_any_notation_and_changes_nothing(string email)
    {
        await AddAsync(StaffRoles.Door, "dora@staff.example");
        var before = await CountsAsync();

        var result = await Staff.InviteStaff.InviteAsync(new("Another", email, StaffRoles.Door), Shell, CancellationToken.None);

        Assert.Equal([new InvalidField(FormField.Email, FieldProblem.Taken)], result.Failure!.Fields);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Two_parallel_invitations_to_one_address_create_one_account()
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            Task.Run(() => Staff.InviteStaff.InviteAsync(new("Dora", "dora@staff.example", StaffRoles.Door), Shell, CancellationToken.None))));

        Assert.Single(both, result => result.Succeeded);
        Assert.Single(both, result => result.Failure?.Fields is [{ Problem: FieldProblem.Taken }]);
    }

    [Fact]
    public async Task Changing_the_role_ends_sessions_and_changing_the_name_does_not()
    {
        var id = await AddAsync(StaffRoles.Door);
        var stamp = (await AccountAsync(id)).SecurityStamp;

        Assert.True((await Staff.EditStaff.EditAsync(id, "Dora Novak", StaffRoles.Door, Shell, CancellationToken.None)).Succeeded);
        Assert.Equal(("Dora Novak", stamp), ((await AccountAsync(id)).DisplayName, (await AccountAsync(id)).SecurityStamp));
        await AssertLastAuditEntryAsync(AuditAction.StaffEdited, id, "Dora → Dora Novak", Shell);

        Assert.True((await Staff.EditStaff.EditAsync(id, "Dora Novak", StaffRoles.BoxOffice, Shell, CancellationToken.None)).Succeeded);
        Assert.NotEqual(stamp, (await AccountAsync(id)).SecurityStamp);
        Assert.Equal(StaffRoles.BoxOffice, await RoleAsync(id));
        await AssertLastAuditEntryAsync(AuditAction.StaffEdited, id, "Door → BoxOffice", Shell);
    }

    [Fact]
    public async Task Saving_an_unchanged_account_is_not_audited()
    {
        var id = await AddAsync(StaffRoles.Door);
        var before = await CountsAsync();
        Assert.True((await Staff.EditStaff.EditAsync(id, "Dora", StaffRoles.Door, Shell, CancellationToken.None)).Succeeded);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Last_enabled_Administrator_cannot_be_disabled_or_demoted()
    {
        var (last, off) = (await AddAsync(StaffRoles.Administrator), await AddAsync(StaffRoles.Administrator));
        Assert.True((await Staff.DisableStaff.DisableAsync(off, Shell, CancellationToken.None)).Succeeded);

        Assert.Equal(Obstacle.LastAdministrator, (await Staff.DisableStaff.DisableAsync(last, Shell, CancellationToken.None)).Failure!.Obstacle);
        Assert.Equal(
            Obstacle.LastAdministrator,
            (await Staff.EditStaff.EditAsync(last, "Dora", StaffRoles.Door, Shell, CancellationToken.None)).Failure!.Obstacle);
        Assert.Equal(StaffRoles.Administrator, await RoleAsync(last));
        // A disabled Administrator can be demoted.
        Assert.True((await Staff.EditStaff.EditAsync(off, "Dora", StaffRoles.Door, Shell, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Two_Administrators_disabling_each_other_in_parallel_leave_one_enabled()
    {
        var (one, other) = (await AddAsync(StaffRoles.Administrator), await AddAsync(StaffRoles.Administrator));

        await Task.WhenAll(
            Task.Run(() => Staff.DisableStaff.DisableAsync(other, new Actor(one, "One"), CancellationToken.None)),
            Task.Run(() => Staff.DisableStaff.DisableAsync(one, new Actor(other, "Other"), CancellationToken.None)));

        Assert.Equal(1, await Host.Database.ReadAsync(db => db.Users.CountAsync(u => (u.Id == one || u.Id == other) && u.DisabledAt == null)));
    }

    [Fact]
    public async Task Disabling_ones_own_account_is_refused()
    {
        var (one, _) = (await AddAsync(StaffRoles.Administrator), await AddAsync(StaffRoles.Administrator));
        Assert.Equal(
            Obstacle.OwnAccount, (await Staff.DisableStaff.DisableAsync(one, new Actor(one, "Dora"), CancellationToken.None)).Failure!.Obstacle);
        Assert.Null((await AccountAsync(one)).DisabledAt);
    }

    [Fact]
    public async Task Disabling_revokes_sessions_and_links_and_enabling_restores_neither()
    {
        var added = (
            await Staff.InviteStaff.AddFromShellAsync(
                new("Dora", "dora@staff.example", StaffRoles.Door), password: null, Shell, CancellationToken.None)).Value!;
        var stamp = (await AccountAsync(added.Id)).SecurityStamp;

        Assert.True((await Staff.DisableStaff.DisableAsync(added.Id, Shell, CancellationToken.None)).Succeeded);
        Assert.NotEqual(stamp, (await AccountAsync(added.Id)).SecurityStamp);
        await AssertLinkInvalidAsync(added.SetPassword!.Value);
        await AssertLastAuditEntryAsync(AuditAction.StaffDisabled, added.Id, null, Shell);

        stamp = (await AccountAsync(added.Id)).SecurityStamp;
        Assert.True((await Staff.EnableStaff.EnableAsync(added.Id, Shell, CancellationToken.None)).Succeeded);
        Assert.Null((await AccountAsync(added.Id)).DisabledAt);
        Assert.NotEqual(stamp, (await AccountAsync(added.Id)).SecurityStamp);
        await AssertLinkInvalidAsync(added.SetPassword!.Value);
        await AssertLastAuditEntryAsync(AuditAction.StaffEnabled, added.Id, null, Shell);
    }

    [Fact]
    public async Task Password_link_is_an_invitation_before_the_first_password_and_a_reset_afterwards()
    {
        var id = (
            await Staff.InviteStaff.AddFromShellAsync(
                new("Dora", "dora@staff.example", StaffRoles.Door), password: null, Shell, CancellationToken.None)).Value!.Id;
        Assert.True((await Staff.SendPasswordLink.SendAsync(id, Shell, CancellationToken.None)).Succeeded);
        await SetPasswordAsync(id);
        Assert.True((await Staff.SendPasswordLink.SendAsync(id, Shell, CancellationToken.None)).Succeeded);

        Assert.Equal(
            [MailKind.Invitation, MailKind.PasswordReset],
            await Host.Database.ReadAsync(db => db.Outbox.OrderBy(m => m.Id).Select(m => m.Kind).ToListAsync()));
        await AssertLastAuditEntryAsync(AuditAction.MailSentAgain, id, null, Shell);
    }

    [Fact]
    public async Task Disabled_account_is_sent_no_link()
    {
        var id = await AddAsync(StaffRoles.Door, "dora@staff.example");
        await Staff.DisableStaff.DisableAsync(id, Shell, CancellationToken.None);
        Assert.Equal(Obstacle.StaffDisabled, (await Staff.SendPasswordLink.SendAsync(id, Shell, CancellationToken.None)).Failure!.Obstacle);
        Assert.False((await Staff.SendPasswordLink.SendResetLinkAsync("dora@staff.example", clientKey: 1, CancellationToken.None)).Value);
        Assert.Empty(Host.Jobs.MailIds);
    }

    [Theory]
    [InlineData(" Dora@STAFF.example", 1)]
    [InlineData("unknown@staff.example", 0)]
    public async Task Forgotten_password_request_sends_mail_only_to_an_existing_account(string email, int mails)
    {
        await AddAsync(StaffRoles.Door, "dora@staff.example");
        Assert.Equal(mails > 0, (await Staff.SendPasswordLink.SendResetLinkAsync(email, clientKey: 1, CancellationToken.None)).Value);
        Assert.Equal(mails, Host.Jobs.MailIds.Count);
    }

    [Fact]
    public async Task Unknown_account_returns_NotFound()
    {
        Assert.Equal(
            FailureKind.NotFound, (await Staff.EditStaff.EditAsync(4711, "Dora", StaffRoles.Door, Shell, CancellationToken.None)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await Staff.EditStaff.RenameAsync(4711, "Dora", Shell, CancellationToken.None)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await Staff.DisableStaff.DisableAsync(4711, Shell, CancellationToken.None)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await Staff.EnableStaff.EnableAsync(4711, Shell, CancellationToken.None)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await Staff.SendPasswordLink.SendAsync(4711, Shell, CancellationToken.None)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await Staff.SwitchTwoFactorOff.SwitchOffForAsync(4711, Shell, CancellationToken.None)).Failure!.Kind);
    }

    private async Task<int> AddAsync(string role, string? email = null)
    {
        var added = await Staff.InviteStaff.AddFromShellAsync(
            new("Dora", email ?? $"{Guid.NewGuid():N}@staff.example", role), BookingFlowApp.StaffPassword, Shell, CancellationToken.None);
        return added.Value!.Id;
    }

    private async Task SetPasswordAsync(int id)
    {
        var link = Token.New();
        await Host.Database.AddAsync(StaffLink.Of(link, StaffLinkPurpose.SetPassword, id, TestTimes.Now, TestTimes.Now.AddDays(1)));
        Assert.True((await Staff.SetPassword.ByLinkAsync(link, "a long password", CancellationToken.None)).Succeeded);
    }

    private async Task AssertLinkInvalidAsync(Token link) =>
        Assert.Equal(
            FailureKind.StaffLinkInvalid, (await Staff.SetPassword.ByLinkAsync(link, "a long password", CancellationToken.None)).Failure!.Kind);

    private async Task AssertLastAuditEntryAsync(AuditAction action, int id, string? detail, Actor actor)
    {
        var entry = await Host.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).LastAsync());
        Assert.Equal(
            (action, AuditSubject.Staff, (int?)id, detail, actor),
            (entry.Action, entry.Subject, entry.SubjectId, entry.Detail, new Actor(entry.StaffId, entry.StaffName)));
        Assert.Equal(TestTimes.Now, entry.At);
    }

    private Task<StaffUser> AccountAsync(int id) => Host.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == id));

    private Task<string?> RoleAsync(int id) => Host.Database.ReadAsync(db => StaffAccounts.GetRoleAsync(db, id, CancellationToken.None));

    private Task<(int, int, int)> CountsAsync() =>
        Host.Database.ReadAsync(async db => (await db.Users.CountAsync(), await db.AuditLog.CountAsync(), await db.Outbox.CountAsync()));
}
