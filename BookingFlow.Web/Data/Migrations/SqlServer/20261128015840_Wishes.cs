using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Wishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_Erased",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.AddColumn<byte[]>(
                name: "Invitation",
                table: "Shows",
                type: "binary(32)",
                fixedLength: true,
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Shows",
                type: "nvarchar(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StaffNote",
                table: "Reservations",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Invitation",
                table: "Performances",
                type: "binary(32)",
                fixedLength: true,
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "OnePerAddress",
                table: "Performances",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "ShowQuestions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ShowId = table.Column<int>(type: "int", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Choices = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    RetiredAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShowQuestions", x => x.Id);
                    table.CheckConstraint("CK_ShowQuestions_Kind", "Kind IN ('text', 'choice', 'tick')");
                    table.CheckConstraint("CK_ShowQuestions_Position", "Position BETWEEN 1 AND 3");
                    table.ForeignKey(
                        name: "FK_ShowQuestions_Shows_ShowId",
                        column: x => x.ShowId,
                        principalTable: "Shows",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Answers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ReservationId = table.Column<int>(type: "int", nullable: false),
                    QuestionId = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Answers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Answers_Reservations_ReservationId",
                        column: x => x.ReservationId,
                        principalTable: "Reservations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Answers_ShowQuestions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "ShowQuestions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Shows_Invitation",
                table: "Shows",
                column: "Invitation",
                unique: true,
                filter: "[Invitation] IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Reservations_Erased",
                table: "Reservations",
                sql: "ErasedAt IS NULL OR (Name = '' AND Email IS NULL AND Phone IS NULL AND Notes IS NULL AND StaffNote IS NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_Performances_Invitation",
                table: "Performances",
                column: "Invitation",
                unique: true,
                filter: "[Invitation] IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported', 'waiting_list_joined', 'waiting_party_seated', 'party_message_sent', 'door_list_downloaded', 'show_shared', 'link_renewed', 'questions_changed', 'reservation_noted')");

            migrationBuilder.CreateIndex(
                name: "IX_Answers_QuestionId",
                table: "Answers",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_Answers_ReservationId_QuestionId",
                table: "Answers",
                columns: new[] { "ReservationId", "QuestionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ShowQuestions_ShowId_Position",
                table: "ShowQuestions",
                columns: new[] { "ShowId", "Position" },
                unique: true,
                filter: "RetiredAt IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Answers");

            migrationBuilder.DropTable(
                name: "ShowQuestions");

            migrationBuilder.DropIndex(
                name: "IX_Shows_Invitation",
                table: "Shows");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_Erased",
                table: "Reservations");

            migrationBuilder.DropIndex(
                name: "IX_Performances_Invitation",
                table: "Performances");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.DropColumn(
                name: "Invitation",
                table: "Shows");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Shows");

            migrationBuilder.DropColumn(
                name: "StaffNote",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "Invitation",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "OnePerAddress",
                table: "Performances");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Reservations_Erased",
                table: "Reservations",
                sql: "ErasedAt IS NULL OR (Name = '' AND Email IS NULL AND Phone IS NULL AND Notes IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported', 'waiting_list_joined', 'waiting_party_seated', 'party_message_sent', 'door_list_downloaded')");
        }
    }
}
