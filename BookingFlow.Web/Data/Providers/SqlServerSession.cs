using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Web.Data.Providers;

/// <summary>
/// Bounds how long a session of SQL Server waits for a lock: longer than a full queue of confirmations for one
/// performance takes, shorter than people wait. Said at every opening, for the connection pool forgets it.
/// </summary>
public sealed class SqlServerSession : DbConnectionInterceptor
{
    private const string BoundLockWaits = "SET LOCK_TIMEOUT 10000";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = BoundLockWaits;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = BoundLockWaits;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
