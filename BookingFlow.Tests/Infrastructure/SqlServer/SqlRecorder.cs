using System.Data.Common;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>
/// Replaces a SQL Server: records the statements and transactions of its contexts in order and answers queries from the rows in
/// <see cref="Rows"/>. It parses every statement with the grammar of SQL Server 2022 and throws if one is invalid.
/// </summary>
public sealed partial class SqlRecorder : IDbContextFactory<BookingDbContext>
{
    public const string Begin = "BEGIN TRANSACTION";
    public const string Commit = "COMMIT";
    public const string Rollback = "ROLLBACK";

    private readonly List<string> _sent = [];
    private readonly List<object?> _parameters = [];
    private readonly List<string> _clientEvaluated = [];
    private readonly ClientEvaluationInterceptor? _clientEvaluation;

    /// <param name="recordsClientEvaluation">
    /// Fills <see cref="ClientEvaluated"/>. The interceptor needs its own internal service provider of EF, which compiles every query again.
    /// </param>
    public SqlRecorder(bool recordsClientEvaluation = false) =>
        _clientEvaluation = recordsClientEvaluation ? new ClientEvaluationInterceptor(this) : null;

    /// <summary>
    /// The row of each table, by table name and column name. Every query of a table returns exactly this row, whatever its conditions; a query
    /// of a table that is missing here returns none.
    /// </summary>
    public Dictionary<string, Dictionary<string, object?>> Rows { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Result of every aggregate of a query.</summary>
    public int Sum { get; set; }

    /// <summary>Returns the exception to throw when a statement or <see cref="Commit"/> is sent, or null; null: nothing fails.</summary>
    public Func<string, Exception?>? Fault { get; set; }

    /// <summary>Returns the exception with which opening a connection fails; null: connections are opened.</summary>
    public Func<Exception>? OpenFault { get; set; }

    /// <summary>How many connections are open now.</summary>
    public int OpenConnections { get; private set; }

    /// <summary>How many connections have been open at the same time.</summary>
    public int MaxOpenConnections { get; private set; }

    /// <summary>Calls of the program's own methods and properties in queries, which EF would evaluate on the client.</summary>
    public IReadOnlyList<string> ClientEvaluated => _clientEvaluated;

    /// <summary>All statements in order, with <see cref="Begin"/>, <see cref="Commit"/> and <see cref="Rollback"/> of the transactions.</summary>
    public IReadOnlyList<string> Sent => _sent;

    /// <summary>The values of all parameters, in the order in which they were sent.</summary>
    public IReadOnlyList<object?> Parameters => _parameters;

    /// <summary>The last batch that was executed, including those that bypass EF.</summary>
    public string LastBatch { get; private set; } = "";

    /// <summary>Creates a connection without EF.</summary>
    public DbConnection Connect() => new Connection(this);

    public BookingDbContext CreateDbContext() => new SqlServerBookingDbContext(
        new DbContextOptionsBuilder<SqlServerBookingDbContext>()
            .UseSqlServer(new Connection(this), options => options.ExecutionStrategy(d => new BookingExecutionStrategy(d)))
            .AddInterceptors(CapacityProjection.Instance, new CommandInterceptor(this), new TransactionInterceptor(this))
            .AddInterceptors(_clientEvaluation is null ? [] : [_clientEvaluation])
            // EF's warnings about queries are errors here.
            .ConfigureWarnings(warnings => warnings.Throw(
                CoreEventId.RowLimitingOperationWithoutOrderByWarning, CoreEventId.FirstWithoutOrderByAndFilterWarning,
                CoreEventId.DistinctAfterOrderByWithoutRowLimitingOperatorWarning, RelationalEventId.MultipleCollectionIncludeWarning,
                RelationalEventId.QueryPossibleUnintendedUseOfEqualsWarning))
            .Options);

    /// <summary>Parses a batch with the grammar of SQL Server 2022.</summary>
    /// <exception cref="InvalidOperationException">The batch is not valid T-SQL.</exception>
    public static IReadOnlyList<TSqlStatement> Parse(string batch)
    {
        var script = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(batch), out var errors);
        return errors.Count == 0
            ? [.. script.Batches.SelectMany(b => b.Statements)]
            : throw new InvalidOperationException($"Not T-SQL: {string.Join("; ", errors.Select(e => e.Message))}: {batch}");
    }
}
