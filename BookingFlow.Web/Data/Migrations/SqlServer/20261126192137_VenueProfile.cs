using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class VenueProfile : Migration
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

            migrationBuilder.CreateTable(
                name: "VenueLogos",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Type = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Picture = table.Column<byte[]>(type: "varbinary(max)", maxLength: 524288, nullable: false),
                    UploadedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VenueLogos", x => x.Id);
                    table.CheckConstraint("CK_VenueLogos_Type", "Type IN ('png', 'jpeg', 'webp')");
                });

            migrationBuilder.CreateTable(
                name: "VenueProfile",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Address = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Phone = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    Website = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Directions = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    TimeZone = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Language = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false),
                    OfferedLanguages = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    MaxPartySize = table.Column<int>(type: "int", nullable: false),
                    ConfirmationSeconds = table.Column<int>(type: "int", nullable: false),
                    CheckInOpensSecondsBefore = table.Column<int>(type: "int", nullable: true),
                    CheckInClosesSecondsAfter = table.Column<int>(type: "int", nullable: true),
                    AccentColour = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: true),
                    LogoId = table.Column<int>(type: "int", nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VenueProfile", x => x.Id);
                    table.CheckConstraint("CK_VenueProfile_Id", "Id = 1");
                    table.CheckConstraint("CK_VenueProfile_MaxPartySize", "MaxPartySize BETWEEN 1 AND 100");
                    table.ForeignKey(
                        name: "FK_VenueProfile_VenueLogos_LogoId",
                        column: x => x.LogoId,
                        principalTable: "VenueLogos",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Thing",
                table: "Log",
                sql: "Thing IN ('room', 'show', 'performance', 'reservation', 'staff', 'mail', 'house_text', 'venue')");

            migrationBuilder.CreateIndex(
                name: "IX_VenueProfile_LogoId",
                table: "VenueProfile",
                column: "LogoId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "VenueProfile");

            migrationBuilder.DropTable(
                name: "VenueLogos");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Thing",
                table: "Log");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Thing",
                table: "Log",
                sql: "Thing IN ('room', 'show', 'performance', 'reservation', 'staff', 'mail', 'house_text')");
        }
    }
}
