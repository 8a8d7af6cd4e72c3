namespace BookingFlow.Bench.BareLoops;

/// <summary>The insert of an outbox row.</summary>
internal static class OutboxInsert
{
    /// <summary>Inserts the row of a mail that is due now.</summary>
    /// <param name="kind">The mail kind as stored in the database.</param>
    public static void Add(BareConnection db, string kind, int reservation, DateTime now) => db.Execute(
        """
        INSERT INTO "Outbox" ("Kind", "ReservationId", "MessageId", "CreatedAt", "Attempts", "NextAttemptAt")
        VALUES (@kind, @reservation, @message, @now, 0, @now2)
        """,
        ("@kind", kind), ("@reservation", reservation), ("@message", Guid.NewGuid()), ("@now", now), ("@now2", now));
}
