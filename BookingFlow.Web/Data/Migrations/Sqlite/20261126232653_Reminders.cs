using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Reminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox");

            migrationBuilder.AddColumn<int>(
                name: "ReminderHours",
                table: "VenueProfile",
                type: "INTEGER",
                nullable: false,
                defaultValue: 24);

            migrationBuilder.AddColumn<int>(
                name: "ReminderHours",
                table: "Performances",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_VenueProfile_ReminderHours",
                table: "VenueProfile",
                sql: "ReminderHours BETWEEN 0 AND 336");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Performances_ReminderHours",
                table: "Performances",
                sql: "ReminderHours IS NULL OR ReminderHours BETWEEN 0 AND 336");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Reminder",
                table: "Outbox",
                column: "ReservationId",
                unique: true,
                filter: "Kind = 'reminder'");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox",
                sql: "Kind IN ('confirmation', 'ticket', 'reservation_cancelled', 'performance_cancelled', 'invitation', 'password_reset', 'test', 'performance_changed', 'reservation_released', 'reminder')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_VenueProfile_ReminderHours",
                table: "VenueProfile");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Performances_ReminderHours",
                table: "Performances");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Reminder",
                table: "Outbox");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ReminderHours",
                table: "VenueProfile");

            migrationBuilder.DropColumn(
                name: "ReminderHours",
                table: "Performances");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox",
                sql: "Kind IN ('confirmation', 'ticket', 'reservation_cancelled', 'performance_cancelled', 'invitation', 'password_reset', 'test', 'performance_changed', 'reservation_released')");
        }
    }
}
