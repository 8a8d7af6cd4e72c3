using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PartyPageAndErasure : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_ReservationTokens_Purpose",
                table: "ReservationTokens");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.AddColumn<int>(
                name: "ChangesCloseSecondsBefore",
                table: "VenueProfile",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RetentionDays",
                table: "VenueProfile",
                type: "INTEGER",
                nullable: false,
                defaultValue: 30);

            migrationBuilder.AddColumn<DateTime>(
                name: "ErasedAt",
                table: "Reservations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReleasedAt",
                table: "Reservations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "Reservations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "PartyChanges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ReservationId = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PeopleBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    PeopleAfter = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartyChanges", x => x.Id);
                    table.CheckConstraint("CK_PartyChanges_People", "PeopleBefore BETWEEN 0 AND 100 AND PeopleAfter BETWEEN 0 AND 100 AND PeopleBefore <> PeopleAfter");
                    table.ForeignKey(
                        name: "FK_PartyChanges_Reservations_ReservationId",
                        column: x => x.ReservationId,
                        principalTable: "Reservations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_VenueProfile_RetentionDays",
                table: "VenueProfile",
                sql: "RetentionDays BETWEEN 1 AND 3650");

            migrationBuilder.AddCheckConstraint(
                name: "CK_ReservationTokens_Purpose",
                table: "ReservationTokens",
                sql: "Purpose IN ('confirmation', 'ticket', 'check_in', 'party')");

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
                name: "CK_Outbox_Kind",
                table: "Outbox",
                sql: "Kind IN ('confirmation', 'ticket', 'reservation_cancelled', 'performance_cancelled', 'invitation', 'password_reset', 'test', 'performance_changed', 'reservation_released')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported')");

            migrationBuilder.CreateIndex(
                name: "IX_PartyChanges_ReservationId_RequestId",
                table: "PartyChanges",
                columns: new[] { "ReservationId", "RequestId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PartyChanges");

            migrationBuilder.DropCheckConstraint(
                name: "CK_VenueProfile_RetentionDays",
                table: "VenueProfile");

            migrationBuilder.DropCheckConstraint(
                name: "CK_ReservationTokens_Purpose",
                table: "ReservationTokens");

            migrationBuilder.DropIndex(
                name: "IX_Reservations_PerformanceId",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_Erased",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.DropColumn(
                name: "ChangesCloseSecondsBefore",
                table: "VenueProfile");

            migrationBuilder.DropColumn(
                name: "RetentionDays",
                table: "VenueProfile");

            migrationBuilder.DropColumn(
                name: "ErasedAt",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "ReleasedAt",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Reservations");

            migrationBuilder.AddCheckConstraint(
                name: "CK_ReservationTokens_Purpose",
                table: "ReservationTokens",
                sql: "Purpose IN ('confirmation', 'ticket', 'check_in')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Outbox_Kind",
                table: "Outbox",
                sql: "Kind IN ('confirmation', 'ticket', 'reservation_cancelled', 'performance_cancelled', 'invitation', 'password_reset', 'test', 'performance_changed')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed')");
        }
    }
}
