using Microsoft.Data.Sqlite;

namespace BookingFlow.Bench.Seeding;

/// <summary>
/// Fills a SQLite file with ten years: 10⁶ reservations of 2,500 past performances, those of 40 upcoming ones, their links and their mails.
/// </summary>
/// <remarks>
/// By statements that make hundreds of rows each, and with the indexes made at the end, because EF Core makes one row after the other. Nothing is
/// flushed to the disk meanwhile; a file that is damaged by a power failure is made again.
/// </remarks>
public sealed class HistorySeeder(BenchDatabase database)
{
    public const int PastPerformances = 2_500, UpcomingPerformances = 40, PartiesPerPerformance = 400;

    /// <summary>After how many days the names are erased, as a new venue has it.</summary>
    public const int UsualRetentionDays = 30;

    private const int Years = 10, PerformancesPerShow = 10;

    // The statements have the columns of the schema; a new one without a default makes them fail.
    private const string Reservations =
        """
        INSERT INTO Reservations (PerformanceId, Reference, Name, Email, MailboxKey, FoundBy, PartySize, Status, SubmissionKey, CreatedAt,
            ExpiresAt, ConfirmedAt, ConfirmedAtVersion, CancelledAt, Revision, ErasedAt)
        SELECT $performance, Reference, IIF($erased IS NULL, Name || ' ' || Number, ''),
            IIF($erased IS NULL, 'guest' || Number || '@visitors.example', NULL), IIF($erased IS NULL, Guid, NULL),
            IIF($erased IS NULL, Folded || ' ' || Number || ' guest' || Number || '@visitors example ', '') || lower(replace(Reference, '-', '')),
            1 + Party % 6, Status, SubmissionKey, CreatedAt, datetime(CreatedAt, '+1 day'),
            IIF(Status = 'expired', NULL, datetime(CreatedAt, '+5 minutes')),
            IIF(Status = 'expired', NULL, Party), IIF(Status = 'cancelled', datetime(CreatedAt, '+1 hour'), NULL), 0, $erased
        FROM (
            SELECT Party, $first + Party AS Number, Name, Folded, Guid, SubmissionKey, Status,
                datetime($madeBy, -((Party * 7919) % 43200 + 1) || ' minutes') AS CreatedAt,
                substr($alphabet, 1 + Code % 26, 1) || substr($alphabet, 1 + Code / 26 % 26, 1) || substr($alphabet, 1 + Code / 676 % 26, 1)
                    || substr($alphabet, 1 + Code / 17576 % 26, 1) || '-' || substr($alphabet, 1 + Code / 456976 % 26, 1)
                    || substr($alphabet, 1 + Code / 11881376 % 26, 1) AS Reference
            FROM (
                SELECT Party, (($first + Party) * 98765431) % 308915776 AS Code,
                    CASE WHEN Party % 20 < 17 THEN 'confirmed' WHEN Party % 20 = 17 THEN 'cancelled' ELSE 'expired' END AS Status,
                    hex(randomblob(4)) || '-0000-4000-8000-' || hex(randomblob(6)) AS Guid,
                    hex(randomblob(4)) || '-0000-4000-8000-' || hex(randomblob(6)) AS SubmissionKey
                FROM temp.Parties)
            JOIN temp.Names ON Names.Id = ($first + Party) % (SELECT COUNT(*) FROM temp.Names))
        """;

    private const string TokensAndMails =
        """
        INSERT INTO ReservationTokens (ReservationId, Purpose, Hash, CreatedAt, ExpiresAt, UsedAt, UsedByRequest)
        SELECT r.Id, Purposes.column1, randomblob(32), r.CreatedAt, IIF(Purposes.column1 = 'confirmation', r.ExpiresAt, NULL),
            IIF(Purposes.column1 = 'confirmation', r.ConfirmedAt, NULL), NULL
        FROM Reservations r JOIN (VALUES ('confirmation'), ('party'), ('ticket'), ('check_in')) AS Purposes
            ON r.ConfirmedAt IS NOT NULL OR Purposes.column1 IN ('confirmation', 'party');
        INSERT INTO Outbox (Kind, ReservationId, MessageId, CreatedAt, Attempts, NextAttemptAt, SentAt, GivenUpAt, LastError)
        SELECT Kinds.column1, r.Id, hex(randomblob(4)) || '-0000-4000-8000-' || hex(randomblob(6)), r.CreatedAt, 0, r.CreatedAt,
            IIF(r.Id % 100 = 0, NULL, datetime(r.CreatedAt, '+5 seconds')), IIF(r.Id % 100 = 0, datetime(r.CreatedAt, '+5 seconds'), NULL),
            IIF(r.Id % 100 = 0, '550 RecipientNotAccepted', NULL)
        FROM Reservations r JOIN (VALUES ('confirmation'), ('ticket')) AS Kinds ON r.ConfirmedAt IS NOT NULL OR Kinds.column1 = 'confirmation';
        UPDATE Performances SET ConfirmedSeats =
            (SELECT COALESCE(SUM(r.PartySize), 0) FROM Reservations r WHERE r.PerformanceId = Performances.Id AND r.Status = 'confirmed');
        """;

