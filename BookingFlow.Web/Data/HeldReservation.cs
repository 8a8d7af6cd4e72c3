namespace BookingFlow.Web.Data;

/// <summary>A reservation that has seats or waits for some, and its mailbox.</summary>
public sealed record HeldReservation(int Id, Guid MailboxKey);
