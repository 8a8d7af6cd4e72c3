using System.Data.Common;
using System.Linq.Expressions;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <content>What EF itself tells on the way: its statements, its transactions, and the queries before they are SQL.</content>
public sealed partial class SqlRecorder
{
    /// <summary>EF's own interceptor: what it is about to send, as it sends it.</summary>
    private sealed class Statements(SqlRecorder wire) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default) => ValueTask.FromResult(Seen(command, result));

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result,
            CancellationToken cancellationToken = default) => ValueTask.FromResult(Seen(command, result));

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result,
            CancellationToken cancellationToken = default) => ValueTask.FromResult(Seen(command, result));

        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Seen(command, result);

        public override InterceptionResult<int> NonQueryExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Seen(command, result);

        private T Seen<T>(DbCommand command, T result)
        {
            // EF ends its statements with a line break.
            wire._sent.Add(command.CommandText.TrimEnd());
            wire._parameters.AddRange(command.Parameters.Cast<DbParameter>().Select(p => p.Value));
            return wire.Fault?.Invoke(command.CommandText) is { } fault ? throw fault : result;
        }
    }

    /// <summary>When a transaction begins and how it ends; one that is let go of without a word is rolled back.</summary>
    private sealed class Transactions(SqlRecorder wire) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default)
        {
            wire._sent.Add(Begin);
            return ValueTask.FromResult(result);
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            wire._sent.Add(Commit);
            ((Transaction)transaction).HasEnded = true;
            return Task.CompletedTask;
        }
    }

    /// <summary>
    /// Every query as the program wrote it, before EF makes SQL of it. EF refuses to filter or sort by what it cannot
    /// translate, but would run the program's own code on the rows of a last projection, in silence.
    /// </summary>
    private sealed class Queries(SqlRecorder wire) : IQueryExpressionInterceptor
    {
        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
        {
            new OwnCode(wire, eventData.Context!.Model).Visit(queryExpression);
            return queryExpression;
        }
    }

    private sealed class OwnCode(SqlRecorder wire, IModel model) : ExpressionVisitor
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
}