    /// <summary>Adds the shows, performances, reservations, links and mails.</summary>
    /// <param name="retentionDays">After how many days the names of past performances were erased; null: they were all kept.</param>
    public async Task AddAsync(int? retentionDays)
    {
        var now = DateTime.UtcNow;
        var performances = await AddPerformancesAsync(now);
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(
            connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF");
        var indexes = await ReadIndexesAsync(connection);
        foreach (var (name, _) in indexes)
        {
            await ExecuteAsync(connection, $"DROP INDEX \"{name}\"");
        }

        await AddNamesAsync(connection);
        await using (var transaction = (SqliteTransaction)await connection.BeginTransactionAsync())
        {
            for (var i = 0; i < performances.Count; i++)
            {
                var (id, startsAt) = performances[i];
                var isErased = retentionDays is { } days && startsAt < now.AddDays(-days);
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = Reservations;
                command.Parameters.AddWithValue("$performance", id);
                command.Parameters.AddWithValue("$first", i * PartiesPerPerformance);
                command.Parameters.AddWithValue("$madeBy", startsAt < now ? startsAt : now);
                command.Parameters.AddWithValue("$erased", isErased ? startsAt.AddDays(retentionDays!.Value) : DBNull.Value);
                command.Parameters.AddWithValue("$alphabet", "ACDEFGHJKMNPQRTUVWXY234679");
                await command.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        foreach (var (_, sql) in indexes.Where(index => index.Name.StartsWith("IX_Reservations_", StringComparison.Ordinal)))
        {
            await ExecuteAsync(connection, sql);
        }

        await ExecuteAsync(connection, TokensAndMails);
        foreach (var (_, sql) in indexes.Where(index => !index.Name.StartsWith("IX_Reservations_", StringComparison.Ordinal)))
        {
            await ExecuteAsync(connection, sql);
        }

        await ExecuteAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private async Task<IReadOnlyList<(int Id, DateTime StartsAt)>> AddPerformancesAsync(DateTime now)
    {
        var room = new Room { Name = "Main Stage", Capacity = Limits.RoomCapacity };
        var betweenPast = TimeSpan.FromDays(365.25 * Years / PastPerformances);
        var starts = Enumerable.Range(1, PastPerformances).Select(i => now - ((PastPerformances - i + 0.5) * betweenPast))
            .Concat(Enumerable.Range(1, UpcomingPerformances).Select(i => now.AddDays(i)));
        var performances = starts.Chunk(PerformancesPerShow).SelectMany((chunk, i) =>
        {
            var show = DatabaseSeeder.CreateShow(i + 1);
            return chunk.Select(startsAt => new Performance { Show = show, Room = room, StartsAt = startsAt });
        }).ToList();
        await using var db = database.CreateDbContext();
        db.AddRange(performances);
        await db.SaveChangesAsync();
        return [.. performances.Select(p => (p.Id, p.StartsAt))];
    }

    private static async Task<IReadOnlyList<(string Name, string Sql)>> ReadIndexesAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT name, sql FROM sqlite_master
            WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('Reservations', 'ReservationTokens', 'Outbox')
            """;
        await using var rows = await command.ExecuteReaderAsync();
        List<(string, string)> indexes = [];
        while (await rows.ReadAsync())
        {
            indexes.Add((rows.GetString(0), rows.GetString(1)));
        }

        return indexes;
    }

    private static async Task AddNamesAsync(SqliteConnection connection)
    {
        await ExecuteAsync(
            connection,
            $"""
            CREATE TEMP TABLE Parties AS
                WITH RECURSIVE Numbers(Party) AS (SELECT 0 UNION ALL SELECT Party + 1 FROM Numbers WHERE Party < {PartiesPerPerformance - 1})
                SELECT Party FROM Numbers;
            CREATE TEMP TABLE Names (Id INTEGER PRIMARY KEY, Name TEXT, Folded TEXT);
            """);
        var id = 0;
        foreach (var name in DatabaseSeeder.Names)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO temp.Names VALUES ($id, $name, $folded)";
            command.Parameters.AddWithValue("$id", id++);
            command.Parameters.AddWithValue("$name", name);
            command.Parameters.AddWithValue("$folded", SearchText.Of(name));
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class, and what the schema itself contains.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
