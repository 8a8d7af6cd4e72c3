using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AppendOnlyLogAfterPairedDevices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The migration before it has rebuilt the table, which lost the triggers.
            AppendOnlyLog.MakeOnSqlite(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
