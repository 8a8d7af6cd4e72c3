using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Reach : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Thing",
                table: "Log");

            migrationBuilder.AddColumn<string>(
                name: "Directions",
                table: "Rooms",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MapAddress",
                table: "Rooms",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Reservations",
                type: "varchar(2)",
                unicode: false,
                maxLength: 2,
                nullable: false,
                defaultValue: "en");

            migrationBuilder.CreateTable(
                name: "HouseTexts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(max)", maxLength: 20000, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HouseTexts", x => x.Id);
                    table.CheckConstraint("CK_HouseTexts_Kind", "Kind IN ('privacy', 'imprint')");
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Reservations_Language",
                table: "Reservations",
                sql: "Language IN ('en', 'it', 'de', 'fr', 'es')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Thing",
                table: "Log",
                sql: "Thing IN ('room', 'show', 'performance', 'reservation', 'staff', 'mail', 'house_text')");

            migrationBuilder.CreateIndex(
                name: "IX_HouseTexts_Kind",
                table: "HouseTexts",
                column: "Kind",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HouseTexts");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_Language",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Thing",
                table: "Log");

            migrationBuilder.DropColumn(
                name: "Directions",
                table: "Rooms");

            migrationBuilder.DropColumn(
                name: "MapAddress",
                table: "Rooms");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Reservations");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Thing",
                table: "Log",
                sql: "Thing IN ('room', 'show', 'performance', 'reservation', 'staff', 'mail')");
        }
    }
}
