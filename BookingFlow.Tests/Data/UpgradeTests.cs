using BookingFlow.Tests.Data.Upgrades;
using Microsoft.Data.Sqlite;
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

    [Fact]
    public async Task Upgrading_0_1_0_keeps_a_picture_as_it_was_uploaded()
    {
        await using var database = KeptDatabase.Open("0.1.0");
        var file = APicture.Real();
        await using (var connection = new SqliteConnection(database.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO Posters (ShowId, Type, Picture, AltText, UploadedAt) SELECT MIN(Id), 'png', $file, 'A duke', '2026-09-06 10:00:00' FROM Shows";
            insert.Parameters.AddWithValue("$file", file);
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await database.Start().MigrateAsync(CancellationToken.None);

        var poster = await database.ReadAsync(db => db.Posters.SingleAsync());
        Assert.Equal(file, poster.Picture);
        Assert.Equal((PictureType.Png, "A duke", false), (poster.Type, poster.AltText, poster.IsConverted));
    }
}
