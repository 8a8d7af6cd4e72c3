using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>Every use case on a real database file, with two stewards.</summary>
public sealed class UseCaseHost : UseCaseFixture, IAsyncDisposable
{
    private UseCaseHost(TemporaryDatabase database, StaffUser atTheDoor, StaffUser atTheOtherDoor)
        : base(database, database.Metrics.Booking)
    {
        Database = database;
        Steward = new Steward(atTheDoor.Id, atTheDoor.DisplayName, AssignedPerformanceId: null);
        OtherSteward = new Steward(atTheOtherDoor.Id, atTheOtherDoor.DisplayName, AssignedPerformanceId: null);
    }

    public TemporaryDatabase Database { get; }

    /// <summary>Who of the house does what the back office does.</summary>
    public Actor Person => new(Steward.StaffId, Steward.Name);

    /// <summary>A signed-in staff member, for use cases of the back office.</summary>
    public Actor Dora => new(Steward.StaffId, Steward.Name);

    /// <summary>Two stewards who stand at a door that takes every performance.</summary>
    public Steward Steward { get; }

    public Steward OtherSteward { get; }

    public static async Task<UseCaseHost> CreateAsync(DatabaseDialect dialect)
    {
        var database = await TemporaryDatabase.CreateAsync(dialect);
        var dora = new StaffUser { UserName = "dora@example.org", DisplayName = "Dora" };
        var otto = new StaffUser { UserName = "otto@example.org", DisplayName = "Otto" };
        await database.AddAsync(dora, otto);
        return new UseCaseHost(database, dora, otto);
    }

    /// <summary>Stores a reservation together with a link that was mailed for it.</summary>
    /// <param name="linkExpiresAt">UTC; null: when the reservation does.</param>
    /// <returns>The confirmation token in the mail.</returns>
    public async Task<Token> MailedLinkAsync(Reservation reservation, DateTime? linkExpiresAt = null)
    {
        var link = Token.New();
        await Database.AddAsync(reservation);
        await using var db = Database.CreateDbContext();
        db.Attach(reservation);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, reservation.CreatedAt, linkExpiresAt ?? reservation.ExpiresAt));
        await db.SaveChangesAsync();
        return link;
    }

    /// <summary>Stores a confirmed reservation together with its ticket.</summary>
    /// <returns>What the ticket's QR code says.</returns>
    public async Task<Token> TicketAsync(Reservation reservation)
    {
        var ticket = Token.New();
        await Database.AddAsync(reservation);
        await using var db = Database.CreateDbContext();
        db.Attach(reservation);
        db.Add(ReservationToken.Of(ticket, TokenPurpose.Ticket, reservation, TestTimes.Now));
        db.Add(ReservationToken.Of(ticket.CheckIn, TokenPurpose.CheckIn, reservation, TestTimes.Now));
        await db.SaveChangesAsync();
        return ticket.CheckIn;
    }

    public Task<Performance> PerformanceAsync(int id) => Database.ReadAsync(db => db.Performances.Include(p => p.Room).SingleAsync(p => p.Id == id));

    public Task<Reservation> ReservationAsync(int id) => Database.ReadAsync(db => db.Reservations.SingleAsync(r => r.Id == id));

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
