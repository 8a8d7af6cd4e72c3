using BookingFlow.Web.Data.Configurations;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data.Migrations;

/// <summary>
/// Creates the triggers that refuse UPDATE and DELETE on the table Log. Dropping the table drops them. A later migration that changes
/// this table on SQLite rebuilds it, which loses them; EF rebuilds at the end of a migration, so the one after it must call this again.
/// </summary>
internal static class AppendOnlyLog
{
    public static void MakeOnSqlite(MigrationBuilder migration)
    {
        foreach (var change in (string[])["UPDATE", "DELETE"])
        {
            migration.Sql($"""
                CREATE TRIGGER "{AuditEntryConfiguration.AppendOnly}_{change}" BEFORE {change} ON "Log"
                BEGIN SELECT RAISE(ABORT, 'The log is append-only.'); END;
                """);
        }
    }

    public static void MakeOnSqlServer(MigrationBuilder migration) => migration.Sql($"""
        EXEC(N'CREATE TRIGGER [{AuditEntryConfiguration.AppendOnly}] ON [Log] INSTEAD OF UPDATE, DELETE AS
        BEGIN
            SET NOCOUNT ON;
            THROW 50001, ''The log is append-only.'', 1;
        END');
        """);
}
