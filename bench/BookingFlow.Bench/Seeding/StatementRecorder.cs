using System.Data.Common;
using System.Globalization;
using BookingFlow.Yardsticks;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Bench.Seeding;

/// <summary>Records the SQL statements that a context of <see cref="BenchDatabase"/> executes on SQLite, for the baseline of row 2.</summary>
public sealed class StatementRecorder : DbCommandInterceptor
{
    /// <summary>The statements in the order in which they were executed.</summary>
    public List<Statement> Statements { get; } = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        var parameters = command.Parameters.Cast<DbParameter>();
        Statements.Add(new Statement(command.CommandText, parameters.ToDictionary(p => p.ParameterName, p => Text(p.Value), StringComparer.Ordinal)));
        return ValueTask.FromResult(result);
    }

    // As the driver binds them: integers are read from such text where they are compared with an integer column.
    private static string? Text(object? value) => value switch
    {
        null or DBNull => null,
        DateTime time => time.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
