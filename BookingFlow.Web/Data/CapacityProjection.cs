using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Web.Data;

/// <summary>
/// Lets a query name <see cref="Performance.Capacity"/>, which is no column: replaces it by <see cref="Performance.CapacityOf"/>
/// when the query is compiled, so that the terms of the sum stand in one place.
/// </summary>
/// <remarks>Without it EF would read whole performances and compute the property on rows whose room was never loaded.</remarks>
public sealed class CapacityProjection : ExpressionVisitor, IQueryExpressionInterceptor
{
    /// <summary>One for all contexts: EF builds its services anew for each instance of such an interceptor.</summary>
    public static readonly CapacityProjection Instance = new();

    private static readonly MemberInfo CapacityProperty = typeof(Performance).GetProperty(nameof(Performance.Capacity))!;

    private CapacityProjection()
    {
    }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Visit(queryExpression);

    protected override Expression VisitMember(MemberExpression node) => node.Member == CapacityProperty
        ? new Argument(Performance.CapacityOf.Parameters[0], Visit(node.Expression)!).Visit(Performance.CapacityOf.Body)
        : base.VisitMember(node);

    private sealed class Argument(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : node;
    }
}
