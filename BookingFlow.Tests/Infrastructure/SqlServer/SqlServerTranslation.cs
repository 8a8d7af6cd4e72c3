using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>Translates queries of SQLite's context with the SQL Server provider, and parses the result as SQL Server 2022 would.</summary>
public sealed class SqlServerTranslation
{
    private static readonly MethodInfo CompileQuery = typeof(IDatabase).GetMethod(nameof(IDatabase.CompileQuery))!;

    private readonly Lock _oneAtATime = new();
    private readonly Dictionary<Expression, string?> _known = new(ExpressionEqualityComparer.Instance);

    private readonly SqlRecorder _sql = new(readsQueries: true)
    {
        Fault = batch => SqlRecorder.Parse(batch).Count > 0 ? new ParsedException() : null,
    };

    /// <param name="query">As the program wrote it, or with the parameters that EF has taken out of it.</param>
    /// <returns>Why SQL Server could not run it as it is; null where it could. Each query is translated once.</returns>
    public string? FailureOf(Expression query)
    {
        lock (_oneAtATime)
        {
            using var db = _sql.CreateDbContext();
            query = new MovedQuery(db.Model).Visit(query);
            if (!_known.TryGetValue(query, out var failure))
            {
                _known[query] = failure = Translate(db, query);
            }

            return failure;
        }
    }

    private string? Translate(BookingDbContext db, Expression query)
    {
        var left = _sql.LeftToTheClient.Count;
        try
        {
            Run(db, query);
            return $"Nothing was sent for {ExpressionPrinter.Print(query)}";
        }
        catch (Exception e) when (e.GetBaseException() is ParsedException)
        {
            return _sql.LeftToTheClient.Count > left ? $"Left to the client: {_sql.LeftToTheClient[^1]}" : null;
        }
        catch (Exception e)
        {
            return $"Not for SQL Server: {ExpressionPrinter.Print(query)}{Environment.NewLine}{e.GetBaseException()}";
        }
    }

    // The SQL is only written when a query runs, since it depends on the parameters' values.
    private static void Run(BookingDbContext db, Expression query)
    {
        var hasRows = query.Type.IsAssignableTo(typeof(IQueryable));
        var result = hasRows ? typeof(IEnumerable<>).MakeGenericType(query.Type.GetGenericArguments()[0]) : query.Type;
        var context = db.GetService<IQueryContextFactory>().Create();
        var parameters = new ParameterList();
        parameters.Visit(query);
        foreach (var parameter in parameters.Found)
        {
            context.Parameters[parameter.Name] = PlaceholderValues.Of(parameter.Type);
        }

        var run = (Delegate)CompileQuery.MakeGenericMethod(result).Invoke(db.GetService<IDatabase>(), [query, false])!;
        var answer = run.DynamicInvoke(context);
        if (hasRows)
        {
            _ = ((IEnumerable)answer!).GetEnumerator().MoveNext();
        }
    }

    /// <summary>Moves a query from SQLite's model to that of SQL Server.</summary>
    private sealed class MovedQuery(IModel model) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root
            ? new EntityQueryRootExpression(model.FindEntityType(root.EntityType.Name)!)
            : base.VisitExtension(node);
    }

    private sealed class ParameterList : ExpressionVisitor
    {
        public List<QueryParameterExpression> Found { get; } = [];

        protected override Expression VisitExtension(Expression node)
        {
            if (node is QueryParameterExpression parameter)
            {
                Found.Add(parameter);
            }

            return base.VisitExtension(node);
        }
    }

    /// <summary>Ends a query when its SQL was sent and parsed: there are no rows.</summary>
    private sealed class ParsedException : Exception;
}
