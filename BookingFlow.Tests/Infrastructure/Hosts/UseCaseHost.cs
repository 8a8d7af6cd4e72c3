using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>Every use case on a real database, with two stored staff members.</summary>
public sealed class UseCaseHost : UseCaseFixture, IAsyncDisposable
{
    private UseCaseHost(TemporaryDatabase database, StaffUser steward, StaffUser otherSteward)
        : base(database, database.Metrics.Booking)
    {
        Database = database;
        Steward = new Steward(steward.Id, steward.DisplayName, AssignedPerformanceId: null);
        OtherSteward = new Steward(otherSteward.Id, otherSteward.DisplayName, AssignedPerformanceId: null);
    }

    public TemporaryDatabase Database { get; }

    /// <summary>The signed-in staff member "Dora", for use cases of the box office and administration.</summary>
    public Actor Actor => new(Steward.StaffId, Steward.Name);

    /// <summary>The staff member "Dora" as a steward who may check in parties of every performance.</summary>
    public Steward Steward { get; }

    /// <summary>The staff member "Otto" as a steward who may check in parties of every performance.</summary>
    public Steward OtherSteward { get; }

    public static async Task<UseCaseHost> CreateAsync(DatabaseDialect dialect)
    {
        var database = await TemporaryDatabase.CreateAsync(dialect);
        var dora = new StaffUser { UserName = "dora@example.org", DisplayName = "Dora" };
        var otto = new StaffUser { UserName = "otto@example.org", DisplayName = "Otto" };
        await database.AddAsync(dora, otto);
        return new UseCaseHost(database, dora, otto);
    }

    /// <summary>Stores a reservation together with its confirmation and party tokens, as the mail with the link does.</summary>
    /// <param name="linkExpiresAt">UTC; null: the time when the reservation expires.</param>
    /// <returns>The confirmation token.</returns>
    public async Task<Token> AddConfirmationLinkAsync(Reservation reservation, DateTime? linkExpiresAt = null)
    {
        var link = Token.New();
        await Database.AddAsync(reservation);
        await using var db = Database.CreateDbContext();
        db.Attach(reservation);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, reservation.CreatedAt, linkExpiresAt ?? reservation.ExpiresAt));
        db.Add(ReservationToken.Of(link.Party, TokenPurpose.Party, reservation, reservation.CreatedAt));
        await db.SaveChangesAsync();
        return link;
    }

    /// <summary>Stores the reservations of a group, and the confirmation and party tokens of the last, as the mail with the link does.</summary>
    /// <returns>The confirmation token.</returns>
    public async Task<Token> AddGroupLinkAsync(params Reservation[] group)
    {
        var (link, id, last) = (Token.New(), Guid.NewGuid(), group[^1]);
        Array.ForEach(group, reservation => reservation.GroupId = id);
        await Database.AddAsync([.. group]);
        await using var db = Database.CreateDbContext();
        db.Attach(last);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, last, last.CreatedAt, last.ExpiresAt));
        db.Add(ReservationToken.Of(link.Party, TokenPurpose.Party, last, last.CreatedAt));
        await db.SaveChangesAsync();
        return link;
    }

    /// <summary>Stores a reservation together with its ticket and check-in tokens.</summary>
    /// <returns>The check-in token, which the QR code contains.</returns>
    public async Task<Token> AddTicketAsync(Reservation reservation)
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
