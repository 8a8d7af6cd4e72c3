namespace BookingFlow.Web.Data.Providers;

/// <summary>Lock beside a SQLite file: running nodes share it, a command that replaces the file or reads it as a whole takes it alone.</summary>
/// <remarks>
/// An empty file <c>….lock</c>, locked by the operating system, which releases it when the process ends, also when it is killed. The file stays,
/// because deleting it would let two processes lock two files of the same name. SQLite's own locks do not suffice: a node has no connection open
/// while it is idle (docs/decisions/0055).
/// </remarks>
public sealed class DatabaseFileLock : IDisposable
{
    /// <summary>The codes with which opening a locked file fails: EAGAIN on Linux, on macOS, and ERROR_SHARING_VIOLATION on Windows.</summary>
    private static readonly int[] Locked = [11, 35, unchecked((int)0x80070020)];

    private static readonly TimeSpan TurnInterval = TimeSpan.FromMilliseconds(50);

    private readonly FileStream? _stream;

    private DatabaseFileLock(FileStream? stream) => _stream = stream;

    /// <summary>Takes the lock of a running node, which any number of nodes hold at the same time.</summary>
    /// <param name="file">Full path of the SQLite file; null on SQL Server, where nothing is locked.</param>
    /// <exception cref="DatabaseBusyException">A command has taken it alone.</exception>
    public static DatabaseFileLock Share(string? file) => new(file is null ? null : Open(
        file, FileAccess.Read, FileShare.Read, "The database is being restored or copied. Start again when that has ended."));

    /// <summary>Takes the lock alone, so that no node runs, and none can start.</summary>
    /// <inheritdoc cref="Share"/>
    /// <exception cref="DatabaseBusyException">A node is running, or another command has taken it.</exception>
    public static DatabaseFileLock TakeAlone(string? file) => new(file is null ? null : Open(
        file, FileAccess.ReadWrite, FileShare.None, $"The program is running on {file}, or another command is using it. Stop every node first."));

    /// <summary>
    /// Waits until no other process starts on the file. Starts take turns, because one that has to migrate needs the lock above alone, and could
    /// not tell a node that runs from one that starts.
    /// </summary>
    /// <returns>The turn; dispose it when the lock above is held.</returns>
    /// <inheritdoc cref="Share"/>
    /// <exception cref="DatabaseBusyException">Another process did not finish its start within the timeout.</exception>
    public static async Task<DatabaseFileLock> WaitForTurnAsync(string? file, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return new DatabaseFileLock(stream: null);
        }

        for (var waited = TimeSpan.Zero; waited < timeout; waited += TurnInterval)
        {
            if (TryTakeAlone($"{file}.start") is { } turn)
            {
                return turn;
            }

            await Task.Delay(TurnInterval, cancellationToken);
        }

        throw new DatabaseBusyException($"Another process is starting on {file} or migrating it, and does not end. Stop it, and start again.");
    }

    /// <returns>The lock; null if another process has it.</returns>
    /// <exception cref="IOException">The lock file cannot be opened.</exception>
    public static DatabaseFileLock? TryTakeAlone(string file)
    {
        try
        {
            return new DatabaseFileLock(new FileStream($"{file}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException locked) when (Locked.Contains(locked.HResult))
        {
            return null;
        }
    }

    public void Dispose() => _stream?.Dispose();

    private static FileStream Open(string file, FileAccess access, FileShare share, string whenLocked)
    {
        try
        {
            return new FileStream($"{file}.lock", FileMode.OpenOrCreate, access, share);
        }
        catch (IOException locked) when (Locked.Contains(locked.HResult))
        {
            throw new DatabaseBusyException(whenLocked, locked);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseBusyException($"The file {file}.lock cannot be opened. {unwritable.Message}", unwritable) { Fault = DatabaseFault.ReadOnly };
        }
    }
}
