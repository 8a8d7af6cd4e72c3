using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PartyMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.AddColumn<int>(
                name: "PartyMessageId",
                table: "Outbox",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PartyMessages",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PerformanceId = table.Column<int>(type: "int", nullable: false),
                    Recipients = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    StaffId = table.Column<int>(type: "int", nullable: true),
                    StaffName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    SubmissionKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RecipientCount = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartyMessages", x => x.Id);
                    table.CheckConstraint("CK_PartyMessages_RecipientCount", "RecipientCount >= 0");
                    table.CheckConstraint("CK_PartyMessages_Recipients", "Recipients IN ('confirmed', 'came', 'stayed_away')");
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

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_PartyMessageId_ReservationId",
                table: "Outbox",
                columns: new[] { "PartyMessageId", "ReservationId" },
                unique: true,
                filter: "PartyMessageId IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox",
                sql: "Kind IN ('confirmation', 'ticket', 'reservation_cancelled', 'performance_cancelled', 'invitation', 'password_reset', 'test', 'performance_changed', 'reservation_released', 'reminder', 'party_message')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported', 'party_message_sent')");

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

            migrationBuilder.DropIndex(
                name: "IX_Outbox_PartyMessageId_ReservationId",
                table: "Outbox");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.DropColumn(
                name: "PartyMessageId",
                table: "Outbox");

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
