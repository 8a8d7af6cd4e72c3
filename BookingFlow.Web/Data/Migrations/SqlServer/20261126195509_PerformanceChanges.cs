using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PerformanceChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox");

            migrationBuilder.AddColumn<int>(
                name: "ScheduleVersion",
                table: "Performances",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "PerformanceChangeId",
                table: "Outbox",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PerformanceChanges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PerformanceId = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ShowTitle = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RoomName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    StartsAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PerformanceChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PerformanceChanges_Performances_PerformanceId",
                        column: x => x.PerformanceId,
                        principalTable: "Performances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_PerformanceChangeId",
                table: "Outbox",
                column: "PerformanceChangeId");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_ReservationId_PerformanceChangeId",
                table: "Outbox",
                columns: new[] { "ReservationId", "PerformanceChangeId" },
                unique: true,
                filter: "PerformanceChangeId IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox",
                sql: "Kind IN ('confirmation', 'ticket', 'reservation_cancelled', 'performance_cancelled', 'invitation', 'password_reset', 'test', 'performance_changed')");

            migrationBuilder.CreateIndex(
                name: "IX_PerformanceChanges_PerformanceId",
                table: "PerformanceChanges",
                column: "PerformanceId");

            migrationBuilder.AddForeignKey(
                name: "FK_Outbox_PerformanceChanges_PerformanceChangeId",
                table: "Outbox",
                column: "PerformanceChangeId",
                principalTable: "PerformanceChanges",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Outbox_PerformanceChanges_PerformanceChangeId",
                table: "Outbox");

            migrationBuilder.DropTable(
                name: "PerformanceChanges");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_PerformanceChangeId",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_ReservationId_PerformanceChangeId",
                table: "Outbox");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ScheduleVersion",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "PerformanceChangeId",
                table: "Outbox");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox",
                sql: "Kind IN ('confirmation', 'ticket', 'reservation_cancelled', 'performance_cancelled', 'invitation', 'password_reset', 'test')");
        }
    }
}
