using System.Data.Common;
using System.Linq.Expressions;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <content>EF interceptors that record statements, transactions and client-evaluated code.</content>
public sealed partial class SqlRecorder
{
    /// <summary>Records each statement with its parameters before it is sent, and throws the <see cref="Fault"/> if there is one.</summary>
    private sealed class CommandInterceptor(SqlRecorder recorder) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default) => ValueTask.FromResult(Record(command, result));

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result,
            CancellationToken cancellationToken = default) => ValueTask.FromResult(Record(command, result));

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result,
            CancellationToken cancellationToken = default) => ValueTask.FromResult(Record(command, result));

        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Record(command, result);

        public override InterceptionResult<int> NonQueryExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Record(command, result);

        private T Record<T>(DbCommand command, T result)
        {
            // EF ends its statements with a line break.
            recorder._sent.Add(command.CommandText.TrimEnd());
            recorder._parameters.AddRange(command.Parameters.Cast<DbParameter>().Select(p => p.Value));
            return recorder.Fault?.Invoke(command.CommandText) is { } fault ? throw fault : result;
        }
    }

    /// <summary>Records begin and commit of transactions. <see cref="Transaction"/> records the rollback.</summary>
    private sealed class TransactionInterceptor(SqlRecorder recorder) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default)
        {
            recorder._sent.Add(Begin);
            return ValueTask.FromResult(result);
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            recorder._sent.Add(Commit);
            ((Transaction)transaction).HasEnded = true;
            return Task.CompletedTask;
        }
    }

    /// <summary>
    /// Records client-evaluated code of a query before its translation. EF throws for a filter or order that it cannot translate, but silently
    /// evaluates the program's own code in the final projection on the client.
    /// </summary>
    private sealed class ClientEvaluationInterceptor(SqlRecorder recorder) : IQueryExpressionInterceptor
    {
        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
        {
            new OwnCodeVisitor(recorder, eventData.Context!.Model).Visit(queryExpression);
            return queryExpression;
        }
    }

    private sealed class OwnCodeVisitor(SqlRecorder recorder, IModel model) : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (IsOurs(node.Method.DeclaringType))
            {
                recorder._clientEvaluated.Add(node.ToString());
            }

            return base.VisitMethodCall(node);
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            if (model.FindEntityType(node.Member.DeclaringType!) is { } entity
                && entity.FindProperty(node.Member.Name) is null && entity.FindNavigation(node.Member.Name) is null)
            {
                recorder._clientEvaluated.Add(node.ToString());
            }

            return base.VisitMember(node);
        }

        protected override Expression VisitExtension(Expression node) => node.CanReduce ? base.VisitExtension(node) : node;

        private static bool IsOurs(Type? type) => type?.Assembly == typeof(BookingDbContext).Assembly;
    }
}
