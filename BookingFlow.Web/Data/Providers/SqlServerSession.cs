using System.Data.Common;
using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Web.Data.Providers;

/// <summary>
/// Sets the lock timeout of every SQL Server session to <see cref="WriteTimeout.Request"/>, and recognises that no connection was free in time.
/// </summary>
/// <remarks>
/// The timeout is set whenever a connection is opened, because the connection pool resets the setting. Without it, a statement waits for a lock
/// until the command timeout.
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

    public override void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => ThrowIfNoConnection(eventData.Exception);

    public override Task ConnectionFailedAsync(
        DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        ThrowIfNoConnection(eventData.Exception);
        return Task.CompletedTask;
    }

    // Replaces the driver's exception here, because only here it is known that it was thrown while a connection was opened.
    private static void ThrowIfNoConnection(Exception exception)
    {
        if (SqlServerFaults.IsNoConnection(exception))
        {
            throw new DatabaseBusyException("No connection to the database was free in time.", exception) { Fault = DatabaseFault.NoConnection };
        }
    }
}
