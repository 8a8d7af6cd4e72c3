namespace BookingFlow.Bench.BareLoops;

/// <summary>The row that owes a mail.</summary>
internal static class OutboxInsert
{
    /// <param name="kind">As the database spells it.</param>
    public static void Add(BareConnection db, string kind, int reservation, DateTime now) => db.Change(
        """
        INSERT INTO "Outbox" ("Kind", "ReservationId", "MessageId", "CreatedAt", "Attempts", "NextAttemptAt")
        VALUES (@kind, @reservation, @message, @now, 0, @now2)
        """,
        ("@kind", kind), ("@reservation", reservation), ("@message", Guid.NewGuid()), ("@now", now), ("@now2", now));
}
