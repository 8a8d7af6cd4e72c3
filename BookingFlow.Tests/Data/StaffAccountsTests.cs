using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data;

/// <summary>How the last Administrator is recognised when several change who is one at the same time.</summary>
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
    public async Task Asking_changes_nothing()
    {
        await using var db = _database.CreateDbContext();

        Assert.True(await StaffAccounts.IsLastAdministratorAsync(db, _dora.Id, CancellationToken.None));

        Assert.False(db.ChangeTracker.HasChanges());
    }

    [Fact]
    public async Task Of_two_that_touch_the_role_at_the_same_time_the_second_to_save_loses()
    {
        await using var one = _database.CreateDbContext();
        await using var other = _database.CreateDbContext();
        await StaffAccounts.TouchAdministratorRoleAsync(one, CancellationToken.None);
        await StaffAccounts.TouchAdministratorRoleAsync(other, CancellationToken.None);

        await one.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync());
    }
}
