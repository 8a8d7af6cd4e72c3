using BookingFlow.Tests.Data.Upgrades;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data;

/// <summary>Brings a kept file of every released version to this one (docs/decisions/0036 says how a file is added).</summary>
public sealed class UpgradeTests
{
    public static TheoryData<string> Versions => [.. KeptDatabase.Versions];

    [Fact]
    public void A_file_of_the_first_version_is_kept() => Assert.Contains("0.1.0", KeptDatabase.Versions, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_database_of_a_released_version_keeps_its_rows_and_gets_the_schema_of_this_one(string version)
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
