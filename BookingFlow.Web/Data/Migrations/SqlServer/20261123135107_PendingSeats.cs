using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PendingSeats : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reservations_PerformanceId_Status_PartySize",
                table: "Reservations");

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_PerformanceId_Status_ExpiresAt_PartySize",
                table: "Reservations",
                columns: new[] { "PerformanceId", "Status", "ExpiresAt", "PartySize" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reservations_PerformanceId_Status_ExpiresAt_PartySize",
                table: "Reservations");

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_PerformanceId_Status_PartySize",
                table: "Reservations",
                columns: new[] { "PerformanceId", "Status", "PartySize" });
        }
    }
}
