namespace BookingFlow.Web.Data;

/// <summary>Queries for the reservations that a party made with one form (docs/decisions/0074).</summary>
public static class ReservationGroupQueries
{
    /// <summary>Selects the reservations of the same group and the same mailbox, this one included; only this one if it has no group.</summary>
    /// <remarks>A reservation whose address was corrected leaves the others: the links of either must not open the other.</remarks>
    public static IQueryable<Reservation> GroupOf(this BookingDbContext db, Reservation reservation) => reservation switch
    {
        { GroupId: { } group, MailboxKey: { } mailbox } => db.Reservations.Where(r => r.GroupId == group && r.MailboxKey == mailbox),
        { Id: var id } => db.Reservations.Where(r => r.Id == id),
    };

    /// <summary>Selects those that a confirmation link is still of use for: pending, and their performances to come.</summary>
    /// <param name="now">UTC.</param>
    public static IQueryable<Reservation> Confirmable(this IQueryable<Reservation> reservations, DateTime now) => reservations.Where(
        r => r.Status == ReservationStatus.Pending && r.Performance.StartsAt > now && r.Performance.CancelledAt == null);
}
