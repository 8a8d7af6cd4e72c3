namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Totals of found reservations.</summary>
/// <param name="People">Number of people in the reservations.</param>
/// <param name="Confirmed">Number of people in those that are confirmed.</param>
public sealed record ReservationTotals(int Reservations, int People, int Confirmed)
{
    public static ReservationTotals None { get; } = new(0, 0, 0);

    public static ReservationTotals operator +(ReservationTotals left, ReservationTotals right) => Add(left, right);

    public static ReservationTotals Add(ReservationTotals left, ReservationTotals right) =>
        new(left.Reservations + right.Reservations, left.People + right.People, left.Confirmed + right.Confirmed);
}
