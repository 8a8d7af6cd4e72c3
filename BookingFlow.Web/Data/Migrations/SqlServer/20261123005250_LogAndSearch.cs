using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class LogAndSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            AppendOnlyLog.MakeOnSqlServer(migrationBuilder);

            // Near enough for reservations of before; with the next change of a name or address it is written folded.
            migrationBuilder.Sql("UPDATE Reservations SET FoundBy = LEFT(LOWER(Name + N' ' + COALESCE(Email, N'') + N' ' + REPLACE(Reference, '-', '')), 400);");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => AppendOnlyLog.UndoOnSqlServer(migrationBuilder);
    }
}
