using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class StaffCredentialsOnSqliteTests() : StaffCredentialsTests(DatabaseDialect.Sqlite);

public sealed class StaffCredentialsOnSqlServerTests() : StaffCredentialsTests(DatabaseDialect.SqlServer);

/// <summary>Tests of the initial setup, passwords and two-factor authentication.</summary>
public abstract class StaffCredentialsTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private const string ValidPassword = "a long password";
    private static readonly Actor Shell = new(null, "shell");

    private StaffUseCases Staff => Host.Staff;

    [Fact]
    public async Task Link_sets_a_password_once_and_revokes_sessions_and_other_links()
    {
        var id = await AddAsync();
        var (link, other) = (await StorePasswordLinkAsync(id), await StorePasswordLinkAsync(id));
        var before = await AccountAsync(id);

        Assert.Equal(id, (await Staff.SetPassword.ByLinkAsync(link, ValidPassword, CancellationToken.None)).Value);

        var after = await AccountAsync(id);
        Assert.True(await HasPasswordAsync(id, ValidPassword));
        Assert.True(after.EmailConfirmed);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        await AssertInvalidAsync(link);
        await AssertInvalidAsync(other);
        var entry = await Host.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).LastAsync());
        Assert.Equal((AuditAction.PasswordSet, (int?)id, (int?)id), (entry.Action, entry.StaffId, entry.SubjectId));
    }

    [Fact]
    public async Task Two_parallel_uses_of_a_link_set_one_password()
    {
        var id = await AddAsync();
        var link = await StorePasswordLinkAsync(id);
        var both = await Task.WhenAll(
            new[] { "first password", "second password" }.Select(
                p => Task.Run(() => Staff.SetPassword.ByLinkAsync(link, p, CancellationToken.None))));
        Assert.Single(both, result => result.Succeeded);
    }

    [Fact]
    public async Task Refused_password_leaves_the_link_valid()
    {
        var link = await StorePasswordLinkAsync(await AddAsync());
        Assert.Equal(
            [new InvalidField(FormField.NewPassword, FieldProblem.TooShort, 10)],
            (await Staff.SetPassword.ByLinkAsync(link, "short", CancellationToken.None)).Failure!.Fields);
        Assert.True((await Staff.SetPassword.ByLinkAsync(link, ValidPassword, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Link_expires_exactly_at_its_expiry_time()
    {
        var (late, inTime) = (await StorePasswordLinkAsync(await AddAsync()), await StorePasswordLinkAsync(await AddAsync()));
        Host.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.True((await Staff.SetPassword.ByLinkAsync(inTime, ValidPassword, CancellationToken.None)).Succeeded);
        Host.Clock.Advance(TimeSpan.FromTicks(1));
        await AssertInvalidAsync(late);
    }

    [Fact]
    public async Task Setup_and_password_links_are_not_interchangeable()
    {
        var setup = (await Staff.InitialSetup.CreateLinkAsync(CancellationToken.None)).Value;
        await AssertInvalidAsync(setup);
        var link = await StorePasswordLinkAsync(await AddAsync(StaffRoles.Door));
        Assert.Equal(
            FailureKind.StaffLinkInvalid,
            (await Staff.InitialSetup.SetUpAsync(link, "Ada", "ada@staff.example", ValidPassword, CancellationToken.None)).Failure!.Kind);
        await AssertInvalidAsync(Token.New());
    }

    [Fact]
    public async Task Changing_ones_own_password_requires_the_current_one()
    {
        var id = await AddAsync();
        var link = await StorePasswordLinkAsync(id);
        Assert.Equal(
            [new(FormField.Password, FieldProblem.Wrong), new(FormField.NewPassword, FieldProblem.TooShort, 10)],
            (await Staff.SetPassword.ChangeOwnAsync(id, "not this one", "short", CancellationToken.None)).Failure!.Fields);
        Assert.True(await HasPasswordAsync(id, BookingFlowApp.StaffPassword));

        Assert.True((await Staff.SetPassword.ChangeOwnAsync(id, BookingFlowApp.StaffPassword, ValidPassword, CancellationToken.None)).Succeeded);
        Assert.True(await HasPasswordAsync(id, ValidPassword));
        await AssertInvalidAsync(link);
    }

    [Fact]
    public async Task First_used_setup_link_invalidates_all_setup_links()
    {
        var (first, second) = (
            (await Staff.InitialSetup.CreateLinkAsync(CancellationToken.None)).Value,
            (await Staff.InitialSetup.CreateLinkAsync(CancellationToken.None)).Value);
        Assert.Equal(
            [FormField.Email, FormField.DisplayName, FormField.NewPassword],
            (await Staff.InitialSetup.SetUpAsync(first, "", "ada", "", CancellationToken.None)).Failure!.Fields.Select(f => f.Field));

        var id = (await Staff.InitialSetup.SetUpAsync(first, "Ada", "ada@staff.example", ValidPassword, CancellationToken.None)).Value;

        Assert.Equal(StaffRoles.Administrator, await Host.Database.ReadAsync(db => StaffAccounts.GetRoleAsync(db, id, CancellationToken.None)));
        Assert.True(await HasPasswordAsync(id, ValidPassword));
        foreach (var link in new[] { first, second })
        {
            Assert.Equal(
                FailureKind.StaffLinkInvalid,
                (await Staff.InitialSetup.SetUpAsync(link, "Eve", "eve@staff.example", ValidPassword, CancellationToken.None)).Failure!.Kind);
        }

        Assert.False((await Staff.InitialSetup.CreateLinkAsync(CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Setup_link_is_invalid_once_an_Administrator_exists()
    {
        var link = (await Staff.InitialSetup.CreateLinkAsync(CancellationToken.None)).Value;
        await AddAsync(StaffRoles.Administrator);
        Assert.Equal(
            FailureKind.StaffLinkInvalid,
            (await Staff.InitialSetup.SetUpAsync(link, "Eve", "eve@staff.example", ValidPassword, CancellationToken.None)).Failure!.Kind);
    }

    [Fact]
    public async Task Two_factor_is_enabled_only_by_a_correct_code_and_a_wrong_code_stores_nothing()
    {
        var (id, key) = (await AddAsync(), AuthenticatorKey.New());
        foreach (var (givenKey, code) in new[] { (key, Authenticator.WrongCode(key)), (key, ""), ("AAAA", Authenticator.Code(key)),
            (null, Authenticator.Code(key)) })
        {
            Assert.Equal(
                FormField.Code,
                Assert.Single((await Staff.SwitchTwoFactorOn.SwitchOnAsync(id, givenKey, code, CancellationToken.None)).Failure!.Fields).Field);
        }

        Assert.False((await AccountAsync(id)).TwoFactorEnabled);
        Assert.Empty(await Host.Database.ReadAsync(db => db.UserTokens.ToListAsync()));

        var before = await AccountAsync(id);
        var codes = (
            await Staff.SwitchTwoFactorOn.SwitchOnAsync(id, key, Authenticator.Code(key).Insert(3, " "), CancellationToken.None)).Value!.Codes;
        Assert.Equal(10, codes.Distinct().Count());
        Assert.True((await AccountAsync(id)).TwoFactorEnabled);
        Assert.NotEqual(before.SecurityStamp, (await AccountAsync(id)).SecurityStamp);
        Assert.Equal(
            FailureKind.NotPossible,
            (await Staff.SwitchTwoFactorOn.SwitchOnAsync(id, key, Authenticator.Code(key), CancellationToken.None)).Failure!.Kind);
    }

    [Fact]
    public async Task Recovery_codes_are_stored_as_hashes_and_work_once_in_any_notation()
    {
        var (id, key) = (await AddAsync(), AuthenticatorKey.New());
        var codes = (await Staff.SwitchTwoFactorOn.SwitchOnAsync(id, key, Authenticator.Code(key), CancellationToken.None)).Value!.Codes;

        var stored = string.Concat(await Host.Database.ReadAsync(db => db.UserTokens.Select(t => t.Value).ToListAsync()));
        Assert.All(codes, code => Assert.DoesNotContain(code, stored, StringComparison.OrdinalIgnoreCase));
        var otherNotation = codes[3].ToLowerInvariant().Replace("-", " ");
        Assert.Equal((true, false), (await RedeemAsync(id, otherNotation), await RedeemAsync(id, codes[3])));
        Assert.True(await RedeemAsync(id, codes[4]));
    }

    [Fact]
    public async Task Disabling_ones_own_two_factor_requires_the_password_and_deletes_key_and_codes()
    {
        var (id, key) = (await AddAsync(), AuthenticatorKey.New());
        await Staff.SwitchTwoFactorOn.SwitchOnAsync(id, key, Authenticator.Code(key), CancellationToken.None);
        Assert.Equal(
            [new(FormField.Password, FieldProblem.Wrong)], (
                await Staff.SwitchTwoFactorOff.SwitchOffOwnAsync(id, "not this one", CancellationToken.None)).Failure!.Fields);
        Assert.True((await AccountAsync(id)).TwoFactorEnabled);

        Assert.True((await Staff.SwitchTwoFactorOff.SwitchOffOwnAsync(id, BookingFlowApp.StaffPassword, CancellationToken.None)).Succeeded);
        Assert.False((await AccountAsync(id)).TwoFactorEnabled);
        Assert.Empty(await Host.Database.ReadAsync(db => db.UserTokens.ToListAsync()));
    }

    [Fact]
    public async Task Two_factor_disabled_by_an_Administrator_ends_sessions_and_is_audited()
    {
        var (id, key) = (await AddAsync(), AuthenticatorKey.New());
        await Staff.SwitchTwoFactorOn.SwitchOnAsync(id, key, Authenticator.Code(key), CancellationToken.None);
        var before = await AccountAsync(id);

        Assert.True((await Staff.SwitchTwoFactorOff.SwitchOffForAsync(id, Shell, CancellationToken.None)).Succeeded);

        var after = await AccountAsync(id);
        Assert.False(after.TwoFactorEnabled);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        var entry = await Host.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).LastAsync());
        Assert.Equal((AuditAction.TwoFactorSwitchedOff, (int?)id, "shell"), (entry.Action, entry.SubjectId, entry.StaffName));
    }

    private async Task<int> AddAsync(string role = StaffRoles.Door) => (await Staff.InviteStaff.AddFromShellAsync(
        new("Dora", $"{Guid.NewGuid():N}@staff.example", role), BookingFlowApp.StaffPassword, Shell, CancellationToken.None)).Value!.Id;

    /// <summary>Stores a password link that is valid for an hour.</summary>
    private async Task<Token> StorePasswordLinkAsync(int id)
    {
        var link = Token.New();
        await Host.Database.AddAsync(StaffLink.Of(link, StaffLinkPurpose.SetPassword, id, TestTimes.Now, TestTimes.Now.AddHours(1)));
        return link;
    }

    private async Task AssertInvalidAsync(Token link) =>
        Assert.Equal(FailureKind.StaffLinkInvalid, (await Staff.SetPassword.ByLinkAsync(link, ValidPassword, CancellationToken.None)).Failure!.Kind);

    private async Task<bool> HasPasswordAsync(int id, string password)
    {
        await using var db = Host.Database.CreateDbContext();
        using var people = Host.Identity.CreateUserManager(db);
        return await people.CheckPasswordAsync((await people.FindByIdAsync($"{id}"))!, password);
    }

    private async Task<bool> RedeemAsync(int id, string code)
    {
        await using var db = Host.Database.CreateDbContext();
        using var people = Host.Identity.CreateUserManager(db);
        return (await people.RedeemTwoFactorRecoveryCodeAsync((await people.FindByIdAsync($"{id}"))!, code)).Succeeded;
    }

    private Task<StaffUser> AccountAsync(int id) => Host.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == id));
}
