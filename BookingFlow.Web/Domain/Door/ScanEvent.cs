namespace BookingFlow.Web.Domain.Door;

/// <summary>An entry of the scan history: a scan at the door and its outcome.</summary>
/// <remarks>
/// It refers to the reservation by id and stores no other data of the visitor. The content of foreign codes is not stored. A device without a network
/// sends its scans later; each that lets people in is resolved with the others of the party (<see cref="AdmissionTimeline"/>).
/// </remarks>
public sealed class ScanEvent
{
    public int Id { get; private set; }

    /// <summary>UTC. Of a device's scan, the time of the device, corrected to the server's clock.</summary>
    public DateTime At { get; private set; }

    /// <summary>When the scan of a device without a network was received; UTC; null if the scan was made at the server.</summary>
    public DateTime? ReceivedAt { get; private set; }

    public ScanOutcome Outcome { get; private set; }

    /// <summary>Null if the code was not a ticket of this venue.</summary>
    public int? ReservationId { get; private set; }

    public Reservation? Reservation { get; private set; }

    /// <summary>The performance that the ticket is for; null if the code was not a ticket of this venue.</summary>
    public int? PerformanceId { get; private set; }

    /// <summary>The performance assigned to the door; null if the door accepted any.</summary>
    public int? AssignedPerformanceId { get; private set; }

    /// <summary>Name of the door; null if it had none.</summary>
    public string? Door { get; private set; }

    /// <summary>Change in the number of people inside: above zero for admissions, below for an undo or a correction, 0 for a refusal.</summary>
    public int People { get; private set; }

    /// <summary>How many people were let in beyond those that the party had left, 0 or more. They are not counted as inside.</summary>
    public int Excess { get; private set; }

    /// <summary>How many people were let in by an admission, whether they count or not.</summary>
    public int LetIn => People + Excess;

    /// <summary>Whether people were let in.</summary>
    public bool IsAdmission => Outcome switch
    {
        ScanOutcome.Corrected or ScanOutcome.Undone => false,
        _ => !IsRefusal(Outcome),
    };

    /// <summary>How many people of the party were inside after this scan.</summary>
    public int Inside { get; private set; }

    public int StaffId { get; private set; }

    /// <summary>The steward's name at the time of the scan.</summary>
    public string StaffName { get; private set; } = "";

    /// <summary>Id of the form submission, so that a repeated submission gets the same answer.</summary>
    public Guid RequestId { get; private set; }

    public static ScanEvent Of(ScanOutcome outcome, Reservation party, int people, int inside, Steward by, Guid request, DateTime now) => new()
    {
        At = now,
        Outcome = outcome,
        Reservation = party,
        PerformanceId = party.PerformanceId,
        AssignedPerformanceId = by.AssignedPerformanceId,
        Door = by.Door,
        People = people,
        Inside = inside,
        StaffId = by.StaffId,
        StaffName = by.Name,
        RequestId = request,
    };

    /// <summary>Creates the admission of a device, to be resolved by <see cref="AdmissionTimeline"/>.</summary>
    /// <param name="letIn">How many people the device let in, 1 or more.</param>
    /// <param name="at">When; UTC.</param>
    public static ScanEvent OfDevice(Reservation party, int letIn, Steward by, Guid request, DateTime at, DateTime receivedAt)
    {
        var admission = Of(ScanOutcome.Admitted, party, letIn, letIn, by, request, at);
        admission.ReceivedAt = receivedAt;
        return admission;
    }

    /// <param name="reservationId">Null if the code was not a ticket of this venue.</param>
    /// <param name="performanceId">The performance that the ticket is for; null if the code was not a ticket of this venue.</param>
    /// <param name="receivedAt">See <see cref="ReceivedAt"/>.</param>
    public static ScanEvent Refused(
        ScanOutcome outcome, int? reservationId, int? performanceId, int inside, Steward by, Guid request, DateTime now,
        DateTime? receivedAt = null) => new()
        {
            At = now,
            ReceivedAt = receivedAt,
            Outcome = outcome,
            ReservationId = reservationId,
            PerformanceId = performanceId,
            AssignedPerformanceId = by.AssignedPerformanceId,
            Door = by.Door,
            Inside = inside,
            StaffId = by.StaffId,
            StaffName = by.Name,
            RequestId = request,
        };

