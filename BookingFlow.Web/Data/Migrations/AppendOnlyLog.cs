using BookingFlow.Web.Data.Configurations;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data.Migrations;

/// <summary>
/// Makes the log append-only by the database itself. A later migration that changes the table Log on SQLite builds it
/// anew, and one after it must call this again: EF builds tables anew only when all else of a migration is done.
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

    public static void UndoOnSqlite(MigrationBuilder migration)
    {
        foreach (var change in (string[])["UPDATE", "DELETE"])
        {
            // A table that was built anew has lost them already.
            migration.Sql($"DROP TRIGGER IF EXISTS \"{AuditEntryConfiguration.AppendOnly}_{change}\";");
        }
    }

    public static void UndoOnSqlServer(MigrationBuilder migration) => migration.Sql($"DROP TRIGGER [{AuditEntryConfiguration.AppendOnly}];");

    public static void MakeOnSqlServer(MigrationBuilder migration) => migration.Sql($"""
        EXEC(N'CREATE TRIGGER [{AuditEntryConfiguration.AppendOnly}] ON [Log] INSTEAD OF UPDATE, DELETE AS
        BEGIN
            SET NOCOUNT ON;
            THROW 50001, ''The log is append-only.'', 1;
        END');
        """);
}
