using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class HistoryIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reservations_Status_ExpiresAt",
                table: "Reservations");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_SentAt_GivenUpAt_NextAttemptAt",
                table: "Outbox");

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_CreatedAt_Status_PartySize_FoundBy",
                table: "Reservations",
                columns: new[] { "CreatedAt", "Status", "PartySize", "FoundBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_Status_ExpiresAt_PartySize",
                table: "Reservations",
                columns: new[] { "Status", "ExpiresAt", "PartySize" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_CreatedAt",
                table: "Outbox",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_GivenUpAt_NextAttemptAt_FailingSince_LastError_SentAt",
                table: "Outbox",
                columns: new[] { "GivenUpAt", "NextAttemptAt", "FailingSince", "LastError", "SentAt" },
                filter: "SentAt IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reservations_CreatedAt_Status_PartySize_FoundBy",
                table: "Reservations");

            migrationBuilder.DropIndex(
                name: "IX_Reservations_Status_ExpiresAt_PartySize",
                table: "Reservations");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_CreatedAt",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_GivenUpAt_NextAttemptAt_FailingSince_LastError_SentAt",
                table: "Outbox");

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_Status_ExpiresAt",
                table: "Reservations",
                columns: new[] { "Status", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_SentAt_GivenUpAt_NextAttemptAt",
                table: "Outbox",
                columns: new[] { "SentAt", "GivenUpAt", "NextAttemptAt" });
        }
    }
}
