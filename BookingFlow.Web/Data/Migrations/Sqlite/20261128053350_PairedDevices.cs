using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PairedDevices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.CreateTable(
                name: "PairedDevices",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PerformanceId = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StaffId = table.Column<int>(type: "INTEGER", nullable: false),
                    StaffName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PairedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Volunteer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PairedDevices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PairedDevices_AspNetUsers_StaffId",
                        column: x => x.StaffId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PairedDevices_Performances_PerformanceId",
                        column: x => x.PerformanceId,
                        principalTable: "Performances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported', 'waiting_list_joined', 'waiting_party_seated', 'party_message_sent', 'door_list_downloaded', 'webhook_added', 'webhook_edited', 'webhook_switched_off', 'webhook_switched_on', 'webhook_removed', 'webhook_secret_renewed', 'webhook_tested', 'webhook_retried', 'access_token_added', 'access_token_revoked', 'reservations_read_by_token', 'show_shared', 'link_renewed', 'questions_changed', 'reservation_noted', 'room_access_changed', 'device_paired', 'device_ended')");

            migrationBuilder.CreateIndex(
                name: "IX_PairedDevices_Hash",
                table: "PairedDevices",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PairedDevices_PerformanceId",
                table: "PairedDevices",
                column: "PerformanceId");

            migrationBuilder.CreateIndex(
                name: "IX_PairedDevices_StaffId",
                table: "PairedDevices",
                column: "StaffId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PairedDevices");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported', 'waiting_list_joined', 'waiting_party_seated', 'party_message_sent', 'door_list_downloaded', 'webhook_added', 'webhook_edited', 'webhook_switched_off', 'webhook_switched_on', 'webhook_removed', 'webhook_secret_renewed', 'webhook_tested', 'webhook_retried', 'access_token_added', 'access_token_revoked', 'reservations_read_by_token', 'show_shared', 'link_renewed', 'questions_changed', 'reservation_noted', 'room_access_changed')");
        }
    }
}
