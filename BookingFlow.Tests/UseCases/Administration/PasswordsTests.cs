using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class PasswordsOnSqliteTests() : PasswordsTests(DatabaseDialect.Sqlite);

public sealed class PasswordsOnSqlServerTests() : PasswordsTests(DatabaseDialect.SqlServer);

/// <summary>The first Administrator, passwords, and two-factor.</summary>
public abstract class PasswordsTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private const string Good = "a long password";
    private static readonly Actor Shell = new(null, "shell");

    private StaffUseCases People => House.People;

    [Fact]
    public async Task A_link_sets_a_password_once_and_ends_the_sessions_and_every_other_link_of_the_person()
    {
        var id = await AddAsync();
        var (link, other) = (await LinkAsync(id), await LinkAsync(id));
        var before = await PersonAsync(id);

        Assert.Equal(id, (await People.SetPassword.ByLinkAsync(link, Good, CancellationToken.None)).Value);

        var after = await PersonAsync(id);
        Assert.True(await KnowsAsync(id, Good));
        Assert.True(after.EmailConfirmed);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        await AssertIsDeadAsync(link);
        await AssertIsDeadAsync(other);
        var entry = await House.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).LastAsync());
        Assert.Equal((AuditAction.PasswordSet, (int?)id, (int?)id), (entry.Act, entry.StaffId, entry.ThingId));
    }

    [Fact]
    public async Task A_link_used_twice_at_the_same_moment_sets_one_password()
    {
        var id = await AddAsync();
        var link = await LinkAsync(id);
        var both = await Task.WhenAll(
            new[] { "first password", "second password" }.Select(
                p => Task.Run(() => People.SetPassword.ByLinkAsync(link, p, CancellationToken.None))));
        Assert.Single(both, result => result.Succeeded);
    }

    [Fact]
    public async Task A_bad_password_leaves_the_link_as_good_as_it_was()
    {
        var link = await LinkAsync(await AddAsync());
        Assert.Equal(
            [new InvalidField(FormField.NewPassword, FieldProblem.TooShort, 10)],
            (await People.SetPassword.ByLinkAsync(link, "short", CancellationToken.None)).Failure!.Fields);
        Assert.True((await People.SetPassword.ByLinkAsync(link, Good, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task A_link_that_has_run_out_sets_nothing_to_the_second()
    {
        var (late, inTime) = (await LinkAsync(await AddAsync()), await LinkAsync(await AddAsync()));
        House.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.True((await People.SetPassword.ByLinkAsync(inTime, Good, CancellationToken.None)).Succeeded);
        House.Clock.Advance(TimeSpan.FromTicks(1));
        await AssertIsDeadAsync(late);
    }

    [Fact]
    public async Task A_link_for_the_setup_sets_no_password_and_one_for_a_password_sets_nothing_up()
    {
        var setup = (await People.InitialSetup.OfferAsync(CancellationToken.None)).Value;
        await AssertIsDeadAsync(setup);
        var link = await LinkAsync(await AddAsync(StaffRoles.Door));
        Assert.Equal(
            FailureKind.StaffLinkInvalid,
            (await People.InitialSetup.SetUpAsync(link, "Ada", "ada@staff.example", Good, CancellationToken.None)).Failure!.Kind);
        await AssertIsDeadAsync(Token.New());
    }

    [Fact]
    public async Task Who_changes_the_own_password_has_to_know_it()
    {
        var id = await AddAsync();
        var link = await LinkAsync(id);
        Assert.Equal(
            [new(FormField.Password, FieldProblem.Wrong), new(FormField.NewPassword, FieldProblem.TooShort, 10)],
            (await People.SetPassword.OwnAsync(id, "not this one", "short", CancellationToken.None)).Failure!.Fields);
        Assert.True(await KnowsAsync(id, BookingFlowApp.StaffPassword));

        Assert.True((await People.SetPassword.OwnAsync(id, BookingFlowApp.StaffPassword, Good, CancellationToken.None)).Succeeded);
        Assert.True(await KnowsAsync(id, Good));
        await AssertIsDeadAsync(link);
    }

    [Fact]
    public async Task A_house_without_an_Administrator_offers_links_of_which_the_first_that_is_used_ends_all()
    {
        var (first, second) = (
            (await People.InitialSetup.OfferAsync(CancellationToken.None)).Value,
            (await People.InitialSetup.OfferAsync(CancellationToken.None)).Value);
        Assert.Equal(
            [FormField.Email, FormField.DisplayName, FormField.NewPassword],
            (await People.InitialSetup.SetUpAsync(first, "", "ada", "", CancellationToken.None)).Failure!.Fields.Select(f => f.Field));

        var id = (await People.InitialSetup.SetUpAsync(first, "Ada", "ada@staff.example", Good, CancellationToken.None)).Value;

        Assert.Equal(StaffRoles.Administrator, await House.Database.ReadAsync(db => StaffAccounts.RoleOfAsync(db, id, CancellationToken.None)));
        Assert.True(await KnowsAsync(id, Good));
        foreach (var link in new[] { first, second })
        {
            Assert.Equal(
                FailureKind.StaffLinkInvalid,
                (await People.InitialSetup.SetUpAsync(link, "Eve", "eve@staff.example", Good, CancellationToken.None)).Failure!.Kind);
        }

        Assert.False((await People.InitialSetup.OfferAsync(CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Once_somebody_administers_the_house_an_unused_setup_link_makes_nobody()
    {
        var link = (await People.InitialSetup.OfferAsync(CancellationToken.None)).Value;
        await AddAsync(StaffRoles.Administrator);
        Assert.Equal(
            FailureKind.StaffLinkInvalid,
            (await People.InitialSetup.SetUpAsync(link, "Eve", "eve@staff.example", Good, CancellationToken.None)).Failure!.Kind);
    }

    [Fact]
    public async Task Two_factor_is_on_only_after_a_right_code_and_a_wrong_one_leaves_nothing_behind()
    {
        var (id, key) = (await AddAsync(), AuthenticatorKey.New());
        foreach (var (givenKey, code) in new[] { (key, Authenticator.WrongCode(key)), (key, ""), ("AAAA", Authenticator.Code(key)),
            (null, Authenticator.Code(key)) })
        {
            Assert.Equal(
                FormField.Code,
                Assert.Single((await People.SwitchTwoFactorOn.SwitchOnAsync(id, givenKey, code, CancellationToken.None)).Failure!.Fields).Field);
        }

        Assert.False((await PersonAsync(id)).TwoFactorEnabled);
        Assert.Empty(await House.Database.ReadAsync(db => db.UserTokens.ToListAsync()));

        var before = await PersonAsync(id);
        var codes = (
            await People.SwitchTwoFactorOn.SwitchOnAsync(id, key, Authenticator.Code(key).Insert(3, " "), CancellationToken.None)).Value!.Codes;
        Assert.Equal(10, codes.Distinct().Count());
        Assert.True((await PersonAsync(id)).TwoFactorEnabled);
        Assert.NotEqual(before.SecurityStamp, (await PersonAsync(id)).SecurityStamp);
        Assert.Equal(
            FailureKind.NotPossible,
            (await People.SwitchTwoFactorOn.SwitchOnAsync(id, key, Authenticator.Code(key), CancellationToken.None)).Failure!.Kind);
    }

    [Fact]
    public async Task Recovery_codes_are_stored_as_hashes_and_each_works_once_however_it_is_typed()
    {
        var (id, key) = (await AddAsync(), AuthenticatorKey.New());
        var codes = (await People.SwitchTwoFactorOn.SwitchOnAsync(id, key, Authenticator.Code(key), CancellationToken.None)).Value!.Codes;

        var stored = string.Concat(await House.Database.ReadAsync(db => db.UserTokens.Select(t => t.Value).ToListAsync()));
        Assert.All(codes, code => Assert.DoesNotContain(code, stored, StringComparison.OrdinalIgnoreCase));
        var typed = codes[3].ToLowerInvariant().Replace("-", " ");
        Assert.Equal((true, false), (await RedeemAsync(id, typed), await RedeemAsync(id, codes[3])));
        Assert.True(await RedeemAsync(id, codes[4]));
    }

    [Fact]
    public async Task Giving_two_factor_up_asks_for_the_password_and_forgets_the_key_and_the_codes()
    {
        var (id, key) = (await AddAsync(), AuthenticatorKey.New());
        await People.SwitchTwoFactorOn.SwitchOnAsync(id, key, Authenticator.Code(key), CancellationToken.None);
        Assert.Equal(
            [new(FormField.Password, FieldProblem.Wrong)], (
                await People.SwitchTwoFactorOff.OwnAsync(id, "not this one", CancellationToken.None)).Failure!.Fields);
        Assert.True((await PersonAsync(id)).TwoFactorEnabled);

        Assert.True((await People.SwitchTwoFactorOff.OwnAsync(id, BookingFlowApp.StaffPassword, CancellationToken.None)).Succeeded);
        Assert.False((await PersonAsync(id)).TwoFactorEnabled);
        Assert.Empty(await House.Database.ReadAsync(db => db.UserTokens.ToListAsync()));
    }

    [Fact]
    public async Task An_Administrator_takes_two_factor_away_from_somebody_who_lost_the_phone_and_the_sessions_end()
    {
        var (id, key) = (await AddAsync(), AuthenticatorKey.New());
        await People.SwitchTwoFactorOn.SwitchOnAsync(id, key, Authenticator.Code(key), CancellationToken.None);
        var before = await PersonAsync(id);

        Assert.True((await People.SwitchTwoFactorOff.TakeAwayAsync(id, Shell, CancellationToken.None)).Succeeded);

        var after = await PersonAsync(id);
        Assert.False(after.TwoFactorEnabled);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        var entry = await House.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).LastAsync());
        Assert.Equal((AuditAction.TwoFactorSwitchedOff, (int?)id, "shell"), (entry.Act, entry.ThingId, entry.StaffName));
    }

    private async Task<int> AddAsync(string role = StaffRoles.Door) => (await People.InviteStaff.AddByHandAsync(
        new("Dora", $"{Guid.NewGuid():N}@staff.example", role), BookingFlowApp.StaffPassword, Shell, CancellationToken.None)).Value!.Id;

    /// <summary>Good for an hour.</summary>
    private async Task<Token> LinkAsync(int id)
    {
        var link = Token.New();
        await House.Database.AddAsync(StaffLink.Of(link, StaffLinkPurpose.SetPassword, id, AMoment.Now, AMoment.Now.AddHours(1)));
        return link;
    }

    private async Task AssertIsDeadAsync(Token link) =>
        Assert.Equal(FailureKind.StaffLinkInvalid, (await People.SetPassword.ByLinkAsync(link, Good, CancellationToken.None)).Failure!.Kind);

    private async Task<bool> KnowsAsync(int id, string password)
    {
        await using var db = House.Database.CreateDbContext();
        using var people = House.Identity.In(db);
        return await people.CheckPasswordAsync((await people.FindByIdAsync($"{id}"))!, password);
    }

    private async Task<bool> RedeemAsync(int id, string code)
    {
        await using var db = House.Database.CreateDbContext();
        using var people = House.Identity.In(db);
        return (await people.RedeemTwoFactorRecoveryCodeAsync((await people.FindByIdAsync($"{id}"))!, code)).Succeeded;
    }

    private Task<StaffUser> PersonAsync(int id) => House.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == id));
}
