namespace BookingFlow.Web.Domain.Mail;

public static class MailKinds
{
    /// <summary>Whether the mail contains the party's ticket, so that it is sent only while the reservation is confirmed.</summary>
    public static bool HasTicket(this MailKind kind) => kind switch
    {
        MailKind.Ticket or MailKind.PerformanceChanged or MailKind.Reminder or MailKind.WaitingListTicket => true,
        MailKind.Confirmation or MailKind.ReservationCancelled or MailKind.PerformanceCancelled or MailKind.Invitation or MailKind.PasswordReset
            or MailKind.Test or MailKind.ReservationReleased or MailKind.WaitingListClosed or MailKind.PartyMessage => false,
    };
}
