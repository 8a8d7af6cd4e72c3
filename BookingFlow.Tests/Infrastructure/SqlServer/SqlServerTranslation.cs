using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>Translates queries of the SQLite context with the SQL Server provider and parses the SQL with the grammar of SQL Server 2022.</summary>
public sealed class SqlServerTranslation
{
    private static readonly MethodInfo CompileQuery = typeof(IDatabase).GetMethod(nameof(IDatabase.CompileQuery))!;

    private readonly Lock _lock = new();
    private readonly Dictionary<Expression, string?> _failures = new(ExpressionEqualityComparer.Instance);

    private readonly SqlRecorder _recorder = new(recordsClientEvaluation: true)
    {
        Fault = batch => SqlRecorder.Parse(batch).Count > 0 ? new ParsedException() : null,
    };

    /// <summary>Returns why SQL Server could not run a query completely; null if it could.</summary>
    /// <param name="query">The LINQ expression, before or after EF has extracted its parameters.</param>
    /// <remarks>Each distinct query is translated once.</remarks>
    public string? FailureOf(Expression query)
    {
        lock (_lock)
        {
            using var db = _recorder.CreateDbContext();
            query = new ModelReplacer(db.Model).Visit(query);
            if (!_failures.TryGetValue(query, out var failure))
            {
                _failures[query] = failure = Translate(db, query);
            }

            return failure;
        }
    }

    private string? Translate(BookingDbContext db, Expression query)
    {
        var count = _recorder.ClientEvaluated.Count;
        try
        {
            Run(db, query);
            return $"No SQL was sent for {ExpressionPrinter.Print(query)}";
        }
        catch (Exception e) when (e.GetBaseException() is ParsedException)
        {
            return _recorder.ClientEvaluated.Count > count ? $"Evaluated on the client: {_recorder.ClientEvaluated[^1]}" : null;
        }
        catch (Exception e)
        {
            return $"Not translatable for SQL Server: {ExpressionPrinter.Print(query)}{Environment.NewLine}{e.GetBaseException()}";
        }
    }

    // The query has to run: EF generates the SQL only then, because it depends on the parameters' values.
    private static void Run(BookingDbContext db, Expression query)
    {
        var isSequence = query.Type.IsAssignableTo(typeof(IQueryable));
        var resultType = isSequence ? typeof(IEnumerable<>).MakeGenericType(query.Type.GetGenericArguments()[0]) : query.Type;
        var context = db.GetService<IQueryContextFactory>().Create();
        var collector = new ParameterCollector();
        collector.Visit(query);
        foreach (var parameter in collector.Parameters)
        {
            context.Parameters[parameter.Name] = PlaceholderValues.Of(parameter.Type);
        }

        var compiled = (Delegate)CompileQuery.MakeGenericMethod(resultType).Invoke(db.GetService<IDatabase>(), [query, false])!;
        var result = compiled.DynamicInvoke(context);
        if (isSequence)
        {
            _ = ((IEnumerable)result!).GetEnumerator().MoveNext();
        }
    }

    /// <summary>Replaces the entity types of the SQLite model by those of the SQL Server model.</summary>
    private sealed class ModelReplacer(IModel model) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root
            ? new EntityQueryRootExpression(model.FindEntityType(root.EntityType.Name)!)
            : base.VisitExtension(node);
    }

    private sealed class ParameterCollector : ExpressionVisitor
    {
        public List<QueryParameterExpression> Parameters { get; } = [];

        protected override Expression VisitExtension(Expression node)
        {
            if (node is QueryParameterExpression parameter)
            {
                Parameters.Add(parameter);
            }

            return base.VisitExtension(node);
        }
    }

    /// <summary>Ends a query after its SQL has been parsed, because there are no rows to return.</summary>
    private sealed class ParsedException : Exception;
}
