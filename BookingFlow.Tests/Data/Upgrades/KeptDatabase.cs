using BookingFlow.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookingFlow.Tests.Data.Upgrades;

/// <summary>
/// A SQLite file that an earlier version of the program made and filled, kept in this folder. All of them hold the same rows: Ada's
/// confirmed reservation of three, who are in; Bob's pending one of two, whose mail failed once; Grace, sold at the counter.
/// </summary>
public static class KeptDatabase
{
    /// <summary>Made by commit 1730ae3, the last with the eight migrations before 0.1.</summary>
    public const string PreRelease = "before-0.1.0";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "Upgrades");

    /// <summary>The released versions of which a file is kept.</summary>
    public static IEnumerable<string> Versions { get; } =
    [
        .. Directory.GetFiles(Folder, "*.sqlite")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => char.IsAsciiDigit(name[0]))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A copy of the file that this version made.</summary>
    public static TemporaryDatabase Open(string version)
    {
        var database = TemporaryDatabase.WithoutFile();
        File.Copy(Path.Combine(Folder, $"{version}.sqlite"), database.File);
        return database;
    }

    /// <summary>What a start of the program uses.</summary>
    /// <param name="clock">Null: the time of this machine.</param>
    public static DatabaseInitializer Start(this TemporaryDatabase database, TimeProvider? clock = null) =>
        new(database, clock ?? TimeProvider.System, NullLogger<DatabaseInitializer>.Instance);

    /// <summary>Asserts that every row of the kept file is still there and can be read by the program.</summary>
    public static async Task HoldsItsRowsAsync(TemporaryDatabase database)
    {
        var parties = await database.ReadAsync(db => db.Reservations.Include(r => r.Performance).OrderBy(r => r.Id).ToListAsync());
        Assert.Equal(["Ada Lovelace", "Bob", "Grace Hopper"], parties.Select(r => r.Name), StringComparer.Ordinal);
        Assert.Equal([ReservationStatus.Confirmed, ReservationStatus.Pending, ReservationStatus.Confirmed], parties.Select(r => r.Status));
        Assert.Equal(
            (3, "two wheelchairs", "Ada@visitors.example", "K7QF-2M"),
            (parties[0].PartySize, parties[0].Notes, parties[0].Email, parties[0].Reference));
        Assert.Equal((5, 5), (parties[0].Performance.ConfirmedSeats, parties[0].Performance.Version));
        foreach (var (typed, found) in new[] { ("LOVELACE", 1), ("ada@visitors.example", 1), ("k7qf-2m", 1), ("Bob", 2), ("acde", 2) })
        {
            var wanted = SearchText.Words(typed.Replace("-", "", StringComparison.Ordinal));
            Assert.Equal([found], await database.ReadAsync(db => wanted
                .Aggregate(db.Reservations.AsQueryable(), (all, word) => all.Where(r => r.SearchKey.Contains(word)))
                .Select(r => r.Id).ToListAsync()));
        }

        var mails = await database.ReadAsync(db => db.Outbox.OrderBy(m => m.Id).ToListAsync());
        Assert.Equal(
            [(MailKind.Confirmation, 1, false), (MailKind.Confirmation, 2, true), (MailKind.Ticket, 1, true)],
            mails.Select(m => (m.Kind, m.ReservationId!.Value, m.IsUnsent)));
        Assert.Equal((1, "TimeoutException", mails[1].CreatedAt), (mails[1].Attempts, mails[1].LastError, mails[1].FailingSince));
        Assert.Equal(
            [TokenPurpose.Confirmation, TokenPurpose.Ticket, TokenPurpose.CheckIn],
            await database.ReadAsync(db => db.Tokens.OrderBy(t => t.Id).Select(t => t.Purpose).ToListAsync()));
        Assert.Equal(
            (1, 3),
            await database.ReadAsync(db => db.CheckIns.Select(c => ValueTuple.Create(c.ReservationId, c.People)).SingleAsync()));
        Assert.Equal(
            (1, ScanOutcome.Admitted),
            await database.ReadAsync(db => db.ScanEvents.Select(e => ValueTuple.Create(e.ReservationId, e.Outcome)).SingleAsync()));
        var entry = await database.ReadAsync(db => db.AuditLog.SingleAsync());
        Assert.Equal(
            (AuditAction.ReservationMade, AuditSubject.Reservation, 3, "Dora"), (entry.Action, entry.Subject, entry.SubjectId, entry.StaffName));
        Assert.Equal(["Dora", "Otto"], await database.ReadAsync(db => db.Users.OrderBy(u => u.Id).Select(u => u.DisplayName).ToListAsync()));
    }

    /// <summary>Asserts that the database has the tables, indexes and triggers of a new one, in every detail.</summary>
    public static async Task HasTheSchemaOfANewOneAsync(TemporaryDatabase database)
    {
        await using var fresh = await TemporaryDatabase.CreateAsync();
        var expected = await SchemaAsync(fresh);
        Assert.Contains(expected, made => made.StartsWith("trigger TR_Log_AppendOnly_DELETE", StringComparison.Ordinal));
        Assert.Equal(expected, await SchemaAsync(database));
    }

    // White space says only whether a column came with its table or was added later.
    private static async Task<IReadOnlyList<string>> SchemaAsync(TemporaryDatabase database) =>
        [.. (await ReadAsync(database, "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY type, name"))
            .Select(made => string.Join(' ', made.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Replace(" ,", ",", StringComparison.Ordinal)
                .Replace("( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal))];

    /// <summary>The first column of what a statement finds, as text.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(TemporaryDatabase database, string statement)
    {
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in tests.
        command.CommandText = statement;
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await rows.ReadAsync())
        {
            found.Add(rows.GetString(0));
        }

        return found;
    }
}
