using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Makes every SQLite connection overwrite with zeros what it deletes or replaces, and refuses connections to a file that is gone.</summary>
/// <remarks>
/// <para>
/// Without the first, erased personal data would stay readable in the file. Set for every connection, because also inserts move rows and leave
/// copies of them behind (docs/decisions/0047).
/// </para>
/// <para>
/// Without the second, pooled connections would write to a file that was deleted, and new ones would create an empty file in its place: what was
/// acknowledged would be lost (docs/decisions/0053).
/// </para>
/// </remarks>
public sealed class SqliteSession : DbConnectionInterceptor
{
    private const string OverwriteDeletedContent = "PRAGMA secure_delete = ON";
    private const int ResultCannotOpen = 14;

    // The first connection may create the file.
    private volatile bool _hasOpened;

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        ThrowIfFileIsGone(connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        ThrowIfFileIsGone(connection);
        return ValueTask.FromResult(result);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = OverwriteDeletedContent;
        command.ExecuteNonQuery();
        _hasOpened = true;
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = OverwriteDeletedContent;
        await command.ExecuteNonQueryAsync(cancellationToken);
        _hasOpened = true;
    }

    private void ThrowIfFileIsGone(DbConnection connection)
    {
        if (_hasOpened && !File.Exists(connection.DataSource))
        {
            throw new SqliteException("The file of the database is gone.", ResultCannotOpen);
        }
    }
}
