using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PersonalDataErasure : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.AddColumn<int>(
                name: "RetentionDays",
                table: "VenueProfile",
                type: "int",
                nullable: false,
                defaultValue: 30);

            migrationBuilder.AddColumn<DateTime>(
                name: "ErasedAt",
                table: "Reservations",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_VenueProfile_RetentionDays",
                table: "VenueProfile",
                sql: "RetentionDays BETWEEN 1 AND 3650");

            migrationBuilder.CreateIndex(
                name: "IX_Reservations_PerformanceId",
                table: "Reservations",
                column: "PerformanceId",
                filter: "ErasedAt IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Reservations_Erased",
                table: "Reservations",
                sql: "ErasedAt IS NULL OR (Name = '' AND Email IS NULL AND Phone IS NULL AND Notes IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_VenueProfile_RetentionDays",
                table: "VenueProfile");

            migrationBuilder.DropIndex(
                name: "IX_Reservations_PerformanceId",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_Erased",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.DropColumn(
                name: "RetentionDays",
                table: "VenueProfile");

            migrationBuilder.DropColumn(
                name: "ErasedAt",
                table: "Reservations");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed')");
        }
    }
}
