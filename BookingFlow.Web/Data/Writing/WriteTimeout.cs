namespace BookingFlow.Web.Data.Writing;

/// <summary>How long a write waits for the database before it fails as <see cref="FailureKind.Busy"/>.</summary>
/// <remarks>
/// Without a timeout, a request would wait as long as another write holds the lock. Each is longer than the wait of the last write in a full
/// queue. Measured: 2 s for the last of 500 simultaneous confirmations, none of which shared a transaction, on a busy machine with two
/// processors (docs/decisions/0038).
/// </remarks>
public static class WriteTimeout
{
    /// <summary>
    /// For requests, whose sender waits for the answer and can send the request again. On SQLite it bounds the wait in
    /// <see cref="SqliteWriteQueue"/>, on SQL Server the wait for each lock.
    /// </summary>
    public static readonly TimeSpan Request = TimeSpan.FromSeconds(5);

    /// <summary>
    /// For mail and for libraries that save synchronously; on SQLite only. No person waits for these, and a timeout costs more: a mail that
    /// was handed over but could not be marked as sent is sent twice.
    /// </summary>
    public static readonly TimeSpan Background = TimeSpan.FromSeconds(30);
}
