using System.Globalization;
using BookingFlow.Bench.Seeding;
using BookingFlow.Web.Data;

namespace BookingFlow.Bench.BareLoops;

/// <summary>
/// The SQL statements of a confirmation in plain ADO.NET, as a baseline: lock the performance, read it, recount, read link and reservation,
/// confirm, mark the link used, insert two token hashes and the outbox row, commit.
/// </summary>
public sealed class BareConfirmations(BenchDatabase database, int performanceId) : IDisposable
{
    private readonly BareConnection _db = new(database);

    public void Confirm(Token link)
    {
        var now = DateTime.UtcNow;
        _db.Begin();
        if (_db.Dialect == DatabaseDialect.SqlServer)
        {
            _db.Row("SELECT [Id] FROM [Performances] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = @performance", ("@performance", performanceId));
        }

        var performance = _db.Row(
            """
            SELECT p."Version", p."AdditionalSeats", p."ManuallyOccupiedSeats", r."Capacity", p."StartsAt", p."BookingEnabled", p."CancelledAt", s."Title", s."IsPublished"
            FROM "Performances" p JOIN "Rooms" r ON r."Id" = p."RoomId" JOIN "Shows" s ON s."Id" = p."ShowId" WHERE p."Id" = @performance
            """,
            ("@performance", performanceId));
        var confirmed = Number(_db.Row(
            """SELECT COALESCE(SUM("PartySize"), 0) FROM "Reservations" WHERE "PerformanceId" = @performance AND "Status" = 'confirmed'""",
            ("@performance", performanceId))[0]);
        var party = _db.Row(
            """
            SELECT t."Id", t."ExpiresAt", t."UsedAt", r."Id", r."Status", r."PartySize", r."Name", r."Email", r."ExpiresAt"
            FROM "ReservationTokens" t JOIN "Reservations" r ON r."Id" = t."ReservationId" WHERE t."Hash" = @hash
            """,
            ("@hash", link.Hash));
        var (token, reservation, people) = (Number(party[0]), Number(party[3]), Number(party[5]));
        if (!Equals(party[4], "pending") || Number(performance[3]) + Number(performance[1]) - Number(performance[2]) - confirmed < people)
        {
            throw new InvalidOperationException("The reservation is not pending, or the party does not fit.");
        }

        var version = Number(performance[0]);
        _db.Execute(
            """UPDATE "Performances" SET "ConfirmedSeats" = @confirmed, "Version" = @next WHERE "Id" = @performance AND "Version" = @version""",
            ("@confirmed", confirmed + people), ("@next", version + 2), ("@performance", performanceId), ("@version", version));
        _db.Execute(
            """UPDATE "Reservations" SET "Status" = 'confirmed', "ConfirmedAt" = @now, "ConfirmedAtVersion" = @next, "PartySize" = @people WHERE "Id" = @reservation""",
            ("@now", now), ("@next", version + 2), ("@people", people), ("@reservation", reservation));
        _db.Execute(
            """UPDATE "ReservationTokens" SET "UsedAt" = @now, "UsedByRequest" = @request WHERE "Id" = @token""",
            ("@now", now), ("@request", Guid.NewGuid()), ("@token", token));
        AddToken(reservation, "ticket", link.Party.Ticket, now);
        AddToken(reservation, "check_in", link.Party.Ticket.CheckIn, now);
        OutboxInsert.Add(_db, "ticket", reservation, now);
        _db.Commit();
    }

    public void Dispose() => _db.Dispose();

    private static int Number(object value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private void AddToken(int reservation, string purpose, Token token, DateTime now) => _db.Execute(
        """INSERT INTO "ReservationTokens" ("ReservationId", "Purpose", "Hash", "CreatedAt") VALUES (@reservation, @purpose, @hash, @now)""",
        ("@reservation", reservation), ("@purpose", purpose), ("@hash", token.Hash), ("@now", now));
}
