using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Makes every SQLite connection overwrite with zeros what it deletes or replaces.</summary>
/// <remarks>
/// Otherwise erased personal data would stay readable in the file. Set for every connection, because also inserts move rows and leave copies of
/// them behind (docs/decisions/0047).
/// </remarks>
public sealed class SqliteSession : DbConnectionInterceptor
{
    private const string OverwriteDeletedContent = "PRAGMA secure_delete = ON";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = OverwriteDeletedContent;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = OverwriteDeletedContent;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
