namespace BookingFlow.Web.Domain.Door;

/// <summary>What came of a scan at the door. Stored as a word.</summary>
public enum ScanOutcome
{
    Admitted,

    /// <summary>The rest of a party, or some of it, followed.</summary>
    MoreAdmitted,

    /// <summary>The door worked on paper, and it was written down afterwards.</summary>
    AdmittedOnPaper,

    /// <summary>A steward had miscounted.</summary>
    Corrected,

    /// <summary>The check-in was a mistake and was taken back.</summary>
    Undone,
    NotOurTicket,
    ForeignCode,
    ReservationCancelled,
    PerformanceCancelled,
    NotConfirmed,
    WrongPerformance,
    TooEarly,
    TooLate,
    AlreadyCheckedIn,
}
