namespace BookingFlow.Web.Wallets;

/// <summary>The ticket that a wallet shows.</summary>
/// <param name="Sequence">See <see cref="Reservation.CalendarSequence"/>.</param>
/// <param name="CheckInAddress">The content of the QR code. It contains the check-in token.</param>
/// <param name="DoorsOpenAt">UTC; null if check-in is possible at any time before the start.</param>
/// <param name="EndsAt">When the ticket is moved to the past ones: when the doors close; UTC.</param>
public sealed record WalletTicket(
    Venue Venue,
    PerformanceFacts Performance,
    string Name,
    int PartySize,
    string Reference,
    int Sequence,
    string CheckInAddress,
    DateTime? DoorsOpenAt,
    DateTime EndsAt)
{
    /// <param name="reservation">Confirmed; needs its loaded performance, show and room.</param>
    public static WalletTicket Of(Reservation reservation, Token ticket, Venue venue, BookingRules rules, PublicLinks links) => new(
        venue, reservation.Performance.Facts, reservation.Name, reservation.PartySize, reservation.Reference, reservation.CalendarSequence,
        links.CheckIn(ticket.CheckIn), rules.DoorsOpenAt(reservation.Performance), rules.BoxOfficeClosesAt(reservation.Performance));

    /// <summary>Leaves out the check-in address, so that a ticket formatted by mistake does not bring a token into a log.</summary>
    public override string ToString() => $"{nameof(WalletTicket)} {Reference}";
}
