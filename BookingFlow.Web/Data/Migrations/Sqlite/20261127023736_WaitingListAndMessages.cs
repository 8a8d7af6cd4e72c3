using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WaitingListAndMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_ScanEvents_Outcome",
                table: "ScanEvents");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_Status",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.AddColumn<int>(
                name: "WaitingListClosesMinutes",
                table: "VenueProfile",
                type: "INTEGER",
                nullable: false,
                defaultValue: 120);

            migrationBuilder.AddColumn<int>(
                name: "SmallestParty",
                table: "Reservations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WaitingSince",
                table: "Reservations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CurtainReleaseMinutes",
                table: "Performances",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ReleasedSeats",
                table: "Performances",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "WaitingPeople",
                table: "Performances",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "PartyMessageId",
                table: "Outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PartyMessages",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PerformanceId = table.Column<int>(type: "INTEGER", nullable: false),
                    Recipients = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StaffId = table.Column<int>(type: "INTEGER", nullable: true),
                    StaffName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SubmissionKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecipientCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartyMessages", x => x.Id);
                    table.CheckConstraint("CK_PartyMessages_RecipientCount", "RecipientCount >= 0");
                    table.CheckConstraint("CK_PartyMessages_Recipients", "Recipients IN ('confirmed', 'waiting', 'came', 'stayed_away')");
                    table.ForeignKey(
                        name: "FK_PartyMessages_AspNetUsers_StaffId",
                        column: x => x.StaffId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PartyMessages_Performances_PerformanceId",
                        column: x => x.PerformanceId,
                        principalTable: "Performances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_VenueProfile_WaitingListClosesMinutes",
                table: "VenueProfile",
                sql: "WaitingListClosesMinutes BETWEEN 0 AND 10080");

            migrationBuilder.AddCheckConstraint(
                name: "CK_ScanEvents_Outcome",
                table: "ScanEvents",
                sql: "Outcome IN ('admitted', 'more_admitted', 'admitted_on_paper', 'corrected', 'undone', 'not_our_ticket', 'foreign_code', 'reservation_cancelled', 'performance_cancelled', 'not_confirmed', 'wrong_performance', 'too_early', 'too_late', 'already_checked_in', 'no_seats_left')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Reservations_SmallestParty",
                table: "Reservations",
                sql: "SmallestParty IS NULL OR SmallestParty BETWEEN 1 AND PartySize");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Reservations_Status",
                table: "Reservations",
                sql: "Status IN ('pending', 'waiting', 'confirmed', 'cancelled', 'expired')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Reservations_Waiting",
                table: "Reservations",
                sql: "Status <> 'waiting' OR (WaitingSince IS NOT NULL AND SmallestParty IS NOT NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Performances_CurtainRelease",
                table: "Performances",
                sql: "CurtainReleaseMinutes IS NULL OR CurtainReleaseMinutes BETWEEN 0 AND 120");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Performances_ReleasedSeats",
                table: "Performances",
                sql: "ReleasedSeats >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Performances_WaitingPeople",
                table: "Performances",
                sql: "WaitingPeople >= 0");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_PartyMessageId_ReservationId",
                table: "Outbox",
                columns: new[] { "PartyMessageId", "ReservationId" },
                unique: true,
                filter: "PartyMessageId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_WaitingListClosed",
                table: "Outbox",
                column: "ReservationId",
                unique: true,
                filter: "Kind = 'waiting_list_closed'");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox",
                sql: "Kind IN ('confirmation', 'ticket', 'reservation_cancelled', 'performance_cancelled', 'invitation', 'password_reset', 'test', 'performance_changed', 'reservation_released', 'reminder', 'waiting_list_ticket', 'waiting_list_closed', 'party_message')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported', 'waiting_list_joined', 'waiting_party_seated', 'party_message_sent')");

            migrationBuilder.CreateIndex(
                name: "IX_PartyMessages_PerformanceId",
                table: "PartyMessages",
                column: "PerformanceId");

            migrationBuilder.CreateIndex(
                name: "IX_PartyMessages_StaffId",
                table: "PartyMessages",
                column: "StaffId");

            migrationBuilder.CreateIndex(
                name: "IX_PartyMessages_SubmissionKey",
                table: "PartyMessages",
                column: "SubmissionKey",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Outbox_PartyMessages_PartyMessageId",
                table: "Outbox",
                column: "PartyMessageId",
                principalTable: "PartyMessages",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Outbox_PartyMessages_PartyMessageId",
                table: "Outbox");

            migrationBuilder.DropTable(
                name: "PartyMessages");

            migrationBuilder.DropCheckConstraint(
                name: "CK_VenueProfile_WaitingListClosesMinutes",
                table: "VenueProfile");

            migrationBuilder.DropCheckConstraint(
                name: "CK_ScanEvents_Outcome",
                table: "ScanEvents");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_SmallestParty",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_Status",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_Waiting",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Performances_CurtainRelease",
                table: "Performances");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Performances_ReleasedSeats",
                table: "Performances");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Performances_WaitingPeople",
                table: "Performances");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_PartyMessageId_ReservationId",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_WaitingListClosed",
                table: "Outbox");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.DropColumn(
                name: "WaitingListClosesMinutes",
                table: "VenueProfile");

            migrationBuilder.DropColumn(
                name: "SmallestParty",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "WaitingSince",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "CurtainReleaseMinutes",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "ReleasedSeats",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "WaitingPeople",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "PartyMessageId",
                table: "Outbox");

            migrationBuilder.AddCheckConstraint(
                name: "CK_ScanEvents_Outcome",
                table: "ScanEvents",
                sql: "Outcome IN ('admitted', 'more_admitted', 'admitted_on_paper', 'corrected', 'undone', 'not_our_ticket', 'foreign_code', 'reservation_cancelled', 'performance_cancelled', 'not_confirmed', 'wrong_performance', 'too_early', 'too_late', 'already_checked_in')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Reservations_Status",
                table: "Reservations",
                sql: "Status IN ('pending', 'confirmed', 'cancelled', 'expired')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox",
                sql: "Kind IN ('confirmation', 'ticket', 'reservation_cancelled', 'performance_cancelled', 'invitation', 'password_reset', 'test', 'performance_changed', 'reservation_released', 'reminder')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported')");
        }
    }
}
