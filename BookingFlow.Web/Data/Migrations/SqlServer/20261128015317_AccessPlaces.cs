using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BookingFlow.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AccessPlaces : Migration
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

            migrationBuilder.AddColumn<int>(
                name: "CompanionPlaces",
                table: "Rooms",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "InductionLoop",
                table: "Rooms",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "StepFreeAccess",
                table: "Rooms",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "WheelchairPlaces",
                table: "Rooms",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "CompanionPlaces",
                table: "Reservations",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "NeedsInductionLoop",
                table: "Reservations",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "NeedsStepFreeAccess",
                table: "Reservations",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "WheelchairPlaces",
                table: "Reservations",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "AccessPlacesReleased",
                table: "Performances",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "AccessReleaseHours",
                table: "Performances",
                type: "int",
                nullable: false,
                defaultValue: 24);

            migrationBuilder.AddColumn<int>(
                name: "CompanionPlaces",
                table: "Performances",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ConfirmedCompanionPlaces",
                table: "Performances",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ConfirmedWheelchairPlaces",
                table: "Performances",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "WheelchairPlaces",
                table: "Performances",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "AccessReleasedAfter",
                table: "CapacityChanges",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "AccessReleasedBefore",
                table: "CapacityChanges",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "CompanionAfter",
                table: "CapacityChanges",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "CompanionBefore",
                table: "CapacityChanges",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ConfirmedCompanion",
                table: "CapacityChanges",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ConfirmedWheelchair",
                table: "CapacityChanges",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "WheelchairAfter",
                table: "CapacityChanges",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "WheelchairBefore",
                table: "CapacityChanges",
                type: "int",
                nullable: false,
                defaultValue: 0);

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
                sql: "ErasedAt IS NULL OR (Name = '' AND Email IS NULL AND Phone IS NULL AND Notes IS NULL AND NeedsStepFreeAccess = 0 AND NeedsInductionLoop = 0)");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Performances_AccessPlaces",
                table: "Performances",
                sql: "WheelchairPlaces >= 0 AND CompanionPlaces >= 0 AND ConfirmedWheelchairPlaces >= 0 AND ConfirmedCompanionPlaces BETWEEN 0 AND ConfirmedWheelchairPlaces AND ConfirmedWheelchairPlaces + ConfirmedCompanionPlaces <= ConfirmedSeats AND AccessReleaseHours BETWEEN 0 AND 336");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Log_Act",
                table: "Log",
                sql: "Act IN ('room_added', 'room_renamed', 'room_capacity_changed', 'room_retired', 'room_reopened', 'show_added', 'show_edited', 'show_published', 'show_unpublished', 'poster_changed', 'poster_removed', 'performance_added', 'performance_edited', 'capacity_changed', 'performance_cancelled', 'reservation_made', 'reservation_confirmed', 'party_size_changed', 'reservation_cancelled', 'reservation_taken_back', 'mail_sent_again', 'email_corrected', 'ticket_printed', 'check_in_undone', 'check_in_corrected', 'reservation_moved', 'reservations_exported', 'staff_invited', 'staff_edited', 'staff_disabled', 'staff_enabled', 'password_set', 'two_factor_switched_on', 'two_factor_switched_off', 'mail_retried', 'test_mail_sent', 'room_directions_changed', 'house_text_changed', 'venue_changed', 'personal_data_erased', 'personal_data_exported', 'waiting_list_joined', 'waiting_party_seated', 'party_message_sent', 'door_list_downloaded', 'room_access_changed')");

            migrationBuilder.AddCheckConstraint(
                name: "CK_CapacityChanges_AccessPlaces",
                table: "CapacityChanges",
                sql: "WheelchairBefore >= 0 AND WheelchairAfter >= 0 AND CompanionBefore >= 0 AND CompanionAfter >= 0 AND ConfirmedWheelchair >= 0 AND ConfirmedCompanion >= 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_Rooms_AccessPlaces",
                table: "Rooms");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_AccessPlaces",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Reservations_Erased",
                table: "Reservations");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Performances_AccessPlaces",
                table: "Performances");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Log_Act",
                table: "Log");

            migrationBuilder.DropCheckConstraint(
                name: "CK_CapacityChanges_AccessPlaces",
                table: "CapacityChanges");

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
        }
    }
}
