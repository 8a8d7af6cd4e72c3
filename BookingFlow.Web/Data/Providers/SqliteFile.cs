using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Providers;

/// <summary>A SQLite file other than the configured one, such as a backup. Its connections are closed after use, so that it can be moved.</summary>
/// <param name="file">Full path.</param>
public sealed class SqliteFile(string file, SqliteOpenMode mode) : IDbContextFactory<BookingDbContext>
{
    /// <summary>The endings of the files that SQLite keeps beside a database in use.</summary>
    public static readonly IReadOnlyList<string> Companions = ["-wal", "-shm", "-journal"];

    private readonly DbContextOptions<SqliteBookingDbContext> _options = Options(file, mode);

    public BookingDbContext CreateDbContext() => new SqliteBookingDbContext(_options);

    /// <summary>Moves the content of the write-ahead log into the file, so that it is complete without its companions, which are deleted.</summary>
    /// <returns>False if another process has the file open.</returns>
    /// <exception cref="SqliteException">The file is no database, or damaged.</exception>
    public async Task<bool> CloseLogAsync(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(ConnectionString(file, SqliteOpenMode.ReadWrite));
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = DELETE";
            return await command.ExecuteScalarAsync(cancellationToken) is "delete";
        }
        catch (SqliteException busy) when (SqliteFaults.Of(busy) == DatabaseFault.Timeout)
        {
            return false;
        }
    }

    /// <summary>Creates an empty file that only its owner may read, because a database contains personal data.</summary>
    public static void CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    /// <summary>Writes a file's content from the memory of the operating system to the disk.</summary>
    public static void FlushToDisk(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Follows a symbolic link, because a file that replaces a link would be on another disk than the one that was meant.</summary>
    /// <param name="path">Full path; the file need not exist.</param>
    public static string RealPath(string path) =>
        (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? path;

    /// <summary>Returns the free space of the disk on which a file is, or will be, in bytes.</summary>
    /// <param name="path">Full path; its folder exists.</param>
    public static long FreeBytes(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        // On Windows a drive has a letter; elsewhere any folder names the file system that it is on.
        return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
    }

    private static DbContextOptions<SqliteBookingDbContext> Options(string file, SqliteOpenMode mode)
    {
        var options = new DbContextOptionsBuilder<SqliteBookingDbContext>();
        options.UseBookingDatabase(DatabaseDialect.Sqlite, ConnectionString(file, mode));
        return options.Options;
    }

    /// <summary>Returns a connection string without pooling and with short waits for the locks of other processes.</summary>
    public static string ConnectionString(string file, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 2 }.ToString();
}
