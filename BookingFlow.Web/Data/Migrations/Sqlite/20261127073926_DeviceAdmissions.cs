using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DeviceAdmissions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_ScanEvents_Outcome",
                table: "ScanEvents");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.AddColumn<bool>(
                name: "SearchesNamesOffline",
                table: "VenueProfile",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Excess",
                table: "ScanEvents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReceivedAt",
                table: "ScanEvents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ScanEvents_DoorOf",
                table: "ScanEvents",
                column: "DoorOf");

            migrationBuilder.AddCheckConstraint(
                name: "CK_ScanEvents_Excess",
                table: "ScanEvents",
                sql: "Excess BETWEEN 0 AND 100");

            migrationBuilder.AddCheckConstraint(
                name: "CK_ScanEvents_Outcome",
                table: "ScanEvents",
                sql: "Outcome IN ('admitted', 'more_admitted', 'admitted_on_paper', 'admitted_twice', 'admitted_cancelled', 'admitted_moved', 'admitted_unconfirmed', 'admitted_when_closed', 'corrected', 'undone', 'not_our_ticket', 'foreign_code', 'reservation_cancelled', 'performance_cancelled', 'not_confirmed', 'wrong_performance', 'too_early', 'too_late', 'already_checked_in', 'no_seats_left')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported', 'waiting_list_joined', 'waiting_party_seated', 'party_message_sent', 'door_list_downloaded')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ScanEvents_DoorOf",
                table: "ScanEvents");

            migrationBuilder.DropCheckConstraint(
                name: "CK_ScanEvents_Excess",
                table: "ScanEvents");

            migrationBuilder.DropCheckConstraint(
                name: "CK_ScanEvents_Outcome",
                table: "ScanEvents");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.DropColumn(
                name: "SearchesNamesOffline",
                table: "VenueProfile");

            migrationBuilder.DropColumn(
                name: "Excess",
                table: "ScanEvents");

            migrationBuilder.DropColumn(
                name: "ReceivedAt",
                table: "ScanEvents");

            migrationBuilder.AddCheckConstraint(
                name: "CK_ScanEvents_Outcome",
                table: "ScanEvents",
                sql: "Outcome IN ('admitted', 'more_admitted', 'admitted_on_paper', 'corrected', 'undone', 'not_our_ticket', 'foreign_code', 'reservation_cancelled', 'performance_cancelled', 'not_confirmed', 'wrong_performance', 'too_early', 'too_late', 'already_checked_in', 'no_seats_left')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported', 'waiting_list_joined', 'waiting_party_seated', 'party_message_sent')");
        }
    }
}
