using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using BookingFlow.Web.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using IsolationLevel = System.Data.IsolationLevel;

namespace BookingFlow.Tests.Infrastructure;

/// <summary>
/// SQL Server's end of the wire without a server: writes down every statement and every transaction's begin and end in
/// order, and answers each query from the rows that a test has put into its tables. It parses what it is sent as SQL
/// Server 2022 would, and refuses what does not parse.
/// </summary>
public sealed class SqlServerWire : IDbContextFactory<BookingDbContext>
{
    public const string Begin = "BEGIN TRANSACTION";
    public const string Commit = "COMMIT";
    public const string Rollback = "ROLLBACK";

    private readonly List<string> _sent = [];
    private readonly List<object?> _parameters = [];
    private readonly List<string> _leftToTheClient = [];
    private readonly Queries? _queries;

    /// <param name="readsQueries">Fills <see cref="LeftToTheClient"/>. It costs an EF of its own, which compiles every query anew.</param>
    public SqlServerWire(bool readsQueries = false) => _queries = readsQueries ? new Queries(this) : null;

    /// <summary>One row a table, by the column's name: every query of that table finds exactly this row, or none where none is.</summary>
    public Dictionary<string, Dictionary<string, object?>> Rows { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a sum comes to.</summary>
    public int Sum { get; set; }

    /// <summary>What goes wrong when this is sent (a statement, or <see cref="Commit"/>); null: nothing does.</summary>
    public Func<string, Exception?>? Fault { get; set; }

    /// <summary>Whether there is any, where the program asks only that.</summary>
    public bool Any { get; set; }

    /// <summary>The methods of the program from which something was sent: the whole way down, as the compiler named them.</summary>
    public HashSet<string> Senders { get; } = new(StringComparer.Ordinal);

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
            .AddInterceptors(new Statements(this), new Transactions(this))
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

    private DataTableReader Answer(string batch)
    {
        LastBatch = batch;
        DataTable[] answers = [.. Parse(batch).Select(AnswerTo).OfType<DataTable>()];
        return new DataTableReader(answers.Length > 0 ? answers : [new DataTable()]);
    }

    private DataTable? AnswerTo(TSqlStatement statement) => statement switch
    {
        SelectStatement { QueryExpression: QuerySpecification query } => AnswerTo(query),
        InsertStatement { InsertSpecification.OutputClause: not null } => Generated(rows: 1),
        UpdateStatement { UpdateSpecification.OutputClause: not null } => Generated(rows: 1),
        DeleteStatement { DeleteSpecification.OutputClause: not null } => Generated(rows: 1),
        MergeStatement { MergeSpecification.TableReference: InlineDerivedTable values } => Generated(values.RowValues.Count),
        _ => null,
    };

    // What a write gives back: the generated id of each row (or a 1 for each row that was found), and its place in the batch.
    private static DataTable Generated(int rows)
    {
        var table = new DataTable();
        table.Columns.Add("Id", typeof(int));
        table.Columns.Add("_Position", typeof(int));
        for (var row = 0; row < rows; row++)
        {
            table.Rows.Add(row + 1, row);
        }

        return table;
    }

    private DataTable AnswerTo(QuerySpecification query)
    {
        var sources = SourcesOf(query);
        var elements = query.SelectElements.Cast<SelectScalarExpression>().ToList();
        // A sum over nothing is a row still.
        var hasNoRow = elements.Exists(element => NameOf(element) is not null) && FindsNothing(query);
        var values = elements.ConvertAll(element => hasNoRow ? null : ValueOf(element.Expression, sources));
        var answer = new DataTable();
        for (var i = 0; i < values.Count; i++)
        {
            answer.Columns.Add($"c{i}", values[i]?.GetType() ?? typeof(string));
        }

        if (!hasNoRow)
        {
            answer.Rows.Add([.. values.Select(value => value ?? DBNull.Value)]);
        }

        return answer;
    }

    private bool FindsNothing(QuerySpecification query) => query.FromClause?.TableReferences.Any(FindsNothing) == true;

    private bool FindsNothing(TableReference source) => source switch
    {
        NamedTableReference table => !Rows.ContainsKey(table.SchemaObject.BaseIdentifier.Value),
        QueryDerivedTable { QueryExpression: QuerySpecification inner } => FindsNothing(inner),
        QualifiedJoin join => FindsNothing(join.FirstTableReference) || (join.QualifiedJoinType == QualifiedJoinType.Inner && FindsNothing(join.SecondTableReference)),
        _ => false,
    };

    private object? ValueOf(ScalarExpression expression, Dictionary<string, TableReference> sources)
    {
        if (expression is ScalarSubquery { QueryExpression: QuerySpecification asked } && asked.SelectElements[0] is SelectScalarExpression only)
        {
            return NameOf(only) is not null && FindsNothing(asked) ? null : ValueOf(only.Expression, SourcesOf(asked));
        }

        if (expression is FunctionCall { FunctionName.Value: "MIN" or "MAX", Parameters: [ColumnReferenceExpression ranked] })
        {
            return ValueOf(ranked, sources);
        }

        if (expression is not ColumnReferenceExpression { MultiPartIdentifier.Identifiers: var names })
        {
            return expression is SearchedCaseExpression ? Any : Sum;
        }

        var (source, column) = (names.Count > 1 ? sources[names[0].Value] : sources.Values.Single(), names[^1].Value);
        return source switch
        {
            NamedTableReference table => Rows.GetValueOrDefault(table.SchemaObject.BaseIdentifier.Value)?.GetValueOrDefault(column),
            QueryDerivedTable { QueryExpression: QuerySpecification inner } =>
                ValueOf(inner.SelectElements.Cast<SelectScalarExpression>().First(element => NameOf(element) == column).Expression, SourcesOf(inner)),
            _ => throw new NotSupportedException($"A table that the wire does not know: {source.GetType().Name}"),
        };
    }

    private static string? NameOf(SelectScalarExpression element) =>
        element.ColumnName?.Value ?? (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value;

    // Only of this query itself, not of those inside it.
    private static Dictionary<string, TableReference> SourcesOf(QuerySpecification query) => (query.FromClause?.TableReferences ?? [])
        .SelectMany(Joined)
        .ToDictionary(table => (table as TableReferenceWithAlias)?.Alias?.Value ?? "", StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<TableReference> Joined(TableReference table) =>
        table is JoinTableReference join ? [.. Joined(join.FirstTableReference), .. Joined(join.SecondTableReference)] : [table];

    private sealed class Connection(SqlServerWire wire) : DbConnection
    {
        public SqlServerWire Wire => wire;

        private ConnectionState _state;

        [AllowNull]
        public override string ConnectionString { get; set; } = "Server=nowhere;Database=x";

        public override string Database => "x";

        public override string DataSource => "nowhere";

        public override string ServerVersion => "16.00.0000";

        public override ConnectionState State => _state;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        public override void Open() => _state = ConnectionState.Open;

        public override void Close() => _state = ConnectionState.Closed;

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
        {
            return new Transaction(this, isolationLevel);
        }

        protected override DbCommand CreateDbCommand() => new Command(wire) { Connection = this };
    }

    /// <summary>EF's own interceptor: what it is about to send, as it sends it.</summary>
    private sealed class Statements(SqlServerWire wire) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => ValueTask.FromResult(Seen(command, result));

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => ValueTask.FromResult(Seen(command, result));

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => ValueTask.FromResult(Seen(command, result));

        private T Seen<T>(DbCommand command, T result)
        {
            // EF ends its statements with a line break.
            wire._sent.Add(command.CommandText.TrimEnd());
            wire.Senders.UnionWith(new StackTrace().GetFrames().Select(frame => frame.GetMethod()).OfType<MethodBase>()
                .Where(method => method.DeclaringType?.Assembly == typeof(BookingDbContext).Assembly)
                .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}"));
            wire._parameters.AddRange(command.Parameters.Cast<DbParameter>().Select(p => p.Value));
            return wire.Fault?.Invoke(command.CommandText) is { } fault ? throw fault : result;
        }
    }

    /// <summary>
    /// Every query as the program wrote it, before EF makes SQL of it. EF refuses to filter or sort by what it cannot
    /// translate, but would run the program's own code on the rows of a last projection, in silence.
    /// </summary>
    private sealed class Queries(SqlServerWire wire) : IQueryExpressionInterceptor
    {
        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
        {
            new OwnCode(wire, eventData.Context!.Model).Visit(queryExpression);
            return queryExpression;
        }
    }

    private sealed class OwnCode(SqlServerWire wire, IModel model) : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (IsOurs(node.Method.DeclaringType))
            {
                wire._leftToTheClient.Add(node.ToString());
            }

            return base.VisitMethodCall(node);
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            if (model.FindEntityType(node.Member.DeclaringType!) is { } entity
                && entity.FindProperty(node.Member.Name) is null && entity.FindNavigation(node.Member.Name) is null)
            {
                wire._leftToTheClient.Add(node.ToString());
            }

            return base.VisitMember(node);
        }

        protected override Expression VisitExtension(Expression node) => node.CanReduce ? base.VisitExtension(node) : node;

        private static bool IsOurs(Type? type) => type?.Assembly == typeof(BookingDbContext).Assembly;
    }

