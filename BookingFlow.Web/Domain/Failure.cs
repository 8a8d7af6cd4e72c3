namespace BookingFlow.Web.Domain;

/// <summary>A refused or failed operation: its kind, and the data that the error message for it needs.</summary>
/// <remarks>
/// A failure is a value, not an exception; exceptions are for bugs and broken machines. Properties that a kind does not use are null.
/// </remarks>
public sealed record Failure(FailureKind Kind)
{
    /// <summary>All invalid fields, in the order of the form (<see cref="FailureKind.InvalidInput"/>).</summary>
    public IReadOnlyList<InvalidField> Fields { get; init; } = [];

    /// <summary>Why booking is closed (<see cref="FailureKind.BookingClosed"/>).</summary>
    public BookingClosedReason? ClosedBecause { get; init; }

    /// <summary>When booking or the doors open; UTC.</summary>
    public DateTime? OpensAt { get; init; }

    /// <summary>When the doors closed; UTC.</summary>
    public DateTime? ClosedAt { get; init; }

    /// <summary>Seats left at the time of the refusal, 0 or more (<see cref="FailureKind.NotEnoughSeats"/>).</summary>
    public int? SeatsLeft { get; init; }

    /// <summary>
    /// The wheelchair and companion places left, of which the party asked for more (<see cref="FailureKind.NotEnoughSeats"/>); null if it did not.
    /// </summary>
    public AccessPlaces? AccessPlacesLeft { get; init; }

    /// <summary>How many confirmed people the change would leave without a seat, 1 or more (<see cref="FailureKind.SeatsBelowConfirmed"/>).</summary>
    public int? SeatsMissing { get; init; }

    /// <summary>Why the operation is not possible (<see cref="FailureKind.NotPossible"/>).</summary>
    public Obstacle? Obstacle { get; init; }

    /// <summary>The performance that the refusal concerns; null if there is none.</summary>
    public PerformanceFacts? Performance { get; init; }

    /// <summary>
    /// Of an operation on several performances: the refusals one by one, each with its <see cref="Performance"/>, in the order of the rows.
    /// </summary>
    public IReadOnlyList<Failure> Each { get; init; } = [];

    /// <summary>The earlier check-in (<see cref="FailureKind.AlreadyCheckedIn"/>).</summary>
    public CheckInFacts? CheckIn { get; init; }

    /// <summary>
    /// How long to wait before the next attempt (<see cref="FailureKind.TooManyRequests"/>, <see cref="FailureKind.Busy"/>,
    /// <see cref="FailureKind.Unavailable"/>).
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the scanned code is a web address of another site (<see cref="FailureKind.TicketInvalid"/>).</summary>
    public bool IsForeignAddress { get; init; }

    /// <summary>Whether Caps Lock made the scanned code unreadable (<see cref="FailureKind.TicketInvalid"/>).</summary>
    public bool IsCaseLost { get; init; }

    public static Failure TooManyRequests(TimeSpan retryAfter) => new(FailureKind.TooManyRequests) { RetryAfter = retryAfter };

    public static Failure InvalidInput(params IReadOnlyList<InvalidField> fields) => new(FailureKind.InvalidInput) { Fields = fields };

    public static Failure BookingClosed(BookingClosedReason reason, DateTime? opensAt, PerformanceFacts performance) =>
        new(FailureKind.BookingClosed) { ClosedBecause = reason, OpensAt = opensAt, Performance = performance };

    public static Failure NotEnoughSeats(int seatsLeft, PerformanceFacts performance) =>
        new(FailureKind.NotEnoughSeats) { SeatsLeft = Math.Max(0, seatsLeft), Performance = performance };

    /// <summary>A party asks for a wheelchair or companion place, and none is left.</summary>
    /// <param name="seatsLeft">Seats that it could have without such a place.</param>
    public static Failure NoAccessPlace(int seatsLeft, AccessPlaces accessPlacesLeft, PerformanceFacts performance) =>
        NotEnoughSeats(seatsLeft, performance) with { AccessPlacesLeft = accessPlacesLeft };

    /// <summary>Several performances were refused, or fields are invalid that belong to none of them.</summary>
    /// <param name="each">Each with its performance; with <paramref name="fields"/>, at least one.</param>
    public static Failure OfSeveral(IReadOnlyList<Failure> each, params IReadOnlyList<InvalidField> fields) =>
        new(fields.Count > 0 ? FailureKind.InvalidInput : each.Min(refusal => refusal.Kind)) { Fields = fields, Each = each };

    public static Failure NotPossible(Obstacle obstacle) => new(FailureKind.NotPossible) { Obstacle = obstacle };

    /// <param name="seatsMissing">How many confirmed people would be left without a seat, 1 or more.</param>
    public static Failure SeatsBelowConfirmed(int seatsMissing, PerformanceFacts performance) =>
        new(FailureKind.SeatsBelowConfirmed) { SeatsMissing = seatsMissing, Performance = performance };

    public static Failure About(FailureKind kind, PerformanceFacts performance) => new(kind) { Performance = performance };

    public static Failure OutsideCheckInWindow(DateTime? opensAt, DateTime? closedAt, PerformanceFacts performance) =>
        new(FailureKind.OutsideCheckInWindow) { OpensAt = opensAt, ClosedAt = closedAt, Performance = performance };

    public static Failure AlreadyCheckedIn(CheckInFacts earlier, PerformanceFacts performance) =>
        new(FailureKind.AlreadyCheckedIn) { CheckIn = earlier, Performance = performance };

    public static Failure Busy() => new(FailureKind.Busy) { RetryAfter = TimeSpan.FromSeconds(5) };

    public static Failure Unavailable() => new(FailureKind.Unavailable) { RetryAfter = TimeSpan.FromSeconds(30) };
}