    /// <summary>The outcomes that stewards are shown as a problem of the evening, although the party was let in.</summary>
    public static IReadOnlyList<ScanOutcome> FlaggedOutcomes { get; } = [.. Enum.GetValues<ScanOutcome>().Where(IsFlagged)];

    /// <summary>Whether a device let people in although the server would have refused them.</summary>
    public static bool IsFlagged(ScanOutcome outcome) => outcome is ScanOutcome.AdmittedTwice or ScanOutcome.AdmittedCancelled
        or ScanOutcome.AdmittedMoved or ScanOutcome.AdmittedUnconfirmed or ScanOutcome.AdmittedWhenClosed;

    /// <summary>Whether the outcome is a refusal; undone and corrected check-ins are not.</summary>
    public static bool IsRefusal(ScanOutcome outcome) => outcome switch
    {
        ScanOutcome.Admitted or ScanOutcome.MoreAdmitted or ScanOutcome.AdmittedOnPaper or ScanOutcome.Corrected or ScanOutcome.Undone
            or ScanOutcome.AdmittedTwice or ScanOutcome.AdmittedCancelled or ScanOutcome.AdmittedMoved or ScanOutcome.AdmittedUnconfirmed
            or ScanOutcome.AdmittedWhenClosed => false,
        ScanOutcome.NotOurTicket or ScanOutcome.ForeignCode or ScanOutcome.ReservationCancelled or ScanOutcome.PerformanceCancelled
            or ScanOutcome.NotConfirmed or ScanOutcome.WrongPerformance or ScanOutcome.TooEarly or ScanOutcome.TooLate
            or ScanOutcome.AlreadyCheckedIn or ScanOutcome.NoSeatsLeft => true,
    };

    /// <summary>Maps a failure to the outcome to record; null if it does not concern a ticket, such as an expired form or a busy database.</summary>
    public static ScanOutcome? OutcomeOf(Failure failure) => failure.Kind switch
    {
        FailureKind.TicketInvalid => failure.IsForeignAddress ? ScanOutcome.ForeignCode : ScanOutcome.NotOurTicket,
        FailureKind.BookingClosed => ScanOutcome.PerformanceCancelled,
        FailureKind.ReservationCancelled => ScanOutcome.ReservationCancelled,
        FailureKind.ReservationNotConfirmed => ScanOutcome.NotConfirmed,
        FailureKind.WrongPerformance => ScanOutcome.WrongPerformance,
        FailureKind.OutsideCheckInWindow => failure.OpensAt is null ? ScanOutcome.TooLate : ScanOutcome.TooEarly,
        FailureKind.AlreadyCheckedIn => ScanOutcome.AlreadyCheckedIn,
        FailureKind.NotEnoughSeats => ScanOutcome.NoSeatsLeft,
        FailureKind.TooManyRequests or FailureKind.FormExpired or FailureKind.NotSignedIn or FailureKind.NotPermitted or FailureKind.InvalidInput
            or FailureKind.ShowNotFound or FailureKind.PerformanceNotFound or FailureKind.NotFound or FailureKind.StaffLinkInvalid
            or FailureKind.NotPossible or FailureKind.ConfirmationTokenInvalid or FailureKind.ConfirmationTokenUsed
            or FailureKind.ConfirmationTokenExpired or FailureKind.SeatsBelowConfirmed
            or FailureKind.Busy or FailureKind.Unavailable or FailureKind.Unexpected => null,
    };

    /// <summary>Sets what <see cref="AdmissionTimeline"/> has determined.</summary>
    internal void Resolve(ScanOutcome outcome, int people, int inside, int excess) =>
        (Outcome, People, Inside, Excess) = (outcome, people, inside, excess);
}