    /// <summary>When a transaction begins and how it ends; one that is let go of without a word is rolled back.</summary>
    private sealed class Transactions(SqlServerWire wire) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            wire._sent.Add(Begin);
            return ValueTask.FromResult(result);
        }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            wire._sent.Add(Commit);
            ((Transaction)transaction).HasEnded = true;
            return Task.CompletedTask;
        }
    }

    private sealed class Transaction(Connection connection, IsolationLevel isolationLevel) : DbTransaction
    {
        public bool HasEnded { get; set; }

        public override IsolationLevel IsolationLevel => isolationLevel;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
            if (connection.Wire.Fault?.Invoke(SqlServerWire.Commit) is { } fault)
            {
                throw fault;
            }
        }

        public override void Rollback()
        {
            HasEnded = true;
            connection.Wire._sent.Add(SqlServerWire.Rollback);
        }

        protected override void Dispose(bool disposing)
        {
            if (!HasEnded)
            {
                Rollback();
            }

            base.Dispose(disposing);
        }
    }

    private sealed class Command(SqlServerWire wire) : DbCommand
    {
        // Only for its parameters, which are SQL Server's own.
        private readonly SqlCommand _parameters = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
            // Nothing runs for so long that it could be broken off.
        }

        public override int ExecuteNonQuery()
        {
            using var answer = wire.Answer(CommandText);
            return 1;
        }

        public override object? ExecuteScalar()
        {
            using var answer = wire.Answer(CommandText);
            return answer.Read() ? answer[0] : null;
        }

        public override void Prepare()
        {
            // There is nothing to prepare for.
        }

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => wire.Answer(CommandText);

        protected override void Dispose(bool disposing)
        {
            _parameters.Dispose();
            base.Dispose(disposing);
        }
    }
}
