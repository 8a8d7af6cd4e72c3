using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WebhooksAccessAndQuestions : Migration
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

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Thing",
                table: "Log");

            migrationBuilder.AddColumn<byte[]>(
                name: "Invitation",
                table: "Shows",
                type: "BLOB",
                fixedLength: true,
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsFree",
                table: "Shows",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Shows",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CompanionPlaces",
                table: "Rooms",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "InductionLoop",
                table: "Rooms",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "StepFreeAccess",
                table: "Rooms",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "WheelchairPlaces",
                table: "Rooms",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "CompanionPlaces",
                table: "Reservations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "NeedsInductionLoop",
                table: "Reservations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "NeedsStepFreeAccess",
                table: "Reservations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "StaffNote",
                table: "Reservations",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WheelchairPlaces",
                table: "Reservations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "AccessPlacesReleased",
                table: "Performances",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "AccessReleaseHours",
                table: "Performances",
                type: "INTEGER",
                nullable: false,
                defaultValue: 24);

            migrationBuilder.AddColumn<int>(
                name: "CompanionPlaces",
                table: "Performances",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ConfirmedCompanionPlaces",
                table: "Performances",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ConfirmedWheelchairPlaces",
                table: "Performances",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte[]>(
                name: "Invitation",
                table: "Performances",
                type: "BLOB",
                fixedLength: true,
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "OnePerAddress",
                table: "Performances",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "WheelchairPlaces",
                table: "Performances",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "AccessReleasedAfter",
                table: "CapacityChanges",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "AccessReleasedBefore",
                table: "CapacityChanges",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "CompanionAfter",
                table: "CapacityChanges",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "CompanionBefore",
                table: "CapacityChanges",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ConfirmedCompanion",
                table: "CapacityChanges",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ConfirmedWheelchair",
                table: "CapacityChanges",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "WheelchairAfter",
                table: "CapacityChanges",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "WheelchairBefore",
                table: "CapacityChanges",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "AccessTokens",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StaffId = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastUsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastAuditedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessTokens", x => x.Id);
                    table.CheckConstraint("CK_AccessTokens_Role", "Role IN ('Administrator', 'BoxOffice', 'Door')");
                    table.ForeignKey(
                        name: "FK_AccessTokens_AspNetUsers_StaffId",
                        column: x => x.StaffId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ShowQuestions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ShowId = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Choices = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    RetiredAt = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                name: "Webhooks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Address = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Events = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Secret = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    FormerSecret = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    FormerSecretUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SwitchedOffAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    IsGone = table.Column<bool>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Webhooks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Answers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ReservationId = table.Column<int>(type: "INTEGER", nullable: false),
                    QuestionId = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
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

            migrationBuilder.CreateTable(
                name: "WebhookDeliveries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    WebhookId = table.Column<int>(type: "INTEGER", nullable: false),
                    EventId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClaimedUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClaimedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DeliveredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    GivenUpAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookDeliveries", x => x.Id);
                    table.CheckConstraint("CK_WebhookDeliveries_Attempts", "Attempts >= 0");
                    table.ForeignKey(
                        name: "FK_WebhookDeliveries_Webhooks_WebhookId",
                        column: x => x.WebhookId,
                        principalTable: "Webhooks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Shows_Invitation",
                table: "Shows",
                column: "Invitation",
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_Rooms_AccessPlaces",
                table: "Rooms",
                sql: "WheelchairPlaces >= 0 AND CompanionPlaces >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Reservations_AccessPlaces",
                table: "Reservations",
                sql: "WheelchairPlaces BETWEEN 0 AND 1 AND CompanionPlaces BETWEEN 0 AND WheelchairPlaces AND WheelchairPlaces + CompanionPlaces <= PartySize");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Reservations_Erased",
                table: "Reservations",
                sql: "ErasedAt IS NULL OR (Name = '' AND Email IS NULL AND Phone IS NULL AND Notes IS NULL AND StaffNote IS NULL AND NeedsStepFreeAccess = 0 AND NeedsInductionLoop = 0)");

            migrationBuilder.CreateIndex(
                name: "IX_Performances_Invitation",
                table: "Performances",
                column: "Invitation",
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_Performances_AccessPlaces",
                table: "Performances",
                sql: "WheelchairPlaces >= 0 AND CompanionPlaces >= 0 AND ConfirmedWheelchairPlaces >= 0 AND ConfirmedCompanionPlaces BETWEEN 0 AND ConfirmedWheelchairPlaces AND ConfirmedWheelchairPlaces + ConfirmedCompanionPlaces <= ConfirmedSeats AND AccessReleaseHours BETWEEN 0 AND 336");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported', 'waiting_list_joined', 'waiting_party_seated', 'party_message_sent', 'door_list_downloaded', 'webhook_added', 'webhook_edited', 'webhook_switched_off', 'webhook_switched_on', 'webhook_removed', 'webhook_secret_renewed', 'webhook_tested', 'webhook_retried', 'access_token_added', 'access_token_revoked', 'reservations_read_by_token', 'show_shared', 'link_renewed', 'questions_changed', 'reservation_noted', 'room_access_changed')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Thing",
                table: "Log",
                sql: "Thing IN ('room', 'show', 'performance', 'reservation', 'staff', 'mail', 'house_text', 'venue', 'webhook', 'access_token')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_CapacityChanges_AccessPlaces",
                table: "CapacityChanges",
                sql: "WheelchairBefore >= 0 AND WheelchairAfter >= 0 AND CompanionBefore >= 0 AND CompanionAfter >= 0 AND ConfirmedWheelchair >= 0 AND ConfirmedCompanion >= 0");

            migrationBuilder.CreateIndex(
                name: "IX_AccessTokens_Hash",
                table: "AccessTokens",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccessTokens_StaffId",
                table: "AccessTokens",
                column: "StaffId");

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

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_CreatedAt",
                table: "WebhookDeliveries",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_EventId_WebhookId",
                table: "WebhookDeliveries",
                columns: new[] { "EventId", "WebhookId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_NextAttemptAt",
                table: "WebhookDeliveries",
                column: "NextAttemptAt",
                filter: "DeliveredAt IS NULL AND GivenUpAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_WebhookId_CreatedAt",
                table: "WebhookDeliveries",
                columns: new[] { "WebhookId", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccessTokens");

            migrationBuilder.DropTable(
                name: "Answers");

            migrationBuilder.DropTable(
                name: "WebhookDeliveries");

            migrationBuilder.DropTable(
                name: "ShowQuestions");

            migrationBuilder.DropTable(
                name: "Webhooks");

            migrationBuilder.DropIndex(
                name: "IX_Shows_Invitation",
                table: "Shows");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Rooms_AccessPlaces",
                table: "Rooms");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_AccessPlaces",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_Erased",
                table: "Reservations");

            migrationBuilder.DropIndex(
                name: "IX_Performances_Invitation",
                table: "Performances");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Performances_AccessPlaces",
                table: "Performances");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Thing",
                table: "Log");

            migrationBuilder.DropCheckConstraint(
                name: "CK_CapacityChanges_AccessPlaces",
                table: "CapacityChanges");

            migrationBuilder.DropColumn(
                name: "Invitation",
                table: "Shows");

            migrationBuilder.DropColumn(
                name: "IsFree",
                table: "Shows");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Shows");

            migrationBuilder.DropColumn(
                name: "CompanionPlaces",
                table: "Rooms");

            migrationBuilder.DropColumn(
                name: "InductionLoop",
                table: "Rooms");

            migrationBuilder.DropColumn(
                name: "StepFreeAccess",
                table: "Rooms");

            migrationBuilder.DropColumn(
                name: "WheelchairPlaces",
                table: "Rooms");

            migrationBuilder.DropColumn(
                name: "CompanionPlaces",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "NeedsInductionLoop",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "NeedsStepFreeAccess",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "StaffNote",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "WheelchairPlaces",
                table: "Reservations");

            migrationBuilder.DropColumn(
                name: "AccessPlacesReleased",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "AccessReleaseHours",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "CompanionPlaces",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "ConfirmedCompanionPlaces",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "ConfirmedWheelchairPlaces",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "Invitation",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "OnePerAddress",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "WheelchairPlaces",
                table: "Performances");

            migrationBuilder.DropColumn(
                name: "AccessReleasedAfter",
                table: "CapacityChanges");

            migrationBuilder.DropColumn(
                name: "AccessReleasedBefore",
                table: "CapacityChanges");

            migrationBuilder.DropColumn(
                name: "CompanionAfter",
                table: "CapacityChanges");

            migrationBuilder.DropColumn(
                name: "CompanionBefore",
                table: "CapacityChanges");

            migrationBuilder.DropColumn(
                name: "ConfirmedCompanion",
                table: "CapacityChanges");

            migrationBuilder.DropColumn(
                name: "ConfirmedWheelchair",
                table: "CapacityChanges");

            migrationBuilder.DropColumn(
                name: "WheelchairAfter",
                table: "CapacityChanges");

            migrationBuilder.DropColumn(
                name: "WheelchairBefore",
                table: "CapacityChanges");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Reservations_Erased",
                table: "Reservations",
                sql: "ErasedAt IS NULL OR (Name = '' AND Email IS NULL AND Phone IS NULL AND Notes IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported', 'waiting_list_joined', 'waiting_party_seated', 'party_message_sent', 'door_list_downloaded')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Thing",
                table: "Log",
                sql: "Thing IN ('room', 'show', 'performance', 'reservation', 'staff', 'mail', 'house_text', 'venue')");
        }
    }
}
