using System.Data.Common;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>
/// SQL Server's end of the wire without a server: writes down every statement and every transaction's begin and end in
/// order, and answers each query from the rows that a test has put into its tables. It parses what it is sent as SQL
/// Server 2022 would, and refuses what does not parse.
/// </summary>
public sealed partial class SqlRecorder : IDbContextFactory<BookingDbContext>
{
    public const string Begin = "BEGIN TRANSACTION";
    public const string Commit = "COMMIT";
    public const string Rollback = "ROLLBACK";

    private readonly List<string> _sent = [];
    private readonly List<object?> _parameters = [];
    private readonly List<string> _leftToTheClient = [];
    private readonly Queries? _queries;

    /// <param name="readsQueries">Fills <see cref="LeftToTheClient"/>. It costs an EF of its own, which compiles every query anew.</param>
    public SqlRecorder(bool readsQueries = false) => _queries = readsQueries ? new Queries(this) : null;

    /// <summary>One row a table, by the column's name: every query of that table finds exactly this row, or none where none is.</summary>
    public Dictionary<string, Dictionary<string, object?>> Rows { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a sum comes to.</summary>
    public int Sum { get; set; }

    /// <summary>What goes wrong when this is sent (a statement, or <see cref="Commit"/>); null: nothing does.</summary>
    public Func<string, Exception?>? Fault { get; set; }

    /// <summary>What of the program's own code stood in a query, where a database could not run it.</summary>
    public IReadOnlyList<string> LeftToTheClient => _leftToTheClient;

    /// <summary>Everything that was sent, in order; transactions under the names above.</summary>
    public IReadOnlyList<string> Sent => _sent;

    /// <summary>The values of all parameters, in the order in which they were sent.</summary>
    public IReadOnlyList<object?> Parameters => _parameters;

    /// <summary>The last batch that reached the connection, also past EF.</summary>
    public string LastBatch { get; private set; } = "";

    /// <summary>A bare connection of this wire.</summary>
    public DbConnection Connect() => new Connection(this);

    public BookingDbContext CreateDbContext() => new SqlServerBookingDbContext(
        new DbContextOptionsBuilder<SqlServerBookingDbContext>()
            .UseSqlServer(new Connection(this), options => options.ExecutionStrategy(d => new BookingExecutionStrategy(d)))
            .AddInterceptors(CapacityProjection.Instance, new Statements(this), new Transactions(this))
            .AddInterceptors(_queries is null ? [] : [_queries])
            // What EF only warns of in a query is a fault here.
            .ConfigureWarnings(warnings => warnings.Throw(
                CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning,
                CoreEventId.DistinctAfterOrderByWithoutRowLimitingOperatorWarning, RelationalEventId.MultipleCollectionIncludeWarning,
                RelationalEventId.QueryPossibleUnintendedUseOfEqualsWarning))
            .Options);

    /// <summary>The statements of a batch, as SQL Server 2022 parses them.</summary>
    public static IReadOnlyList<TSqlStatement> Parse(string batch)
    {
        var script = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(batch), out var errors);
        return errors.Count == 0
            ? [.. script.Batches.SelectMany(b => b.Statements)]
            : throw new InvalidOperationException($"Not T-SQL: {string.Join("; ", errors.Select(e => e.Message))}: {batch}");
    }
}
