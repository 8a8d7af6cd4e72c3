using System.Data;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <content>What the other end answers: each statement, from the rows of its tables.</content>
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
        QualifiedJoin join =>
            FindsNothing(join.FirstTableReference) || (join.QualifiedJoinType == QualifiedJoinType.Inner && FindsNothing(join.SecondTableReference)),
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
            // There is never any, where the program asks only that.
            return expression is SearchedCaseExpression ? false : Sum;
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
}
