namespace BookingFlow.Web.Domain.Administration;

/// <summary>What it was done to. Stored as a word.</summary>
public enum AuditSubject
{
    Room,
    Show,
    Performance,
    Reservation,
    Staff,
    Mail,
    HouseText,
}
