using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static System.FormattableString;

namespace BookingFlow.Web.Data.Upgrading;

/// <summary>Migrates a SQLite file by way of a copy, and keeps the file of before as a backup (docs/decisions/0063).</summary>
/// <remarks>
/// Everything that can fail happens in copies, and the replacement is one rename: a failure or a kill at any time leaves either the former database,
/// on which the former version of the program starts, or the migrated one. EF's migrations alone do not have this property: a migration that
/// rebuilds a table consists of several transactions.
/// </remarks>
/// <param name="file">Full path. The caller has its <see cref="DatabaseFileLock"/> alone.</param>
/// <param name="migrate">Applies the migrations to the copy; null: EF's. A test passes a faulty one.</param>
public sealed class SqliteUpgrade(string file, TimeProvider clock, Func<BookingDbContext, CancellationToken, Task>? migrate = null)
{
    /// <summary>The copy that is migrated.</summary>
    private const string PartSuffix = ".upgrade.part";

    /// <summary>
    /// The backup, until the migration has succeeded: a failed start, which may be repeated every few seconds, must not leave a backup.
    /// </summary>
    private const string BackupPartSuffix = ".upgrade-backup.part";

    private const long BytesPerMegabyte = 1_000_000;

    /// <summary>
    /// How many times its size a file needs on its disk: the backup, the copy, the largest table rebuilt in the copy, and the journal of that.
    /// </summary>
    private const int SpaceFactor = 4;

    /// <summary>Space for a new or small database, in bytes.</summary>
    private const long MinimumSpace = 10 * BytesPerMegabyte;

    private readonly string _part = file + PartSuffix;
    private readonly string _backupPart = file + BackupPartSuffix;

