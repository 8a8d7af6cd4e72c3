using System.Data.Common;
using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Sets the lock timeout of every SQL Server session to <see cref="WriteTimeout.Request"/>.</summary>
/// <remarks>
/// Executed whenever a connection is opened, because the connection pool resets the setting. Without it, a statement waits for a lock until the
/// command timeout.
/// </remarks>
public sealed class SqlServerSession : DbConnectionInterceptor
{
    private static readonly string SetLockTimeout = string.Create(
        CultureInfo.InvariantCulture, $"SET LOCK_TIMEOUT {WriteTimeout.Request.TotalMilliseconds}");

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SetLockTimeout;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = SetLockTimeout;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
