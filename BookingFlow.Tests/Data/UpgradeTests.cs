using BookingFlow.Tests.Races;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Tests.Data;

public sealed class UpgradeTests
{
    /// <summary>What a house had before there was a back office.</summary>
    private const string Before = """
        INSERT INTO AspNetUsers (Id, DisplayName, UserName, EmailConfirmed, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount) VALUES (4, 'Dora', 'dora@staff.example', 1, 0, 0, 1, 0);
        INSERT INTO Shows (Id, Slug, Title, Summary, Description, IsPublished) VALUES (1, 'hamlet', 'Hamlet', '', '', 1);
        INSERT INTO Rooms (Id, Name, Capacity) VALUES (1, 'Cellar', 40);
        INSERT INTO Performances (Id, ShowId, RoomId, StartsAt, IsPublic, BookingEnabled, AdditionalSeats, ManuallyOccupiedSeats, ConfirmedSeats, Version)
            VALUES (7, 1, 1, '2026-11-27 19:00:00', 1, 1, 0, 0, 3, 1);
        INSERT INTO Reservations (Id, PerformanceId, Reference, Name, Email, Notes, PartySize, Status, SubmissionKey, CreatedAt, ExpiresAt, ConfirmedAt, ConfirmedAtVersion) VALUES
            (5, 7, 'K7QF-2M', 'Ada Lovelace', 'Ada@visitors.example', 'two wheelchairs', 3, 'confirmed', 'A0000000-0000-0000-0000-000000000001', '2026-11-01 10:00:00', '2026-11-02 10:00:00', '2026-11-01 11:00:00', 1),
            (6, 7, 'ACDE-FG', 'Bob', NULL, NULL, 2, 'pending', 'A0000000-0000-0000-0000-000000000002', '2026-11-01 10:00:00', '2026-11-02 10:00:00', NULL, NULL);
        INSERT INTO ReservationTokens (Id, ReservationId, Purpose, Hash, CreatedAt) VALUES (3, 5, 'ticket', zeroblob(32), '2026-11-01 11:00:00');
        INSERT INTO CheckIns (Id, ReservationId, People, At, StaffId, StaffName, RequestId) VALUES (2, 5, 3, '2026-11-27 18:30:00', 4, 'Dora', 'A0000000-0000-0000-0000-000000000003');
        INSERT INTO Outbox (Id, Kind, ReservationId, MessageId, CreatedAt, Attempts, NextAttemptAt, SentAt, LastError) VALUES
            (8, 'ticket', 5, 'A0000000-0000-0000-0000-000000000004', '2026-11-01 11:00:00', 1, '2026-11-01 11:00:00', '2026-11-01 11:01:00', NULL),
            (9, 'confirmation', 6, 'A0000000-0000-0000-0000-000000000005', '2026-11-01 10:00:00', 2, '2026-11-01 10:05:00', NULL, 'TimeoutException');
        """;

    [Fact]
    public async Task A_house_that_had_no_back_office_keeps_everything_and_finds_its_parties()
    {
        await using var database = TemporaryDatabase.Missing();
        await using (var old = database.CreateDbContext())
        {
            await old.GetService<IMigrator>().MigrateAsync("Initial");
            await old.Database.ExecuteSqlRawAsync(Before);
            await old.Database.MigrateAsync();
        }

        var parties = await database.ReadAsync(db => db.Reservations.Include(r => r.Performance).OrderBy(r => r.Id).ToListAsync());
        Assert.Equal(["Ada Lovelace", "Bob"], parties.Select(r => r.Name), StringComparer.Ordinal);
        Assert.Equal((3, ReservationStatus.Confirmed, "two wheelchairs", "Ada@visitors.example"), (parties[0].PartySize, parties[0].Status, parties[0].Notes, parties[0].Email));
        Assert.Equal((3, 1), (parties[0].Performance.ConfirmedSeats, parties[0].Performance.Version));
        foreach (var (typed, found) in new[] { ("LOVELACE", 5), ("ada@visitors.example", 5), ("k7qf-2m", 5), ("Bob", 6), ("acde", 6) })
        {
            var wanted = SearchText.Words(typed.Replace("-", "", StringComparison.Ordinal));
            Assert.Equal([found], await database.ReadAsync(db => wanted.Aggregate(db.Reservations.AsQueryable(), (all, word) => all.Where(r => r.SearchKey.Contains(word))).Select(r => r.Id).ToListAsync()));
        }

        var mails = await database.ReadAsync(db => db.Outbox.OrderBy(m => m.Id).ToListAsync());
        Assert.Equal([(8, 5, false), (9, 6, true)], mails.Select(m => (m.Id, m.ReservationId!.Value, m.IsUnsent)));
        Assert.Equal((2, "TimeoutException", null), (mails[1].Attempts, mails[1].LastError, mails[1].FailingSince));
        Assert.Equal((1, 1), (await database.ReadAsync(db => db.Tokens.CountAsync()), await database.ReadAsync(db => db.CheckIns.CountAsync())));
        Assert.Null((await database.ReadAsync(db => db.Users.SingleAsync())).DisabledAt);
    }
}