    /// <summary>Applies all pending migrations to the file, or creates it.</summary>
    /// <returns>The full path of the backup; null if there was no file, or an empty one.</returns>
    /// <exception cref="UpgradeException">The database could not be migrated. Nothing was changed.</exception>
    public async Task<string?> MigrateAsync(CancellationToken cancellationToken)
    {
        var (isNew, backups) = (!File.Exists(file) || new FileInfo(file).Length == 0, new UpgradeBackups(file));
        DeleteParts();
        CheckSpace();
        try
        {
            SqliteFile.CreatePrivate(_part);
            await using var original = isNew ? null : await OpenAloneAsync(cancellationToken);
            if (original is not null)
            {
                await BackUpAsync(original, cancellationToken);
                File.Copy(_backupPart, _part, overwrite: true);
            }

            await MigrateCopyAsync(cancellationToken);
            if (original is null)
            {
                // What a deleted database has left would be applied to the new one.
                DeleteWithCompanions(file);
                File.Move(_part, file);
                return null;
            }

            KeepMode();
            var backup = backups.NewFile(ProgramVersion.Text, clock.GetUtcNow().UtcDateTime);
            File.Move(_backupPart, backup, overwrite: true);
            if (OperatingSystem.IsWindows())
            {
                // An open file cannot be replaced there. Elsewhere other processes are excluded until the end.
                await original.CloseAsync();
            }

            File.Move(_part, file, overwrite: true);
            return backup;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or UpgradeException))
        {
            throw new UpgradeException(NotMigrated(Cause(exception)), exception);
        }
        finally
        {
            DeleteParts();
        }
    }

    /// <summary>The sentences for a database that could not be migrated.</summary>
    /// <param name="reason">Why: one or more sentences.</param>
    private string NotMigrated(string reason) =>
        $"The database could not be migrated to version {ProgramVersion.Text} of the program. {reason} Nothing was changed: {file} is as it was. "
        + "The version that you had before starts on it (docs/operating/upgrade.md).";

    private static string Cause(Exception exception) => DatabaseFaults.Of(exception) is { } fault
        ? $"{DatabaseFaults.Advice(fault)} ({exception.GetBaseException().Message})"
        : $"{exception.GetBaseException().Message.Split('\n')[0].TrimEnd('.', '\r')}.";

    /// <exception cref="UpgradeException">There is too little space on the disk.</exception>
    private void CheckSpace()
    {
        var size = SqliteFile.Companions.Prepend("").Select(suffix => new FileInfo(file + suffix))
            .Where(part => part.Exists).Sum(part => part.Length);
        var (needed, free) = (size * SpaceFactor + MinimumSpace, SqliteFile.FreeBytes(file));
        if (free < needed)
        {
            throw new UpgradeException(NotMigrated(Invariant(
                $"It needs {needed / BytesPerMegabyte} MB of free space on the disk of the database, and there are {free / BytesPerMegabyte} MB.")));
        }
    }

    /// <summary>Opens the file, without a write-ahead log, so that no other process can read or write it.</summary>
    /// <remarks>
    /// A process that waits for the lock meanwhile fails when it gets it, because the file has moved: it cannot write what would be lost.
    /// </remarks>
    /// <exception cref="UpgradeException">Another process has the file open.</exception>
    private async Task<SqliteConnection> OpenAloneAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(SqliteFile.ConnectionString(file, SqliteOpenMode.ReadWrite));
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            // In this mode the lock outlasts the transaction, inside which VACUUM is not allowed.
            command.CommandText = "PRAGMA locking_mode = EXCLUSIVE";
            await command.ExecuteNonQueryAsync(cancellationToken);
            command.CommandText = "PRAGMA journal_mode = DELETE";
            if (await command.ExecuteScalarAsync(cancellationToken) is not "delete")
            {
                throw InUse();
            }

            command.CommandText = "BEGIN EXCLUSIVE; COMMIT";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch (SqliteException busy) when (SqliteFaults.Of(busy) == DatabaseFault.Timeout)
        {
            await connection.DisposeAsync();
            throw InUse();
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        UpgradeException InUse() => new(NotMigrated($"Another process has {file} open: stop it first."));
    }

    private async Task BackUpAsync(SqliteConnection original, CancellationToken cancellationToken)
    {
        SqliteFile.CreatePrivate(_backupPart);
        await using (var command = original.CreateCommand())
        {
            command.CommandText = "VACUUM INTO $file";
            command.Parameters.AddWithValue("$file", _backupPart);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await ThrowIfDamagedAsync(_backupPart, cancellationToken);
        SqliteFile.FlushToDisk(_backupPart);
    }

    private async Task MigrateCopyAsync(CancellationToken cancellationToken)
    {
        var copy = new SqliteFile(_part, SqliteOpenMode.ReadWrite);
        await using (var db = copy.CreateDbContext())
        {
            if (await db.HasAbandonedMigrationLockAsync(cancellationToken))
            {
                // Of a migration that was killed by the version before. Nothing else can be migrating this copy.
                await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
            }

            await (migrate?.Invoke(db, cancellationToken) ?? db.Database.MigrateAsync(cancellationToken));
        }

        await ThrowIfDamagedAsync(_part, cancellationToken);
        await copy.CloseLogAsync(cancellationToken);
        SqliteFile.FlushToDisk(_part);
    }

    /// <exception cref="UpgradeException">The copy is damaged, or has references to rows that do not exist.</exception>
    private async Task ThrowIfDamagedAsync(string copy, CancellationToken cancellationToken)
    {
        await using var db = new SqliteFile(copy, SqliteOpenMode.ReadOnly).CreateDbContext();
        if (await db.FindDamageAsync(cancellationToken) is { Count: > 0 } damage)
        {
            var when = copy == _part ? "After the migration it would be damaged" : "It is damaged, so restore a backup of before first";
            throw new UpgradeException(NotMigrated($"{when}: {string.Join("; ", damage.Take(3))}."));
        }
    }

    /// <summary>Gives the copy the rights of the file, which an operator may have set.</summary>
    private void KeepMode()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_part, File.GetUnixFileMode(file));
        }
    }

    /// <summary>Deletes what this migration or a killed one has left.</summary>
    private void DeleteParts()
    {
        DeleteWithCompanions(_part);
        DeleteWithCompanions(_backupPart);
    }

    private static void DeleteWithCompanions(string database)
    {
        foreach (var suffix in SqliteFile.Companions.Prepend(""))
        {
            File.Delete(database + suffix);
        }
    }
}
