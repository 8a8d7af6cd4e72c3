using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Erases the personal data of reservations: in their rows, their answers, and by giving up their unsent mail.</summary>
/// <remarks>
/// No table but these has a party's data: mails, check-ins, scans and the audit log refer to the reservation by its id (docs/decisions/0047).
/// Hashes of links stay, so that a ticket still opens.
/// </remarks>
internal static class PersonalDataErasure
{
    /// <param name="reservations">Tracked; their performances are locked, so that they are neither confirmed nor moved meanwhile.</param>
    public static async Task EraseAsync(UseCaseContext context, IReadOnlyList<Reservation> reservations)
    {
        var ids = reservations.Select(r => (int?)r.Id).ToArray();
        var mails = context.Db.Outbox
            .Where(m => EF.Parameter(ids).Contains(m.ReservationId) && ((m.SentAt == null && m.GivenUpAt == null) || m.MailboxKey != null))
            .AsAsyncEnumerable();
        await foreach (var mail in mails.WithCancellation(context.Cancellation))
        {
            mail.ForgetRequest();
            if (mail.IsUnsent)
            {
                mail.GiveUp(OutboxMail.PersonalDataErased, context.Now);
            }
        }

        await context.Db.Answers.Where(a => EF.Parameter(ids).Contains(a.ReservationId)).ExecuteDeleteAsync(context.Cancellation);
        foreach (var reservation in reservations)
        {
            reservation.Erase(context.Now);
        }
    }
}
