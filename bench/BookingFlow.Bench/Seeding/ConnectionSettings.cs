using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Bench.Seeding;

/// <summary>Reads the effective SQLite settings from a connection opened like the program's.</summary>
public static class ConnectionSettings
{
    private static readonly string[] Pragmas = ["journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint", "page_size", "cache_size"];

    /// <summary>Reads the settings and verifies that commits are durable.</summary>
    /// <returns>Such as <c>journal_mode=wal synchronous=2</c>; 2 is FULL.</returns>
    /// <exception cref="InvalidOperationException">The settings are not WAL with FULL; a power failure could lose a confirmation.</exception>
    public static async Task<string> ReadAsync(BenchDatabase database)
    {
        await using var db = database.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        var settings = new List<string>();
        foreach (var name in Pragmas)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The names are constants of this class.
            command.CommandText = $"PRAGMA {name}";
#pragma warning restore CA2100
            settings.Add($"{name}={await command.ExecuteScalarAsync()}");
        }

        return settings.Contains("journal_mode=wal", StringComparer.Ordinal) && settings.Contains("synchronous=2", StringComparer.Ordinal)
            ? string.Join(' ', settings)
            : throw new InvalidOperationException($"The program does not use WAL with synchronous=FULL: {string.Join(' ', settings)}");
    }
}
