using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Web.Data;

/// <summary>
/// Translates <see cref="Performance.Capacity"/>, which is not a column, in LINQ queries: replaces it by the expression
/// <see cref="Performance.CapacityOf"/> when a query is compiled.
/// </summary>
/// <remarks>
/// So the formula is defined once, for queries and for loaded entities. Without it, EF would load whole performances and compute the property in
/// memory, on entities whose room is not loaded.
/// </remarks>
public sealed class CapacityProjection : ExpressionVisitor, IQueryExpressionInterceptor
{
    /// <summary>The instance that all contexts share. EF builds another internal service provider for each instance of such an interceptor.</summary>
    public static readonly CapacityProjection Instance = new();

    private static readonly MemberInfo CapacityProperty = typeof(Performance).GetProperty(nameof(Performance.Capacity))!;

    private CapacityProjection()
    {
    }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Visit(queryExpression);

    protected override Expression VisitMember(MemberExpression node) => node.Member == CapacityProperty
        ? new ParameterReplacer(Performance.CapacityOf.Parameters[0], Visit(node.Expression)!).Visit(Performance.CapacityOf.Body)
        : base.VisitMember(node);

    private sealed class ParameterReplacer(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : node;
    }
}
