using BookingFlow.Web.Data;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Mail;
using BookingFlow.Web.UseCases.Programme;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// A house without its web pages: everything that can happen to a reservation, on a real database file, at a time
/// that the test sets, with a job queue that only writes down. It begins at <see cref="AMoment.Now"/>.
/// </summary>
public sealed class UseCaseHost : IAsyncDisposable
{
    public static readonly BookingRules Rules = new(
        MaxPartySize: 10, TimeSpan.FromHours(24), CheckInOpensBefore: TimeSpan.FromMinutes(90), CheckInClosesAfter: TimeSpan.FromMinutes(60));

    /// <summary>Two hours ahead of UTC at <see cref="AMoment.Now"/>.</summary>
    public static readonly Venue Venue = new("Teatro", TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"));

    private UseCaseHost(TemporaryDatabase database, StaffUser atTheDoor, StaffUser atTheOtherDoor)
    {
        Database = database;
        Steward = new Steward(atTheDoor.Id, atTheDoor.DisplayName, DoorOf: null);
        OtherSteward = new Steward(atTheOtherDoor.Id, atTheOtherDoor.DisplayName, DoorOf: null);
        var outbox = new Outbox(Jobs, TimeSpan.Zero, TimeProvider.System, NullLogger<Outbox>.Instance);
        ReserveSeats = new ReserveSeats(database, database.Write, outbox, Rules, Clock, database.Counted.House);
        ConfirmReservation = new ConfirmReservation(database, database.Write, outbox, Clock, database.Counted.House);
        OpenTicket = new OpenTicket(database.Write, Clock);
        RecordScan = new RecordScan(database.Write, Clock);
        var locked = new LockedReservation(database, database.Write);
        CheckInParty = new CheckInParty(locked, RecordScan, Rules, Clock, database.Counted.House);
        ExpireReservations = new ExpireReservations(database, database.Write, Clock);
        SellSeats = new SellSeats(database.Write, outbox, Rules, Clock, database.Counted.House);
        ConfirmForParty = new ConfirmForParty(locked, outbox, Rules, Clock, database.Counted.House);
        ChangePartySize = new ChangePartySize(locked, outbox, Rules, Clock);
        CancelReservation = new CancelReservation(locked, outbox, Clock);
        CorrectEmail = new CorrectEmail(locked, outbox, Rules, Clock);
        ResendMail = new ResendMail(locked, outbox, Rules, Clock);
        ResendLink = new ResendLink(locked, outbox, Clock);
        PrintTicket = new PrintTicket(locked, Clock);
        RetryMail = new RetryMail(database.Write, outbox, Clock);
        SendTestMail = new SendTestMail(database.Write, outbox, Clock);
        AddRoom = new AddRoom(database.Write, Clock);
        RenameRoom = new RenameRoom(database.Write, Clock);
        ChangeRoomCapacity = new ChangeRoomCapacity(database, database.Write, Clock);
        RetireRoom = new RetireRoom(database.Write, Clock);
        ChangeDirections = new ChangeDirections(database.Write, Clock);
        ChangeVenueText = new ChangeVenueText(database.Write, Clock);
        AddShow = new AddShow(database.Write, Clock);
        EditShow = new EditShow(database.Write, Clock);
        PublishShow = new PublishShow(database.Write, Clock);
        ChangePoster = new ChangePoster(database.Write, Clock);
        PlanPerformances = new PlanPerformances(database.Write, Venue, Clock);
        EditPerformance = new EditPerformance(database.Write, Venue, Clock);
        ChangeSeats = new ChangeSeats(database.Write, Clock);
        CancelPerformance = new CancelPerformance(database.Write, Clock);
        People = new StaffUseCases(database.Write, outbox, Clock);
        UndoCheckIn = new UndoCheckIn(locked, Clock);
        MoveReservation = new MoveReservation(locked, database.Write, Rules, Clock);
        AdmitWalkIn = new AdmitWalkIn(database.Write, Rules, Clock, database.Counted.House);
        CheckInByList = new CheckInByList(CheckInParty);
    }

    public TemporaryDatabase Database { get; }

    /// <summary>Who of the house does what the back office does.</summary>
    public Actor Person => new(Steward.StaffId, Steward.Name);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(AMoment.Now));

    public RecordedJobs Jobs { get; } = new();

    /// <summary>Somebody of the house, for acts of the back office.</summary>
    public Actor Dora => new(Steward.StaffId, Steward.Name);

    /// <summary>Two stewards who stand at a door that takes every performance.</summary>
    public Steward Steward { get; }

    public Steward OtherSteward { get; }

    public ReserveSeats ReserveSeats { get; }

    public ConfirmReservation ConfirmReservation { get; }

    public OpenTicket OpenTicket { get; }

    public CheckInParty CheckInParty { get; }

    public ExpireReservations ExpireReservations { get; }

    public SellSeats SellSeats { get; }

    public ConfirmForParty ConfirmForParty { get; }

    public ChangePartySize ChangePartySize { get; }

    public CancelReservation CancelReservation { get; }

    public CorrectEmail CorrectEmail { get; }

    public ResendMail ResendMail { get; }

    public ResendLink ResendLink { get; }

    public PrintTicket PrintTicket { get; }

    public RetryMail RetryMail { get; }

    public SendTestMail SendTestMail { get; }

    public AddRoom AddRoom { get; }

    public RenameRoom RenameRoom { get; }

    public ChangeRoomCapacity ChangeRoomCapacity { get; }

    public RetireRoom RetireRoom { get; }

    public ChangeDirections ChangeDirections { get; }

    public ChangeVenueText ChangeVenueText { get; }

    public AddShow AddShow { get; }

    public EditShow EditShow { get; }

    public PublishShow PublishShow { get; }

    public ChangePoster ChangePoster { get; }

    public PlanPerformances PlanPerformances { get; }

    public EditPerformance EditPerformance { get; }

    public ChangeSeats ChangeSeats { get; }

    public CancelPerformance CancelPerformance { get; }
    public StaffUseCases People { get; }
    public RecordScan RecordScan { get; }

    public UndoCheckIn UndoCheckIn { get; }

    public MoveReservation MoveReservation { get; }

    public AdmitWalkIn AdmitWalkIn { get; }

    public CheckInByList CheckInByList { get; }

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
        db.Add(ReservationToken.Of(ticket, TokenPurpose.Ticket, reservation, AMoment.Now));
        db.Add(ReservationToken.Of(ticket.CheckIn, TokenPurpose.CheckIn, reservation, AMoment.Now));
        await db.SaveChangesAsync();
        return ticket.CheckIn;
    }

    public Task<Performance> PerformanceAsync(int id) => Database.ReadAsync(db => db.Performances.Include(p => p.Room).SingleAsync(p => p.Id == id));

    public Task<Reservation> ReservationAsync(int id) => Database.ReadAsync(db => db.Reservations.SingleAsync(r => r.Id == id));

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
