namespace BookingFlow.Web.Domain;

/// <summary>What stands in the way of an act of the back office (<see cref="FailureKind.NotPossible"/>).</summary>
public enum Obstacle
{
    /// <summary>Performances are still to come in the room.</summary>
    RoomHasPerformances,

    /// <summary>Nobody else could administer the house.</summary>
    LastAdministrator,

    /// <summary>Nobody switches off themselves.</summary>
    OwnAccount,

    /// <summary>The person is switched off.</summary>
    StaffDisabled,

    /// <summary>The performance was called off.</summary>
    PerformanceCancelled,

    /// <summary>Parties hold tickets with another show, room or time, and the change was not asked for in spite of that.</summary>
    PartiesHoldTickets,

    /// <summary>The performance has begun.</summary>
    PerformanceHasBegun,

    /// <summary>The party is inside already.</summary>
    PartyCheckedIn,

    /// <summary>The party is not inside.</summary>
    NotCheckedIn,

    /// <summary>The reservation was cancelled.</summary>
    ReservationCancelled,

    /// <summary>The reservation is confirmed already.</summary>
    AlreadyConfirmed,

    /// <summary>The party never confirmed.</summary>
    NotConfirmed,

    /// <summary>The reservation is for that performance already.</summary>
    AlreadyThere,

    /// <summary>There is no address to write to.</summary>
    NoEmail,

    /// <summary>The party has had its link mailed as often as it may ask for it.</summary>
    MailedOftenEnough,
}
