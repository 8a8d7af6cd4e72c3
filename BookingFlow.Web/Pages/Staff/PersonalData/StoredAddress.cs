namespace BookingFlow.Web.Pages.Staff.PersonalData;

/// <summary>What is stored under an e-mail address of parties.</summary>
/// <param name="Reservations">Number of reservations.</param>
/// <param name="Mails">Number of mails, sent and unsent.</param>
/// <param name="StillReserved">The reservations that must be cancelled before the data can be erased.</param>
public sealed record StoredAddress(string Address, int Reservations, int Mails, IReadOnlyList<StoredReservation> StillReserved);
