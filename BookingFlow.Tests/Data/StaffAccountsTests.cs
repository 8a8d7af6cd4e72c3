using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data;

/// <summary>Protection of the last Administrator against concurrent changes of roles.</summary>
public sealed class StaffAccountsTests : IAsyncLifetime
{
    private readonly StaffUser _dora = new() { UserName = "dora@example.org", DisplayName = "Dora" };
    private TemporaryDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TemporaryDatabase.CreateAsync();
        await _database.AddAsync(_dora);
        await using var db = _database.CreateDbContext();
        await StaffAccounts.SetRoleAsync(db, _dora.Id, StaffRoles.Administrator, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Checking_for_the_last_administrator_changes_nothing()
    {
        await using var db = _database.CreateDbContext();

        Assert.True(await StaffAccounts.IsLastAdministratorAsync(db, _dora.Id, CancellationToken.None));

        Assert.False(db.ChangeTracker.HasChanges());
    }

    [Fact]
    public async Task The_second_of_two_concurrent_updates_of_the_administrator_role_fails()
    {
        await using var first = _database.CreateDbContext();
        await using var second = _database.CreateDbContext();
        await StaffAccounts.TouchAdministratorRoleAsync(first, CancellationToken.None);
        await StaffAccounts.TouchAdministratorRoleAsync(second, CancellationToken.None);

        await first.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
    }
}
