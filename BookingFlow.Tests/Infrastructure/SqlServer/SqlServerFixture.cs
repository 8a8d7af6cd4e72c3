using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>The use cases on a <see cref="SqlRecorder"/> instead of a SQL Server, with at most one row per table.</summary>
public sealed class SqlServerFixture : UseCaseFixture
{
    /// <summary>SQL of the lock of a performance: a single statement on the clustered key.</summary>
    public const string Lock = "SELECT [Id] AS [Value] FROM [Performances] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = @p0";

    /// <summary>SQL of the lock of a room, which is taken after the locks of its performances.</summary>
    public const string RoomLock = "SELECT [Id] AS [Value] FROM [Rooms] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = @p0";

    public static readonly Steward Steward = new(1, "Dora", null);

    public SqlServerFixture(SqlRecorder? recorder = null)
        : this(recorder ?? new SqlRecorder(), new TestMetrics())
    {
    }

    private SqlServerFixture(SqlRecorder recorder, TestMetrics metrics)
        : base(recorder, metrics.Booking) => (Recorder, Metrics) = (recorder, metrics);

    public SqlRecorder Recorder { get; }

    public TestMetrics Metrics { get; }

    /// <summary>The token in the row of ReservationTokens.</summary>
    public Token Token { get; } = Token.New();

    /// <summary>Adds one row to each table: a reservation with a status, its token with a purpose, and everything they refer to.</summary>
    public SqlServerFixture WithRows(TokenPurpose purpose, ReservationStatus status)
    {
        Recorder.Rows["Shows"] = new()
        {
            ["Id"] = 1,
            ["Slug"] = "hamlet",
            ["Title"] = "Hamlet",
            ["Summary"] = "",
            ["Description"] = "",
            ["IsPublished"] = true,
            ["IsFree"] = false,
            ["SeveralAtOnce"] = false,
        };
        Recorder.Rows["Rooms"] = new()
        {
            ["Id"] = 1,
            ["Name"] = "Cellar",
            ["Capacity"] = 40,
            ["StepFreeAccess"] = false,
            ["InductionLoop"] = false,
            ["WheelchairPlaces"] = 0,
            ["CompanionPlaces"] = 0,
        };
        Recorder.Rows["Performances"] = new()
        {
            ["Id"] = 7,
            ["ShowId"] = 1,
            ["RoomId"] = 1,
            ["StartsAt"] = TestTimes.StartsAt,
            ["IsPublic"] = true,
            ["BookingEnabled"] = true,
            ["OnePerAddress"] = false,
            ["AdditionalSeats"] = 0,
            ["ManuallyOccupiedSeats"] = 0,
            ["ConfirmedSeats"] = 0,
            ["WaitingPeople"] = 0,
            ["ReleasedSeats"] = 0,
            ["WheelchairPlaces"] = 0,
            ["CompanionPlaces"] = 0,
            ["AccessReleaseHours"] = 24,
            ["AccessPlacesReleased"] = false,
            ["ConfirmedWheelchairPlaces"] = 0,
            ["ConfirmedCompanionPlaces"] = 0,
            ["ScheduleVersion"] = 0,
            ["Version"] = 1,
        };
        Recorder.Rows["Reservations"] = new()
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
            ["CreatedAt"] = TestTimes.Now,
            ["ExpiresAt"] = TestTimes.StartsAt,
            ["Revision"] = 0,
            ["WheelchairPlaces"] = 0,
            ["CompanionPlaces"] = 0,
            ["NeedsStepFreeAccess"] = false,
            ["NeedsInductionLoop"] = false,
        };
        Recorder.Rows["ReservationTokens"] = new()
        {
            ["Id"] = 3,
            ["ReservationId"] = 5,
            ["Purpose"] = SnakeCase.Of(purpose),
            ["Hash"] = Token.Hash,
            ["CreatedAt"] = TestTimes.Now,
        };
        Recorder.Rows["CheckIns"] = new()
        {
            ["Id"] = 2,
            ["ReservationId"] = 5,
            ["People"] = 2,
            ["At"] = TestTimes.StartsAt,
            ["StaffId"] = 2,
            ["StaffName"] = "Otto",
            ["RequestId"] = Guid.NewGuid(),
        };
        // EF reads the generated id of a table with a trigger by a separate query.
        Recorder.Rows["Log"] = new() { ["Id"] = 1 };
        return this;
    }

    /// <param name="request">Id of the request, the same for a repeated one; null: a new id.</param>
    public Task<Result<Token>> ConfirmAsync(Guid? request = null) =>
        ConfirmReservation.ConfirmAsync(Token, request ?? Guid.NewGuid(), null, CancellationToken.None);

    /// <summary>Checks the party in at the start of the performance, when the doors are open.</summary>
    public Task<Result<AdmittedParty>> AdmitAsync()
    {
        Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt));
        return CheckInParty.AdmitAsync(Token, Steward, new Admission(Guid.NewGuid()), CancellationToken.None);
    }
}
