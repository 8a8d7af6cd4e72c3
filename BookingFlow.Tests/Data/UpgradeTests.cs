using BookingFlow.Tests.Data.Upgrades;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data;

/// <summary>Upgrades a stored database file of every released version to the current one (docs/decisions/0036 says how to add a file).</summary>
public sealed class UpgradeTests
{
    public static TheoryData<string> Versions => [.. KeptDatabase.Versions];

    [Fact]
    public void The_database_file_of_the_first_version_exists() => Assert.Contains("0.1.0", KeptDatabase.Versions, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Upgrading_a_released_database_keeps_its_rows_and_updates_its_schema(string version)
    {
        await using var database = KeptDatabase.Open(version);

        await database.Start().MigrateAsync(CancellationToken.None);

        Assert.Empty(await database.ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
        Assert.Equal(["ok"], await KeptDatabase.ReadAsync(database, "PRAGMA integrity_check"));
        Assert.Empty(await KeptDatabase.ReadAsync(database, "PRAGMA foreign_key_check"));
        await KeptDatabase.HasTheSchemaOfANewOneAsync(database);
        await KeptDatabase.HoldsItsRowsAsync(database);
    }
}
