using System.Data;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <content>Answers statements from <see cref="Rows"/>.</content>
public sealed partial class SqlRecorder
{
    private DataTableReader Answer(string batch)
    {
        LastBatch = batch;
        DataTable[] answers = [.. Parse(batch).Select(AnswerTo).OfType<DataTable>()];
        return new DataTableReader(answers.Length > 0 ? answers : [new DataTable()]);
    }

    private DataTable? AnswerTo(TSqlStatement statement) => statement switch
    {
        SelectStatement { QueryExpression: QuerySpecification query } => AnswerTo(query),
        InsertStatement { InsertSpecification.OutputClause: not null } => WriteResult(rows: 1),
        UpdateStatement { UpdateSpecification.OutputClause: not null } => WriteResult(rows: 1),
        DeleteStatement { DeleteSpecification.OutputClause: not null } => WriteResult(rows: 1),
        MergeStatement { MergeSpecification.TableReference: InlineDerivedTable values } => WriteResult(values.RowValues.Count),
        _ => null,
    };

    // The result of a write: per row, the generated id (or 1 for an updated or deleted row) and its position in the batch.
    private static DataTable WriteResult(int rows)
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
        // An aggregate without GROUP BY, recognised by its missing name, returns a row even if the table is empty.
        var hasNoRow = elements.Exists(element => NameOf(element) is not null) && IsEmpty(query);
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

    private bool IsEmpty(QuerySpecification query) => query.FromClause?.TableReferences.Any(IsEmpty) == true;

    private bool IsEmpty(TableReference source) => source switch
    {
        NamedTableReference table => !Rows.ContainsKey(table.SchemaObject.BaseIdentifier.Value),
        QueryDerivedTable { QueryExpression: QuerySpecification inner } => IsEmpty(inner),
        QualifiedJoin join =>
            IsEmpty(join.FirstTableReference) || (join.QualifiedJoinType == QualifiedJoinType.Inner && IsEmpty(join.SecondTableReference)),
        _ => false,
    };

    private object? ValueOf(ScalarExpression expression, Dictionary<string, TableReference> sources)
    {
        if (expression is ScalarSubquery { QueryExpression: QuerySpecification subquery }
            && subquery.SelectElements[0] is SelectScalarExpression only)
        {
            return NameOf(only) is not null && IsEmpty(subquery) ? null : ValueOf(only.Expression, SourcesOf(subquery));
        }

        if (expression is FunctionCall { FunctionName.Value: "MIN" or "MAX", Parameters: [ColumnReferenceExpression argument] })
        {
            return ValueOf(argument, sources);
        }

        if (expression is not ColumnReferenceExpression { MultiPartIdentifier.Identifiers: var names })
        {
            // A CASE expression is the translation of Any(), which is always false here.
            return expression is SearchedCaseExpression ? false : Sum;
        }

        var (source, column) = (names.Count > 1 ? sources[names[0].Value] : sources.Values.Single(), names[^1].Value);
        return source switch
        {
            NamedTableReference table => Rows.GetValueOrDefault(table.SchemaObject.BaseIdentifier.Value)?.GetValueOrDefault(column),
            QueryDerivedTable { QueryExpression: QuerySpecification inner } =>
                ValueOf(inner.SelectElements.Cast<SelectScalarExpression>().First(element => NameOf(element) == column).Expression, SourcesOf(inner)),
            _ => throw new NotSupportedException($"Unsupported table source: {source.GetType().Name}"),
        };
    }

    private static string? NameOf(SelectScalarExpression element) =>
        element.ColumnName?.Value ?? (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value;

    // The tables of the query itself, without those of its subqueries.
    private static Dictionary<string, TableReference> SourcesOf(QuerySpecification query) => (query.FromClause?.TableReferences ?? [])
        .SelectMany(Joined)
        .ToDictionary(table => (table as TableReferenceWithAlias)?.Alias?.Value ?? "", StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<TableReference> Joined(TableReference table) =>
        table is JoinTableReference join ? [.. Joined(join.FirstTableReference), .. Joined(join.SecondTableReference)] : [table];
}
