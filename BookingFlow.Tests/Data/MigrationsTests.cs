using BookingFlow.Tests.Builders;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace BookingFlow.Tests.Data;

/// <summary>One model, two migration sets, and neither lacks a thing.</summary>
public sealed class MigrationsTests
{
    public static TheoryData<DatabaseDialect> Both => [DatabaseDialect.Sqlite, DatabaseDialect.SqlServer];

    [Theory]
    [MemberData(nameof(Both))]
    public void The_migrations_make_the_whole_model(DatabaseDialect dialect)
    {
        using var db = Context(dialect);
        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: add a migration for each of the two databases.");
    }

    [Fact]
    public void Each_change_has_a_migration_for_each_database()
    {
        using var sqlite = Context(DatabaseDialect.Sqlite);
        using var sqlServer = Context(DatabaseDialect.SqlServer);
        Assert.NotEmpty(sqlite.Database.GetMigrations());
        Assert.Equal(sqlite.Database.GetMigrations().Select(Name), sqlServer.Database.GetMigrations().Select(Name));

        // The time stamp before the name is the moment at which each was made.
        static string Name(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];
    }

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void SQL_Server_would_understand_every_statement_of_them(MigrationsSqlGenerationOptions options)
    {
        using var db = Context(DatabaseDialect.SqlServer);
        var statements = SqlServerWire.Parse(db.GetService<IMigrator>().GenerateScript(options: options));
        Assert.Contains(All(statements), s => s is CreateTableStatement);
    }

    [Fact]
    public void What_SQL_Server_keeps_is_of_fitting_types_and_no_table_of_ours_has_a_text_for_a_key()
    {
        using var db = Context(DatabaseDialect.SqlServer);
        var ours = db.Model.GetEntityTypes().Where(e => e.ClrType.Namespace == typeof(Show).Namespace).ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, entity => Assert.Equal(typeof(int), Assert.Single(entity.FindPrimaryKey()!.Properties).ClrType));
        foreach (var property in ours.SelectMany(entity => entity.GetProperties()))
        {
            var type = property.GetColumnType();
            Assert.DoesNotContain("max", type, StringComparison.Ordinal);
            Assert.True(property.ClrType != typeof(DateTime) || type == "datetime2", $"{property.Name} is {type}");
            Assert.True(property.ClrType != typeof(byte[]) || type == "binary(32)", $"{property.Name} is {type}");
        }
    }

    [Theory]
    [InlineData("UPDATE Rooms SET Capacity = -1")]
    [InlineData("UPDATE Shows SET RunningMinutes = 0")]
    [InlineData("UPDATE Performances SET AdditionalSeats = -1")]
    [InlineData("UPDATE Performances SET ConfirmedSeats = -1")]
    [InlineData("UPDATE Performances SET MaxPartySize = 0")]
    [InlineData("UPDATE Performances SET CheckInOpensMinutesBefore = 1441")]
    [InlineData("UPDATE Reservations SET PartySize = 0")]
    [InlineData("UPDATE Reservations SET PartySize = 101")]
    [InlineData("UPDATE Reservations SET Status = 'Confirmed'")]
    [InlineData("UPDATE ReservationTokens SET Purpose = 'master'")]
    [InlineData("UPDATE CheckIns SET People = 0")]
    [InlineData("UPDATE Outbox SET Kind = 'spam'")]
    [InlineData("UPDATE Outbox SET Attempts = -1")]
    [InlineData("INSERT INTO CheckIns (ReservationId, People, At, StaffId, StaffName, RequestId) SELECT ReservationId, People, At, StaffId, StaffName, RequestId FROM CheckIns")]
    [InlineData("UPDATE Performances SET ShowId = 4711")]
    public async Task The_database_itself_refuses_what_no_act_would_write(string nonsense)
    {
        await using var house = await OpenHouse.CreateAsync(DatabaseDialect.Sqlite);
        var reservation = new AReservation().For(new APerformance().Build()).Confirmed().Build();
        await house.Database.AddAsync(
            OutboxMail.Owed(MailKind.Ticket, reservation, AMoment.Now),
            ReservationToken.Of(Token.New(), TokenPurpose.Ticket, reservation, AMoment.Now),
            new CheckIn { Reservation = reservation, People = 2, At = AMoment.Now, StaffId = house.Steward.StaffId, StaffName = "Dora" });
        await using var db = house.Database.CreateDbContext();
        var refused = await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync(nonsense));
        Assert.Equal(19, refused.SqliteErrorCode);
    }

    private static IEnumerable<TSqlStatement> All(IEnumerable<TSqlStatement> statements) => statements.SelectMany(s => s switch
    {
        BeginEndBlockStatement block => All(block.StatementList.Statements),
        IfStatement branch => All([branch.ThenStatement]),
        _ => [s],
    });

    private static BookingDbContext Context(DatabaseDialect dialect) => dialect switch
    {
        DatabaseDialect.Sqlite => new DesignTimeSqlite().CreateDbContext([]),
        DatabaseDialect.SqlServer => new DesignTimeSqlServer().CreateDbContext([]),
    };
}
