using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AppendOnlyLogAfterPairedDevices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
