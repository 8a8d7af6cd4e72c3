namespace BookingFlow.Web.Domain.Administration;

/// <summary>Kinds of subjects of audit log entries. Stored in snake case.</summary>
public enum AuditSubject
{
    Room,
    Show,
    Performance,
    Reservation,
    Staff,
    Mail,
    HouseText,
    Venue,
    Webhook,
    AccessToken,
}
