using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace BookingFlow.Yardsticks;

/// <summary>
/// The SQL statements of a page in plain ADO.NET: on a pooled connection, all rows and columns read, and nothing else done with them.
/// </summary>
/// <param name="connectionString">Of a SQLite file; null without statements.</param>
/// <param name="all">In the order in which they are executed.</param>
public sealed class Statements(string? connectionString, IReadOnlyList<Statement> all)
{
    public static Statements None { get; } = new(null, []);

    /// <summary>Reads statements from a file of JSON.</summary>
    public static async Task<Statements> ReadAsync(string file, string connectionString)
    {
        await using var json = File.OpenRead(file);
        return new Statements(connectionString, (await JsonSerializer.DeserializeAsync<Statement[]>(json))!);
    }

    /// <summary>Executes them.</summary>
    /// <returns>The number of rows.</returns>
    public async Task<int> ExecuteAsync()
    {
        if (connectionString is null)
        {
            return 0;
        }

        var rows = 0;
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        foreach (var statement in all)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the program's own.
            command.CommandText = statement.Sql;
#pragma warning restore CA2100
            foreach (var (name, value) in statement.Parameters)
            {
                command.Parameters.AddWithValue(name, value ?? (object)DBNull.Value);
            }

            await using var reader = await command.ExecuteReaderAsync();
            var row = new object[reader.FieldCount];
            while (await reader.ReadAsync())
            {
                reader.GetValues(row);
                rows++;
            }
        }

        return rows;
    }
}
