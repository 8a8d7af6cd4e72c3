using BookingFlow.Web.Data;
using BookingFlow.Web.Hosting.Security;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class EndStaffSessionOnSqliteTests() : EndStaffSessionTests(DatabaseDialect.Sqlite);

public sealed class EndStaffSessionOnSqlServerTests() : EndStaffSessionTests(DatabaseDialect.SqlServer);

public abstract class EndStaffSessionTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task One_session_ends_and_others_of_the_same_account_go_on()
    {
        await Host.Database.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, "stamp")));
        var (ended, other) = (Session(), Session());
        Assert.Equal(ended.Id, (await Host.Staff.EndStaffSession.EndAsync(ended, CancellationToken.None)).Value);
        Assert.Null(await StampAsync(ended));
        Assert.Equal("stamp", await StampAsync(other));
    }

    [Fact]
    public async Task A_session_that_is_ended_twice_at_once_ends_once()
    {
        var session = Session();
        var results = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Host.Staff.EndStaffSession.EndAsync(session, CancellationToken.None))));
        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal(1, await EndedAsync());
    }

    [Fact]
    public async Task Ends_older_than_any_session_are_deleted_and_younger_ones_are_kept()
    {
        await EndAsync(Session());
        Host.Clock.Advance(TimeSpan.FromDays(1));
        await EndAsync(Session());
        Host.Clock.Advance(TimeSpan.FromDays(StaffSession.MaxDays) - TimeSpan.FromHours(12));
        await EndAsync(Session());
        Assert.Equal(2, await EndedAsync());
    }

    [Fact]
    public async Task A_session_of_an_account_that_does_not_exist_changes_nothing()
    {
        await EndAsync(Session() with { StaffId = 4711 });
        Assert.Equal(0, await EndedAsync());
    }

    private StaffSession Session() => new(Host.Steward.StaffId, Guid.NewGuid(), Host.Clock.GetUtcNow());

    private async Task EndAsync(StaffSession session) =>
        Assert.True((await Host.Staff.EndStaffSession.EndAsync(session, CancellationToken.None)).Succeeded);

    private Task<string?> StampAsync(StaffSession session) =>
        Host.Database.ReadAsync(db => StaffSessions.SecurityStampAsync(db, session, CancellationToken.None));

    private Task<int> EndedAsync() => Host.Database.ReadAsync(db => db.UserTokens.CountAsync());
}
