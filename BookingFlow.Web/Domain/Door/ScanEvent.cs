namespace BookingFlow.Web.Domain.Door;

/// <summary>
/// One line of the door's history: what was scanned there and what came of it. It names the reservation by its id and
/// holds nothing else of the visitor; what was scanned and is none of ours is not kept at all.
/// </summary>
public sealed class ScanEvent
{
    public int Id { get; private set; }

    public DateTime At { get; private set; }

    public ScanOutcome Outcome { get; private set; }

    /// <summary>Null where the code was none of ours.</summary>
    public int? ReservationId { get; private set; }

    public Reservation? Reservation { get; private set; }

    /// <summary>The performance that the ticket is for; null where the code was none of ours.</summary>
    public int? PerformanceId { get; private set; }

    /// <summary>The performance that this door was set to; null: any.</summary>
    public int? DoorOf { get; private set; }

    /// <summary>What this door is called; null: it has no name.</summary>
    public string? Door { get; private set; }

    /// <summary>How many people came in, above zero; went out again by an undo or a correction, below; 0 for a refusal.</summary>
    public int People { get; private set; }

    /// <summary>How many of the party were inside afterwards.</summary>
    public int Inside { get; private set; }

    public int StaffId { get; private set; }

    /// <summary>The name of the person at the door as it was then.</summary>
    public string StaffName { get; private set; } = "";

    /// <summary>The submission that it answered: the same one sent again is answered as the first time.</summary>
    public Guid RequestId { get; private set; }

    public static ScanEvent Of(ScanOutcome outcome, Reservation party, int people, int inside, Steward by, Guid request, DateTime now) => new()
    {
        At = now,
        Outcome = outcome,
        Reservation = party,
        PerformanceId = party.PerformanceId,
        DoorOf = by.DoorOf,
        Door = by.Door,
        People = people,
        Inside = inside,
        StaffId = by.StaffId,
        StaffName = by.Name,
        RequestId = request,
    };

    /// <param name="reservationId">Null where the code was none of ours.</param>
    public static ScanEvent Refused(
        ScanOutcome outcome, int? reservationId, int? performanceId, int inside, Steward by, Guid request, DateTime now) => new()
        {
            At = now,
            Outcome = outcome,
            ReservationId = reservationId,
            PerformanceId = performanceId,
            DoorOf = by.DoorOf,
            Door = by.Door,
            Inside = inside,
            StaffId = by.StaffId,
            StaffName = by.Name,
            RequestId = request,
        };

    /// <summary>Whether somebody was not let in by it; what was put right afterwards is no refusal.</summary>
    public static bool IsRefusal(ScanOutcome outcome) => outcome switch
    {
        ScanOutcome.Admitted or ScanOutcome.MoreAdmitted or ScanOutcome.AdmittedOnPaper or ScanOutcome.Corrected or ScanOutcome.Undone => false,
        ScanOutcome.NotOurTicket or ScanOutcome.ForeignCode or ScanOutcome.ReservationCancelled or ScanOutcome.PerformanceCancelled
            or ScanOutcome.NotConfirmed or ScanOutcome.WrongPerformance or ScanOutcome.TooEarly or ScanOutcome.TooLate
            or ScanOutcome.AlreadyCheckedIn => true,
    };

    /// <summary>How a refusal is remembered; null for what says nothing of a ticket: an old form, a busy database.</summary>
    public static ScanOutcome? OutcomeOf(Failure failure) => failure.Kind switch
    {
        FailureKind.TicketInvalid => failure.IsForeignAddress ? ScanOutcome.ForeignCode : ScanOutcome.NotOurTicket,
        FailureKind.BookingClosed => ScanOutcome.PerformanceCancelled,
        FailureKind.ReservationCancelled => ScanOutcome.ReservationCancelled,
        FailureKind.ReservationNotConfirmed => ScanOutcome.NotConfirmed,
        FailureKind.WrongPerformance => ScanOutcome.WrongPerformance,
        FailureKind.OutsideCheckInWindow => failure.OpensAt is null ? ScanOutcome.TooLate : ScanOutcome.TooEarly,
        FailureKind.AlreadyCheckedIn => ScanOutcome.AlreadyCheckedIn,
        FailureKind.TooManyRequests or FailureKind.FormExpired or FailureKind.NotSignedIn or FailureKind.NotPermitted or FailureKind.InvalidInput
            or FailureKind.ShowNotFound or FailureKind.PerformanceNotFound or FailureKind.NotFound or FailureKind.StaffLinkInvalid
            or FailureKind.NotPossible or FailureKind.ConfirmationTokenInvalid or FailureKind.ConfirmationTokenUsed
            or FailureKind.ConfirmationTokenExpired or FailureKind.NotEnoughSeats or FailureKind.SeatsBelowConfirmed
            or FailureKind.Busy or FailureKind.Unexpected => null,
    };
}
