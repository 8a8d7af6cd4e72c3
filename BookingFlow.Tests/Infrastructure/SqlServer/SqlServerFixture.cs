using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>Everything that can happen to a reservation, over a wire to SQL Server at whose other end there is one row of each table.</summary>
public sealed class SqlServerFixture : UseCaseFixture
{
    /// <summary>The lock as SQL Server reads it: a bare statement on the clustered key.</summary>
    public const string Lock = "SELECT [Id] AS [Value] FROM [Performances] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = @p0";

    /// <summary>The lock of a room, which comes after those of its performances.</summary>
    public const string RoomLock = "SELECT [Id] AS [Value] FROM [Rooms] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = @p0";

    public static readonly Steward Steward = new(1, "Dora", null);

    public SqlServerFixture(SqlRecorder? wire = null)
        : this(wire ?? new SqlRecorder(), new TestMetrics())
    {
    }

    private SqlServerFixture(SqlRecorder wire, TestMetrics counted)
        : base(wire, counted.House) => (Wire, Metrics) = (wire, counted);

    public SqlRecorder Wire { get; }

    public TestMetrics Metrics { get; }

    /// <summary>The token that stands in the table of tokens, for whichever purpose.</summary>
    public Token Token { get; } = Token.New();

    /// <summary>Puts the one row into each table: a reservation in this state, and a token for this purpose.</summary>
    public SqlServerFixture Stored(TokenPurpose purpose, ReservationStatus status)
    {
        Wire.Rows["Shows"] = new()
        {
            ["Id"] = 1,
            ["Slug"] = "hamlet",
            ["Title"] = "Hamlet",
            ["Summary"] = "",
            ["Description"] = "",
            ["IsPublished"] = true,
        };
        Wire.Rows["Rooms"] = new() { ["Id"] = 1, ["Name"] = "Cellar", ["Capacity"] = 40 };
        Wire.Rows["Performances"] = new()
        {
            ["Id"] = 7,
            ["ShowId"] = 1,
            ["RoomId"] = 1,
            ["StartsAt"] = TestTimes.StartsAt,
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
            ["CreatedAt"] = TestTimes.Now,
            ["ExpiresAt"] = TestTimes.StartsAt,
        };
        Wire.Rows["ReservationTokens"] = new()
        {
            ["Id"] = 3,
            ["ReservationId"] = 5,
            ["Purpose"] = SnakeCase.Of(purpose),
            ["Hash"] = Token.Hash,
            ["CreatedAt"] = TestTimes.Now,
        };
        Wire.Rows["CheckIns"] = new()
        {
            ["Id"] = 2,
            ["ReservationId"] = 5,
            ["People"] = 2,
            ["At"] = TestTimes.StartsAt,
            ["StaffId"] = 2,
            ["StaffName"] = "Otto",
            ["RequestId"] = Guid.NewGuid(),
        };
        // A table with a trigger gives its new ids back by a query.
        Wire.Rows["Log"] = new() { ["Id"] = 1 };
        return this;
    }

    /// <param name="request">Names the submission; null: a new one.</param>
    public Task<Result<Token>> ConfirmAsync(Guid? request = null) =>
        ConfirmReservation.ConfirmAsync(Token, request ?? Guid.NewGuid(), null, CancellationToken.None);

    /// <summary>When the curtain is up, so that the doors are open.</summary>
    public Task<Result<AdmittedParty>> AdmitAsync()
    {
        Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt));
        return CheckInParty.AdmitAsync(Token, Steward, new Admission(Guid.NewGuid()), CancellationToken.None);
    }
}
