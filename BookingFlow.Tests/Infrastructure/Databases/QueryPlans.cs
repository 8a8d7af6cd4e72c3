using System.Data.Common;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>How SQLite means to answer each question that it is asked.</summary>
public sealed class QueryPlans : DbCommandInterceptor
{
    /// <summary>In the order of the questions, a line for each step.</summary>
    public List<string> Plans { get; } = [];

    /// <summary>A context whose questions are explained here.</summary>
    public BookingDbContext On(TemporaryDatabase database)
    {
        var options = new DbContextOptionsBuilder<SqliteBookingDbContext>();
        options.UseBookingDatabase(DatabaseDialect.Sqlite, database.ConnectionString);
        return new SqliteBookingDbContext(options.AddInterceptors(this).Options);
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await using var explain = command.Connection!.CreateCommand();
#pragma warning disable CA2100 // The program's own statement.
        explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
#pragma warning restore CA2100
        explain.Parameters.AddRange(command.Parameters.Cast<SqliteParameter>().Select(p => new SqliteParameter(p.ParameterName, p.Value)).ToArray());
        await using var lines = await explain.ExecuteReaderAsync(cancellationToken);
        List<string> plan = [];
        while (await lines.ReadAsync(cancellationToken))
        {
            plan.Add(lines.GetString(3));
        }

        Plans.Add(string.Join('\n', plan));
        return result;
    }
}
