using System.Globalization;
using BookingFlow.Bench.Seeding;
using BookingFlow.Web.Data;

namespace BookingFlow.Bench.BareLoops;

/// <summary>
/// The SQL statements of a reservation in plain ADO.NET, as a baseline: check for a repeated submission, insert the pending reservation and
/// the outbox row, commit.
/// </summary>
public sealed class BareReservations(BenchDatabase database, int performanceId) : IDisposable
{
    private const string Email = "ada@visitors.example";

    private readonly BareConnection _db = new(database);
    private readonly Guid _mailbox = MailboxKey.Of(Email);
    private int _references;

    public void Reserve()
    {
        var (now, key, reference) = (DateTime.UtcNow, Guid.NewGuid(), NextReference());
        _db.Begin();
        if (_db.Any("""SELECT "Id" FROM "Reservations" WHERE "SubmissionKey" = @key""", ("@key", key)))
        {
            throw new InvalidOperationException("The new submission key already exists.");
        }

        var reservation = Convert.ToInt32(_db.Row(Insert, [
            ("@performance", performanceId), ("@reference", reference), ("@name", "Ada Lovelace"), ("@email", Email), ("@mailbox", _mailbox),
            ("@found", $"ada lovelace {Email} {reference}"), ("@people", 2), ("@key", key), ("@now", now), ("@expires", now.AddDays(1)),
        ])[0], CultureInfo.InvariantCulture);
        OutboxInsert.Add(_db, "confirmation", reservation, now);
        _db.Commit();
    }

    public void Dispose() => _db.Dispose();

    // Sequential: random references can collide and would need a retry.
    private string NextReference() => (++_references).ToString("D7", CultureInfo.InvariantCulture);

    private string Insert => _db.Dialect switch
    {
        DatabaseDialect.Sqlite => $"""INSERT INTO "Reservations" {Columns} {Values} RETURNING "Id" """,
        DatabaseDialect.SqlServer => $"""INSERT INTO "Reservations" {Columns} OUTPUT INSERTED."Id" {Values}""",
    };

    private const string Columns = """("PerformanceId", "Reference", "Name", "Email", "MailboxKey", "FoundBy", "PartySize", "Revision", "Status", "SubmissionKey", "CreatedAt", "ExpiresAt", "WheelchairPlaces", "CompanionPlaces", "NeedsStepFreeAccess", "NeedsInductionLoop")""";

    private const string Values = "VALUES (@performance, @reference, @name, @email, @mailbox, @found, @people, 1, 'pending', @key, @now, @expires, 0, 0, 0, 0)";
}
