using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BookingFlow.Tests.Data;

/// <summary>
/// Checks the SQL Server translation of queries and writes without a server. <see cref="SqlServerQueryVerifier"/> checks the queries of all
/// other tests and is itself tested here; the writes of every entity are generated here.
/// </summary>
public sealed class SqlServerStatementTests
{
    [Fact]
    public void The_queries_of_the_program_are_found() => Assert.InRange(SqlServerQueryVerifier.QueryMethods().Count(), 21, int.MaxValue);

    [Fact]
    public async Task A_query_for_both_databases_runs()
    {
        var titles = new[] { "Hamlet" };
        await RunAsync(db => db.Shows.Where(s => titles.Contains(s.Title) && EF.Functions.Like(s.Slug, "h%")).OrderBy(s => s.Id).Take(3));
        await RunAsync(db => db.Performances.OrderBy(p => p.Id).Select(p => p.Capacity));
    }

    [Fact]
    public async Task A_query_that_SQLite_alone_can_run_is_refused() =>
        Assert.Contains("Glob", await RefusedAsync(db => db.Shows.Where(s => EF.Functions.Glob(s.Title, "H*"))), StringComparison.Ordinal);

    [Fact]
    public async Task A_query_with_an_EF_warning_is_refused() =>
        Assert.Contains("OrderBy", await RefusedAsync(db => db.Shows.Take(3)), StringComparison.Ordinal);

    [Fact]
    public async Task A_query_with_client_evaluation_is_refused() =>
        Assert.Contains("SeatsLeft", await RefusedAsync(db => db.Performances.Select(p => p.SeatsLeft)), StringComparison.Ordinal);

    [Fact]
    public async Task Inserts_updates_and_deletes_of_every_entity_parse_as_T_SQL()
    {
        await using var sqlServer = new SqlRecorder().CreateDbContext();
        var types = sqlServer.Model.GetEntityTypes().ToList();
        Assert.True(types.Count > 15, "The model was not read.");
        foreach (var type in types)
        {
            await AssertWritesAsync($"INSERT INTO [{type.GetTableName()}]", type, EntityState.Added);
            await AssertWritesAsync($"DELETE FROM [{type.GetTableName()}]", type, EntityState.Deleted);
            if (type.GetProperties().Any(p => !p.IsPrimaryKey()))
            {
                await AssertWritesAsync($"UPDATE [{type.GetTableName()}]", type, EntityState.Modified);
            }

            // With generated keys, EF inserts four or more rows by a MERGE.
            if (type.FindPrimaryKey()!.Properties.Any(IsGenerated))
            {
                await AssertWritesAsync($"MERGE [{type.GetTableName()}]", type, EntityState.Added, rows: 4);
            }
        }
    }

    private static async Task AssertWritesAsync(string statement, IEntityType type, EntityState state, int rows = 1)
    {
        // The statement is recorded and then fails, because there is no server to answer it.
        var sql = new SqlRecorder { Fault = _ => new NotSupportedException() };
        await using var db = sql.CreateDbContext();
        for (var row = 0; row < rows; row++)
        {
            var entry = db.Entry(Activator.CreateInstance(type.ClrType, nonPublic: true)!);
            foreach (var property in type.GetProperties().Where(p => state != EntityState.Added || !IsGenerated(p)))
            {
                entry.Property(property.Name).CurrentValue = PlaceholderValues.Of(property.ClrType);
            }

            entry.State = state;
        }

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        Assert.True(failure.GetBaseException() is NotSupportedException, $"{statement}: {failure}");

        var sent = Assert.Single(sql.Sent, batch => batch is not (SqlRecorder.Begin or SqlRecorder.Rollback));
        Assert.Contains(statement, sent, StringComparison.Ordinal);
        Assert.NotEmpty(SqlRecorder.Parse(sent));
    }

    private static bool IsGenerated(IProperty property) => property.ValueGenerated != ValueGenerated.Never && !property.IsForeignKey();

    private static async Task<string> RefusedAsync<T>(Func<BookingDbContext, IQueryable<T>> query) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(query))).Message;

    private static async Task RunAsync<T>(Func<BookingDbContext, IQueryable<T>> query)
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await database.ReadAsync(db => query(db).ToListAsync());
    }
}
