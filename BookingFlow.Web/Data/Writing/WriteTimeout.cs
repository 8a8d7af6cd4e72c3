namespace BookingFlow.Web.Data.Writing;

/// <summary>How long a write waits for the database before it fails as busy.</summary>
/// <remarks>
/// Longer than the last of a full queue waits: 2 s for the last of 500 simultaneous confirmations, none of which shared a transaction, on a
/// busy machine with two processors (docs/decisions/0038). Without a bound, a request would wait as long as the lock is held.
/// </remarks>
public static class WriteTimeout
{
    /// <summary>
    /// For a request, whose sender waits for the answer and can send it again. On SQLite in <see cref="SqliteWriteQueue"/>, on SQL Server for each
    /// lock.
    /// </summary>
    public static readonly TimeSpan Request = TimeSpan.FromSeconds(5);

    /// <summary>
    /// On SQLite for mail and for libraries that save synchronously. No person waits for these, and giving up costs more: a mail that
    /// was handed over and could not be marked as sent is sent twice.
    /// </summary>
    public static readonly TimeSpan Background = TimeSpan.FromSeconds(30);
}
