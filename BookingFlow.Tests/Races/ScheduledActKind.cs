namespace BookingFlow.Tests.Races;

public enum ScheduledActKind
{
    Reserve,
    Confirm,
    JoinWaitingList,
    ChangeParty,
    Release,
    TakeBack,
    Cancel,
    Move,
    ChangeSeats,
    ChangeAccessPlaces,
    CheckIn,
    AdmitWalkIn,
    AdmitWaiting,
}
