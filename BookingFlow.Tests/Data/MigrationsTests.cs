using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Tests.Data;

public sealed class MigrationsTests
{
    [Fact]
    public void Both_databases_have_all_migrations_under_the_same_names()
    {
        using var sqlite = new SqliteDesignTimeFactory().CreateDbContext([]);
        using var sqlServer = new SqlServerDesignTimeFactory().CreateDbContext([]);
        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(sqlServer.Database.HasPendingModelChanges());
        Assert.NotEmpty(Names(sqlite));
        Assert.Equal(Names(sqlite), Names(sqlServer));
    }

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void The_SQL_Server_migration_script_parses(MigrationsSqlGenerationOptions options)
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var script = db.GetService<IMigrator>().GenerateScript(options: options);
        var batches = script.ReplaceLineEndings("\n").Split("\nGO\n").Where(batch => batch.Trim().Length > 0).ToList();
        Assert.True(batches.Sum(batch => SqlRecorder.Parse(batch).Count) > 20, "The script makes no tables.");
    }

    /// <summary>For every check constraint of the model, a statement that violates only that constraint.</summary>
    public static TheoryData<string, string> BadRows => new()
    {
        { "CK_Rooms_Capacity", "UPDATE Rooms SET Capacity = -1" },
        { "CK_Shows_RunningMinutes", "UPDATE Shows SET RunningMinutes = 0" },
        { "CK_Performances_Counts", "UPDATE Performances SET AdditionalSeats = -1" },
        { "CK_Performances_MaxPartySize", "UPDATE Performances SET MaxPartySize = 101" },
        { "CK_Performances_CheckInWindow", "UPDATE Performances SET CheckInOpensMinutesBefore = 1441" },
        { "CK_Reservations_PartySize", "UPDATE Reservations SET PartySize = 0" },
        { "CK_Reservations_Language", "UPDATE Reservations SET Language = 'xx'" },
        { "CK_Reservations_Erased", "UPDATE Reservations SET ErasedAt = 'x'" },
        { "CK_HouseTexts_Kind", "INSERT INTO HouseTexts (Kind, Text, ChangedAt) VALUES ('nothing', 'x', 'x')" },
        { "CK_Reservations_Status", "UPDATE Reservations SET Status = 'maybe'" },
        { "CK_ReservationTokens_Purpose", "UPDATE ReservationTokens SET Purpose = 'anything'" },
        { "CK_CheckIns_People", "UPDATE CheckIns SET People = 0" },
        { "CK_ScanEvents_Outcome",
            "INSERT INTO ScanEvents (At, Outcome, People, Inside, Excess, StaffId, StaffName, RequestId) SELECT 'x', 'maybe', 0, 0, 0, MIN(Id), 'x', 'x' FROM AspNetUsers" },
        { "CK_ScanEvents_Excess",
            "INSERT INTO ScanEvents (At, Outcome, People, Inside, Excess, StaffId, StaffName, RequestId) SELECT 'x', 'admitted', 0, 0, -1, MIN(Id), 'x', 'x' FROM AspNetUsers" },
        { "CK_ScanEvents_Inside",
            "INSERT INTO ScanEvents (At, Outcome, People, Inside, Excess, StaffId, StaffName, RequestId) SELECT 'x', 'admitted', 101, 0, 0, MIN(Id), 'x', 'x' FROM AspNetUsers" },
        { "CK_Outbox_Kind", "UPDATE Outbox SET Kind = 'advertisement'" },
        { "CK_Outbox_Attempts", "UPDATE Outbox SET Attempts = -1" },
        { "CK_Outbox_Recipient", "UPDATE Outbox SET StaffId = (SELECT MIN(Id) FROM AspNetUsers)" },
        { "CK_PartyChanges_People",
            "INSERT INTO PartyChanges (ReservationId, RequestId, At, PeopleBefore, PeopleAfter) SELECT MIN(Id), 'x', 'x', 2, 2 FROM Reservations" },
        { "CK_PartyMessages_Recipients",
            "INSERT INTO PartyMessages (PerformanceId, Recipients, Subject, Text, CreatedAt, StaffName, SubmissionKey, RecipientCount) SELECT MIN(Id), 'everybody', 'x', 'x', 'x', 'x', 'x', 1 FROM Performances" },
        { "CK_PartyMessages_RecipientCount",
            "INSERT INTO PartyMessages (PerformanceId, Recipients, Subject, Text, CreatedAt, StaffName, SubmissionKey, RecipientCount) SELECT MIN(Id), 'came', 'x', 'x', 'x', 'x', 'x', -1 FROM Performances" },
        { "CK_Posters_Type", "INSERT INTO Posters (ShowId, Type, Picture, AltText, UploadedAt) SELECT MIN(Id), 'svg', x'00', 'x', 'x' FROM Shows" },
        { "CK_VenueLogos_Type", "INSERT INTO VenueLogos (Type, Picture, UploadedAt) VALUES ('svg', x'00', 'x')" },
        { "CK_VenueProfile_Id",
            "INSERT INTO VenueProfile (Id, Version, Name, TimeZone, Language, OfferedLanguages, MaxPartySize, ConfirmationSeconds) VALUES (2, 1, 'x', 'x', 'en', 'en', 1, 1)" },
        { "CK_VenueProfile_ReminderHours",
            "INSERT INTO VenueProfile (Id, Version, Name, TimeZone, Language, OfferedLanguages, MaxPartySize, ConfirmationSeconds, ReminderHours) VALUES (1, 1, 'x', 'x', 'en', 'en', 1, 1, -1)" },
        { "CK_VenueProfile_WaitingListClosesMinutes",
            "INSERT INTO VenueProfile (Id, Version, Name, TimeZone, Language, OfferedLanguages, MaxPartySize, ConfirmationSeconds, WaitingListClosesMinutes) VALUES (1, 1, 'x', 'x', 'en', 'en', 1, 1, -1)" },
        { "CK_Performances_WaitingPeople", "UPDATE Performances SET WaitingPeople = -1" },
        { "CK_Performances_ReleasedSeats", "UPDATE Performances SET ReleasedSeats = -1" },
        { "CK_Performances_CurtainRelease", "UPDATE Performances SET CurtainReleaseMinutes = 121" },
        { "CK_Reservations_SmallestParty", "UPDATE Reservations SET SmallestParty = 0" },
        { "CK_Reservations_Waiting", "UPDATE Reservations SET Status = 'waiting'" },
        { "CK_Performances_ReminderHours", "UPDATE Performances SET ReminderHours = -1" },
        { "CK_VenueProfile_MaxPartySize",
            "INSERT INTO VenueProfile (Id, Version, Name, TimeZone, Language, OfferedLanguages, MaxPartySize, ConfirmationSeconds) VALUES (1, 1, 'x', 'x', 'en', 'en', 0, 1)" },
        { "CK_VenueProfile_RetentionDays",
            "INSERT INTO VenueProfile (Id, Version, Name, TimeZone, Language, OfferedLanguages, MaxPartySize, ConfirmationSeconds, RetentionDays) VALUES (1, 1, 'x', 'x', 'en', 'en', 1, 1, 0)" },
        { "CK_PosterVariants_Type", "INSERT INTO PosterVariants (PosterId, Name, Type, Picture) VALUES (1, '1.png', 'png', x'00')" },
        { "CK_CapacityChanges_Counts",
            "INSERT INTO CapacityChanges (PerformanceId, At, StaffName, Reason, RoomBefore, RoomAfter, AdditionalBefore, AdditionalAfter, OccupiedBefore, OccupiedAfter, Confirmed, WheelchairBefore, WheelchairAfter, CompanionBefore, CompanionAfter, AccessReleasedBefore, AccessReleasedAfter, ConfirmedWheelchair, ConfirmedCompanion) SELECT MIN(Id), 'x', 'x', 'x', 1, 1, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM Performances" },
        { "CK_CapacityChanges_AccessPlaces",
            "INSERT INTO CapacityChanges (PerformanceId, At, StaffName, Reason, RoomBefore, RoomAfter, AdditionalBefore, AdditionalAfter, OccupiedBefore, OccupiedAfter, Confirmed, WheelchairBefore, WheelchairAfter, CompanionBefore, CompanionAfter, AccessReleasedBefore, AccessReleasedAfter, ConfirmedWheelchair, ConfirmedCompanion) SELECT MIN(Id), 'x', 'x', 'x', 1, 1, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0 FROM Performances" },
        { "CK_Performances_AccessPlaces", "UPDATE Performances SET ConfirmedCompanionPlaces = 1" },
        { "CK_Reservations_AccessPlaces", "UPDATE Reservations SET CompanionPlaces = 1" },
        { "CK_Rooms_AccessPlaces", "UPDATE Rooms SET WheelchairPlaces = -1" },
        { "CK_Log_Act", "INSERT INTO Log (At, StaffName, Act, Thing) VALUES ('x', 'x', 'nothing', 'room')" },
        { "CK_Log_Thing", "INSERT INTO Log (At, StaffName, Act, Thing) VALUES ('x', 'x', 'room_added', 'nothing')" },
        { "CK_WebhookDeliveries_Attempts",
            "INSERT INTO WebhookDeliveries (WebhookId, EventId, Type, Body, CreatedAt, Attempts, NextAttemptAt) VALUES (1, 'x', 'x', 'x', 'x', -1, 'x')" },
        { "CK_AccessTokens_Role",
            "INSERT INTO AccessTokens (StaffId, Name, Role, Hash, CreatedAt, ExpiresAt) VALUES (1, 'x', 'nothing', x'00', 'x', 'x')" },
        { "CK_ShowQuestions_Position", "INSERT INTO ShowQuestions (ShowId, Position, Text, Kind) SELECT MIN(Id), 4, 'x', 'text' FROM Shows" },
        { "CK_ShowQuestions_Kind", "INSERT INTO ShowQuestions (ShowId, Position, Text, Kind) SELECT MIN(Id), 1, 'x', 'number' FROM Shows" },
        { "CK_StaffLinks_Purpose", "INSERT INTO StaffLinks (Purpose, Hash, CreatedAt) VALUES ('nothing', x'00', 'x')" },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task Check_constraints_refuse_an_invalid_row(string constraint, string statement)
    {
        await using var host = await UseCaseHost.CreateAsync(DatabaseDialect.Sqlite);
        var reservation = new AReservation().Confirmed().Build();
        await host.AddTicketAsync(reservation);
        await using (var db = host.Database.CreateDbContext())
        {
            db.Attach(reservation);
            db.Add(OutboxMail.ForReservation(MailKind.Ticket, reservation, TestTimes.Now));
            db.Add(
                new CheckIn
                {
                    Reservation = reservation,
                    People = 2,
                    At = TestTimes.Now,
                    StaffId = host.Steward.StaffId,
                    StaffName = host.Steward.Name,
                });
            await db.SaveChangesAsync();
        }

        await using var connection = new SqliteConnection(host.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is a constant of this test.
        command.CommandText = statement;
#pragma warning restore CA2100
        var refused = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync());
        Assert.Contains($"CHECK constraint failed: {constraint}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_check_constraint_of_the_model_has_an_invalid_row()
    {
        using var db = new SqliteDesignTimeFactory().CreateDbContext([]);
        var named = db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            .SelectMany(e => e.GetCheckConstraints())
            .Select(c => c.Name!)
            .Order(StringComparer.Ordinal);
        Assert.Equal(named, BadRows.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_table_name_is_set_explicitly()
    {
        using var db = new SqliteDesignTimeFactory().CreateDbContext([]);
        var entities = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().Cast<IConventionEntityType>();
        Assert.All(entities, entity => Assert.True(
            entity.GetTableNameConfigurationSource() == ConfigurationSource.Explicit,
            $"{entity.Name} needs a ToTable(\"{entity.GetTableName()}\")."));
    }

    [Fact]
    public void SQL_Server_columns_have_bounded_types_and_integer_keys()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var ours = db.Model.GetEntityTypes().Where(e => e.ClrType.Namespace == typeof(Show).Namespace).ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, entity => Assert.Equal(typeof(int), Assert.Single(entity.FindPrimaryKey()!.Properties).ClrType));
        foreach (var property in ours.SelectMany(entity => entity.GetProperties()))
        {
            var type = property.GetColumnType();
            Assert.True(property.ClrType != typeof(DateTime) || type == "datetime2", $"{property.Name} is {type}");
            // Neither column is searched, and both can exceed the size of a row.
            if (property.Name is nameof(Poster.Picture) || (
                property.DeclaringType.ClrType == typeof(VenueText) && property.Name == nameof(VenueText.Text)))
            {
                continue;
            }

            Assert.DoesNotContain("max", type, StringComparison.Ordinal);
            Assert.True(property.ClrType != typeof(byte[]) || type == "binary(32)", $"{property.Name} is {type}");
        }
    }

    private static List<string> Names(BookingDbContext db) =>
        [.. db.Database.GetMigrations().Select(name => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..])];
}
