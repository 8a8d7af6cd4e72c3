using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Administration;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Mail;
using BookingFlow.Web.UseCases.Programme;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>Everything that can happen to a reservation, over a wire to SQL Server at whose other end there is one row of each table.</summary>
public sealed class SqlServerDatabase
{
    /// <summary>The lock as SQL Server reads it: a bare statement on the clustered key.</summary>
    public const string Lock = "SELECT [Id] AS [Value] FROM [Performances] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = @p0";

    /// <summary>The lock of a room, which comes after those of its performances.</summary>
    public const string RoomLock = "SELECT [Id] AS [Value] FROM [Rooms] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = @p0";

    public static readonly Steward Steward = new(1, "Dora", null);

    public SqlServerDatabase(SqlRecorder? wire = null)
    {
        Wire = wire ?? new SqlRecorder();
        Write = new WriteTransaction(Wire, NullLogger<WriteTransaction>.Instance, Counted.House, new PublicContentVersion());
        var outbox = new Outbox(new RecordedJobs(), TimeSpan.Zero, TimeProvider.System, NullLogger<Outbox>.Instance);
        ReserveSeats = new ReserveSeats(Wire, Write, outbox, UseCaseHost.Rules, Clock, Counted.House);
        ConfirmReservation = new ConfirmReservation(Wire, Write, outbox, Clock, Counted.House);
        RecordScan = new RecordScan(Write, Clock);
        var locked = new LockedReservation(Wire, Write);
        CheckInParty = new CheckInParty(locked, RecordScan, UseCaseHost.Rules, Clock, Counted.House);
        ExpireReservations = new ExpireReservations(Wire, Write, Clock);
        SellSeats = new SellSeats(Write, outbox, UseCaseHost.Rules, Clock, Counted.House);
        ConfirmForParty = new ConfirmForParty(locked, outbox, UseCaseHost.Rules, Clock, Counted.House);
        ChangePartySize = new ChangePartySize(locked, outbox, UseCaseHost.Rules, Clock);
        CancelReservation = new CancelReservation(locked, outbox, Clock);
        CorrectEmail = new CorrectEmail(locked, outbox, UseCaseHost.Rules, Clock);
        ResendMail = new ResendMail(locked, outbox, UseCaseHost.Rules, Clock);
        PrintTicket = new PrintTicket(locked, Clock);
        ChangeRoomCapacity = new ChangeRoomCapacity(Wire, Write, Clock);
        EditPerformance = new EditPerformance(Write, UseCaseHost.Venue, Clock);
        ChangeSeats = new ChangeSeats(Write, Clock);
        CancelPerformance = new CancelPerformance(Write, Clock);
        UndoCheckIn = new UndoCheckIn(locked, Clock);
        MoveReservation = new MoveReservation(locked, Write, UseCaseHost.Rules, Clock);
        AdmitWalkIn = new AdmitWalkIn(Write, UseCaseHost.Rules, Clock, Counted.House);
    }

    public SqlRecorder Wire { get; }

    public CountedMetrics Counted { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(AMoment.Now));

    public WriteTransaction Write { get; }

    /// <summary>The token that stands in the table of tokens, for whichever purpose.</summary>
    public Token Token { get; } = Token.New();

    public ReserveSeats ReserveSeats { get; }

    public ConfirmReservation ConfirmReservation { get; }

    public CheckInParty CheckInParty { get; }

    public ExpireReservations ExpireReservations { get; }

    public SellSeats SellSeats { get; }

    public ConfirmForParty ConfirmForParty { get; }

    public ChangePartySize ChangePartySize { get; }

    public CancelReservation CancelReservation { get; }

    public CorrectEmail CorrectEmail { get; }

    public ResendMail ResendMail { get; }

    public PrintTicket PrintTicket { get; }

    public ChangeRoomCapacity ChangeRoomCapacity { get; }

    public EditPerformance EditPerformance { get; }

    public ChangeSeats ChangeSeats { get; }

    public CancelPerformance CancelPerformance { get; }

    public RecordScan RecordScan { get; }

    public UndoCheckIn UndoCheckIn { get; }

    public MoveReservation MoveReservation { get; }

    public AdmitWalkIn AdmitWalkIn { get; }

    /// <summary>Puts the one row into each table: a reservation in this state, and a token for this purpose.</summary>
    public SqlServerDatabase Stored(TokenPurpose purpose, ReservationStatus status)
    {
        Wire.Rows["Shows"] = new() { ["Id"] = 1, ["Slug"] = "hamlet", ["Title"] = "Hamlet", ["Summary"] = "", ["Description"] = "", ["IsPublished"] = true };
        Wire.Rows["Rooms"] = new() { ["Id"] = 1, ["Name"] = "Cellar", ["Capacity"] = 40 };
        Wire.Rows["Performances"] = new()
        {
            ["Id"] = 7,
            ["ShowId"] = 1,
            ["RoomId"] = 1,
            ["StartsAt"] = AMoment.CurtainUp,
            ["IsPublic"] = true,
            ["BookingEnabled"] = true,
            ["AdditionalSeats"] = 0,
            ["ManuallyOccupiedSeats"] = 0,
            ["ConfirmedSeats"] = 0,
            ["Version"] = 1,
        };
        Wire.Rows["Reservations"] = new()
        {
            ["Id"] = 5,
            ["PerformanceId"] = 7,
            ["Reference"] = "K7QF2M",
            ["Name"] = "Ada",
            ["FoundBy"] = "ada",
            ["Language"] = "en",
            ["Email"] = "ada@example.org",
            ["PartySize"] = 2,
            ["Status"] = SnakeCase.Of(status),
            ["SubmissionKey"] = Guid.NewGuid(),
            ["CreatedAt"] = AMoment.Now,
            ["ExpiresAt"] = AMoment.CurtainUp,
        };
        Wire.Rows["ReservationTokens"] = new()
        {
            ["Id"] = 3,
            ["ReservationId"] = 5,
            ["Purpose"] = SnakeCase.Of(purpose),
            ["Hash"] = Token.Hash,
            ["CreatedAt"] = AMoment.Now,
        };
        Wire.Rows["CheckIns"] = new()
        {
            ["Id"] = 2,
            ["ReservationId"] = 5,
            ["People"] = 2,
            ["At"] = AMoment.CurtainUp,
            ["StaffId"] = 2,
            ["StaffName"] = "Otto",
            ["RequestId"] = Guid.NewGuid(),
        };
        // A table with a trigger gives its new ids back by a query.
        Wire.Rows["Log"] = new() { ["Id"] = 1 };
        return this;
    }

    /// <param name="request">Names the submission; null: a new one.</param>
    public Task<Result<Token>> ConfirmAsync(Guid? request = null) => ConfirmReservation.ConfirmAsync(Token, request ?? Guid.NewGuid(), null, CancellationToken.None);

    /// <summary>When the curtain is up, so that the doors are open.</summary>
    public Task<Result<AdmittedParty>> AdmitAsync()
    {
        Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp));
        return CheckInParty.AdmitAsync(Token, Steward, new Admission(Guid.NewGuid()), CancellationToken.None);
    }
}
