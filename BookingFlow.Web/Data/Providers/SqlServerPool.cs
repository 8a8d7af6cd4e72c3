using BookingFlow.Web.Data.Writing;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Sizes the connection pool of SQL Server, and opens connections ahead.</summary>
/// <remarks>
/// Without this, a rush opened its connections one after the other while it waited for them, and what found the pool exhausted failed
/// (docs/decisions/0053).
/// </remarks>
public static class SqlServerPool
{
    private const int DefaultMaxSize = 100;
    private const int DefaultMinSize = 16;

    /// <summary>How long a login or a free connection is waited for: as long as a request may wait in a batch.</summary>
    private static readonly TimeSpan DefaultConnectTimeout = 2 * WriteTimeout.Request;

    /// <summary>Adds the sizes of the pool and the timeout of a connection to a connection string that does not name them.</summary>
    public static string WithDefaults(string connectionString)
    {
        var builder = new SqlConnectionStringBuilder(connectionString);
        if (!builder.ShouldSerialize("Max Pool Size"))
        {
            builder.MaxPoolSize = Math.Max(DefaultMaxSize, builder.MinPoolSize);
        }

        if (!builder.ShouldSerialize("Min Pool Size"))
        {
            builder.MinPoolSize = Math.Min(DefaultMinSize, builder.MaxPoolSize);
        }

        if (!builder.ShouldSerialize("Connect Timeout"))
        {
            builder.ConnectTimeout = (int)DefaultConnectTimeout.TotalSeconds;
        }

        return builder.ConnectionString;
    }

    /// <summary>How many requests may use the database at the same time: two thirds of the pool. The rest is for check-ins, mail and jobs.</summary>
    public static int MaxRequests(string connectionString) =>
        Math.Max(1, new SqlConnectionStringBuilder(connectionString).MaxPoolSize * 2 / 3);

    /// <summary>Opens as many connections as the pool keeps at least, and returns them to it.</summary>
    public static async Task OpenAheadAsync(
        IDbContextFactory<BookingDbContext> contexts, string connectionString, CancellationToken cancellationToken)
    {
        var count = new SqlConnectionStringBuilder(connectionString).MinPoolSize;
        List<BookingDbContext> open = [];
        try
        {
            for (var i = 0; i < count; i++)
            {
                open.Add(await contexts.CreateDbContextAsync(cancellationToken));
            }

            await Task.WhenAll(open.Select(db => db.Database.OpenConnectionAsync(cancellationToken)));
        }
        finally
        {
            foreach (var db in open)
            {
                await db.Database.CloseConnectionAsync();
                await db.DisposeAsync();
            }
        }
    }
}
