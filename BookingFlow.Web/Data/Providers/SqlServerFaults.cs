using Microsoft.Data.SqlClient;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Classifies the exceptions of SQL Server's driver by the error numbers of the server and of the network.</summary>
internal static class SqlServerFaults
{
    private const int CommandTimeout = -2;
    private const int LockTimeout = 1222;

    /// <summary>Errors from this severity on end the connection, whatever their number; the driver has number 0 for a refused one.</summary>
    private const byte ConnectionEnded = 20;

    /// <returns>Null for an error of the statement or its data.</returns>
    public static DatabaseFault? Of(SqlException exception) => exception.Number switch
    {
        CommandTimeout or LockTimeout => DatabaseFault.Timeout,
        1205 => DatabaseFault.Deadlock,
        // Memory, locks and workers; then the limits of Azure SQL.
        701 or 802 or 1204 or 8628 or 8645 or 8651 or 17809
            or 10928 or 10929 or 10936 or 40501 or 49918 or 49919 or 49920 => DatabaseFault.Overloaded,
        // The login, its password, its database, its address.
        4060 or 4064 or 916 or 18452 or 18456 or 18470 or 18486 or 18487 or 18488 or 40615 => DatabaseFault.LoginRefused,
        // Read-only, or in emergency mode.
        3906 or 3908 => DatabaseFault.ReadOnly,
        // A file group, a log, a file that cannot grow, the quota of Azure SQL.
        1101 or 1105 or 9002 or 5149 or 40544 => DatabaseFault.DiskFull,
        // A file of the database cannot be opened; the database is suspect.
        945 or 926 or 5120 => DatabaseFault.FileMissing,
        824 or 605 => DatabaseFault.Corrupt,
        823 or 825 => DatabaseFault.DiskError,
        // The network; then a server or a database that starts, stops or moves.
        -1 or 2 or 19 or 20 or 26 or 53 or 64 or 121 or 233 or 258 or 1236 or 10051 or 10053 or 10054 or 10060 or 10061 or 10064 or 10065 or 11001
            or 921 or 922 or 927 or 942 or 952 or 6005 or 17142 or 17197 or 18401 or 40143 or 40197 or 40540 or 40613 =>
            DatabaseFault.ServerUnreachable,
        _ => exception.Class >= ConnectionEnded ? DatabaseFault.ServerUnreachable : null,
    };

    /// <summary>
    /// Whether an exception that was thrown while a connection was opened means that none was free in time: the login timed out, or the pool is
    /// exhausted.
    /// </summary>
    /// <remarks>
    /// The driver throws a bare <see cref="InvalidOperationException"/> for an exhausted pool, with a message in the language of the request. So
    /// it is recognised by where it comes from.
    /// </remarks>
    public static bool IsNoConnection(Exception exception) => exception switch
    {
        SqlException { Number: CommandTimeout } => true,
        InvalidOperationException { Source: { } source } => source == typeof(SqlConnection).Assembly.GetName().Name,
        _ => false,
    };

    public static bool IsLockOrCommandTimeout(Exception exception) => exception is SqlException { Number: LockTimeout or CommandTimeout };

    public static bool IsUniqueViolation(SqlException exception) => exception.Number is 2601 or 2627;
}
