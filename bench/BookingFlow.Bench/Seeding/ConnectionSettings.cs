using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Bench.Seeding;

/// <summary>What a connection to SQLite truly runs with, read over a connection that was opened as the program opens its own.</summary>
public static class ConnectionSettings
{
    private static readonly string[] Asked = ["journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint", "page_size", "cache_size"];

    /// <returns>Such as <c>journal_mode=wal synchronous=2</c>; 2 is FULL.</returns>
    /// <exception cref="InvalidOperationException">It is not WAL with FULL: a confirmation could be lost with the power.</exception>
    public static async Task<string> ReadAsync(BenchDatabase database)
    {
        await using var db = database.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        var told = new List<string>();
        foreach (var name in Asked)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The names stand above.
            command.CommandText = $"PRAGMA {name}";
#pragma warning restore CA2100
            told.Add($"{name}={await command.ExecuteScalarAsync()}");
        }

        return told.Contains("journal_mode=wal", StringComparer.Ordinal) && told.Contains("synchronous=2", StringComparer.Ordinal)
            ? string.Join(' ', told)
            : throw new InvalidOperationException($"The program does not use WAL with synchronous=FULL: {string.Join(' ', told)}");
    }
}
