using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LogAndSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            AppendOnlyLog.MakeOnSqlite(migrationBuilder);

            // Near enough for reservations of before; with the next change of a name or address it is written folded.
            migrationBuilder.Sql("UPDATE Reservations SET FoundBy = lower(Name || ' ' || coalesce(Email, '') || ' ' || replace(Reference, '-', ''));");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => AppendOnlyLog.UndoOnSqlite(migrationBuilder);
    }
}
