namespace BookingFlow.Bench.BareLoops;

/// <summary>The insert of an outbox row.</summary>
internal static class OutboxInsert
{
    /// <summary>Inserts the row of a mail that is due now.</summary>
    /// <param name="kind">The mail kind as stored in the database.</param>
    /// <param name="mailbox">The <see cref="MailboxKey"/> of a mail that a visitor requested; null for other mails.</param>
    public static void Add(BareConnection db, string kind, int reservation, DateTime now, Guid? mailbox = null) => db.Execute(
        """
        INSERT INTO "Outbox" ("Kind", "ReservationId", "MessageId", "MailboxKey", "ClientKey", "CreatedAt", "Attempts", "NextAttemptAt")
        VALUES (@kind, @reservation, @message, @mailbox, @client, @now, 0, @now2)
        """,
        ("@kind", kind), ("@reservation", reservation), ("@message", Guid.NewGuid()), ("@mailbox", mailbox ?? (object)DBNull.Value),
        ("@client", mailbox is null ? DBNull.Value : 1), ("@now", now), ("@now2", now));
}
