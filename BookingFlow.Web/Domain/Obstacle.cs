namespace BookingFlow.Web.Domain;

/// <summary>Why an operation of the back office is not possible (<see cref="FailureKind.NotPossible"/>).</summary>
public enum Obstacle
{
    /// <summary>The room has upcoming performances.</summary>
    RoomHasPerformances,

    /// <summary>The account is the last enabled Administrator.</summary>
    LastAdministrator,

    /// <summary>Staff cannot disable their own account.</summary>
    OwnAccount,

    /// <summary>The staff account is disabled.</summary>
    StaffDisabled,

    /// <summary>The performance is cancelled.</summary>
    PerformanceCancelled,

    /// <summary>Parties hold tickets for the previous show, room or time, and the change was not forced.</summary>
    PartiesHoldTickets,

    /// <summary>The performance has started.</summary>
    PerformanceHasBegun,

    /// <summary>The party is already checked in.</summary>
    PartyCheckedIn,

    /// <summary>The party is not checked in.</summary>
    NotCheckedIn,

    /// <summary>The reservation is cancelled.</summary>
    ReservationCancelled,

    /// <summary>The reservation is already confirmed.</summary>
    AlreadyConfirmed,

    /// <summary>The reservation was never confirmed.</summary>
    NotConfirmed,

    /// <summary>The reservation is already for the target performance.</summary>
    AlreadyThere,

    /// <summary>The recipient has no e-mail address.</summary>
    NoEmail,

    /// <summary>No party would get the message.</summary>
    NoRecipients,

    /// <summary>The party has used up its requests for another confirmation mail.</summary>
    MailedOftenEnough,

    /// <summary>A member of the party is checked in, so the party can no longer change its reservation.</summary>
    SomebodyInside,

    /// <summary>It is too late for the party to change its reservation by itself.</summary>
    ChangesClosed,

    /// <summary>Performances are planned, whose local times another time zone would change, and this was not acknowledged.</summary>
    PerformancesPlanned,

    /// <summary>The reservation is pending or confirmed, and its performance is not over.</summary>
    StillReserved,

    /// <summary>The party's personal data was erased.</summary>
    PersonalDataErased,

    /// <summary>The webhook is switched off.</summary>
    WebhookSwitchedOff,

    /// <summary>The performance has one reservation for each address, and this address has another one.</summary>
    AddressHasReservation,
}
