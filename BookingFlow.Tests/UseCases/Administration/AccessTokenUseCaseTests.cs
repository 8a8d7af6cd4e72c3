using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class AccessTokenUseCaseOnSqliteTests() : AccessTokenUseCaseTests(DatabaseDialect.Sqlite);

public sealed class AccessTokenUseCaseOnSqlServerTests() : AccessTokenUseCaseTests(DatabaseDialect.SqlServer);

public abstract class AccessTokenUseCaseTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly AccessTokenInput Input = new() { TokenName = "Accounts", Role = StaffRoles.BoxOffice, TokenDays = "30" };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SetRoleAsync(Host.Steward.StaffId, StaffRoles.BoxOffice);
    }

    [Fact]
    public async Task Only_the_hash_is_stored_and_the_audit_log_has_name_role_and_expiry()
    {
        var added = await AddAsync();

        var stored = await TokenAsync(added.Id);
        Assert.True(AccessToken.TryParse(added.Secret, out var secret));
        Assert.Equal(secret.Hash, stored.Hash);
        Assert.Equal(
            (Host.Steward.StaffId, "Accounts", StaffRoles.BoxOffice, TestTimes.Now.AddDays(30), null),
            (stored.StaffId, stored.Name, stored.Role, stored.ExpiresAt, stored.LastUsedAt));
        var entry = Assert.Single(await AuditAsync());
        Assert.Equal(
            (AuditAction.AccessTokenAdded, AuditSubject.AccessToken, added.Id, "Accounts, BoxOffice, 2026-10-05"),
            (entry.Action, entry.Subject, entry.SubjectId, entry.Detail));
        Assert.DoesNotContain(added.Secret, added.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_higher_role_than_the_own_is_refused()
    {
        var refused = await Host.AccessTokens.Add.AddAsync(Input with { Role = StaffRoles.Administrator }, Host.Actor, CancellationToken.None);
        Assert.Equal((FormField.Role, FieldProblem.NotAChoice), (refused.Failure!.Fields[0].Field, refused.Failure.Fields[0].Problem));
    }

    [Fact]
    public async Task A_token_works_until_it_expires()
    {
        var added = await AddAsync();
        Assert.Equal(
            (added.Id, Host.Steward.StaffId, "Dora", StaffRoles.BoxOffice), await FindAsync(added.Secret) is { } found
                ? (found.TokenId, found.StaffId, found.StaffName, found.Role) : default);
        Assert.NotNull(await FindAsync(added.Secret, TestTimes.Now.AddDays(30).AddSeconds(-1)));
        Assert.Null(await FindAsync(added.Secret, TestTimes.Now.AddDays(30)));
        Assert.Null(await FindAsync(AccessToken.Format(Token.New())));
    }

    [Fact]
    public async Task A_token_ends_with_the_account_or_the_role_of_its_owner()
    {
        var added = await AddAsync();
        await SetRoleAsync(Host.Steward.StaffId, StaffRoles.Administrator);
        Assert.Equal(StaffRoles.BoxOffice, (await FindAsync(added.Secret))?.Role);

        await SetRoleAsync(Host.Steward.StaffId, StaffRoles.Door);
        Assert.Null(await FindAsync(added.Secret));

        await SetRoleAsync(Host.Steward.StaffId, StaffRoles.BoxOffice);
        Assert.NotNull(await FindAsync(added.Secret));
        await using (var db = Host.Database.CreateDbContext())
        {
            await db.Users.Where(u => u.Id == Host.Steward.StaffId).ExecuteUpdateAsync(set => set.SetProperty(u => u.DisabledAt, TestTimes.Now));
        }

        Assert.Null(await FindAsync(added.Secret));
    }

    [Fact]
    public async Task The_owner_revokes_a_token_and_that_is_audited_once()
    {
        var added = await AddAsync();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.True((await Host.AccessTokens.Revoke.RevokeAsync(added.Id, Host.Actor, CancellationToken.None)).Succeeded);
        }

        Assert.Null(await FindAsync(added.Secret));
        Assert.Equal([AuditAction.AccessTokenAdded, AuditAction.AccessTokenRevoked], (await AuditAsync()).Select(e => e.Action));
    }

    [Fact]
    public async Task Tokens_of_others_are_revoked_by_Administrators_only()
    {
        var added = await AddAsync();
        var otto = new Actor(Host.OtherSteward.StaffId, Host.OtherSteward.Name);
        await SetRoleAsync(otto.Id!.Value, StaffRoles.BoxOffice);
        Assert.Equal(FailureKind.NotFound, (await Host.AccessTokens.Revoke.RevokeAsync(added.Id, otto, CancellationToken.None)).Failure?.Kind);
        Assert.NotNull(await FindAsync(added.Secret));

        await SetRoleAsync(otto.Id!.Value, StaffRoles.Administrator);
        Assert.True((await Host.AccessTokens.Revoke.RevokeAsync(added.Id, otto, CancellationToken.None)).Succeeded);
        Assert.Equal("Otto", (await AuditAsync())[^1].StaffName);
        Assert.Equal(FailureKind.NotFound, (await Host.AccessTokens.Revoke.RevokeAsync(99, otto, CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task The_use_is_stored_and_the_reading_of_reservations_audited_once_a_day()
    {
        var added = await AddAsync();
        Assert.False((await RecordAsync(added.Id, readsReservations: false)).Value);
        Assert.Equal((TestTimes.Now, null), ((await TokenAsync(added.Id)).LastUsedAt, (await TokenAsync(added.Id)).LastAuditedAt));

        Assert.True((await RecordAsync(added.Id, readsReservations: true)).Value);
        Host.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.False((await RecordAsync(added.Id, readsReservations: true)).Value);
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await RecordAsync(added.Id, readsReservations: true)).Value);

        Assert.Equal(TestTimes.Now.AddDays(1), (await TokenAsync(added.Id)).LastUsedAt);
        Assert.Equal(2, (await AuditAsync()).Count(e => e is { Action: AuditAction.ReservationsReadByToken, StaffName: "Dora", Detail: "Accounts" }));
        Assert.Equal(FailureKind.NotFound, (await RecordAsync(99, readsReservations: true)).Failure?.Kind);
    }

    private async Task<AddedAccessToken> AddAsync() => (await Host.AccessTokens.Add.AddAsync(Input, Host.Actor, CancellationToken.None)).Value!;

    private Task<Result<bool>> RecordAsync(int id, bool readsReservations) =>
        Host.AccessTokens.RecordUse.RecordAsync(id, Host.Actor, readsReservations, CancellationToken.None);

    private async Task<AccessTokenOwner?> FindAsync(string text, DateTime? at = null)
    {
        Assert.True(AccessToken.TryParse(text, out var secret));
        return await Host.Database.ReadAsync(db => db.FindAccessTokenAsync(secret.Hash, at ?? TestTimes.Now, CancellationToken.None));
    }

    private async Task SetRoleAsync(int staffId, string role)
    {
        await using var db = Host.Database.CreateDbContext();
        await StaffAccounts.SetRoleAsync(db, staffId, role, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private Task<AccessToken> TokenAsync(int id) => Host.Database.ReadAsync(db => db.AccessTokens.SingleAsync(t => t.Id == id));

    private Task<List<AuditEntry>> AuditAsync() => Host.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).ToListAsync());
}
