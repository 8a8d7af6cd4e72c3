using System.Linq.Expressions;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases;

/// <summary>
/// Finds what an earlier submission of a form stored, so that the same one sent again is answered as the first and changes nothing.
/// </summary>
/// <remarks>
/// <para>
/// Each form has a hidden id, which is stored with what the form makes. A use case looks for it before it checks anything else, and under its
/// lock where it has one: what the first submission changed would otherwise refuse the second.
/// </para>
/// <para>
/// Two are different in kind. Confirming finds the id on the link itself, which it reads anyway (<see cref="ReservationToken.UsedByRequest"/>).
/// A ticket that a phone opens has no form; there, what was seen a short time ago is the same (<see cref="Door.RecordScan.SeenAsync"/>).
/// </para>
/// </remarks>
public static class RepeatedSubmission
{
    /// <summary>The reservation that the submission made.</summary>
    /// <param name="key">See <see cref="ValidReservation.SubmissionKey"/>.</param>
    public static Task<Reservation?> ReservationAsync(UseCaseContext context, Guid key) =>
        context.Db.Reservations.SingleOrDefaultAsync(r => r.SubmissionKey == key, context.Cancellation);

    /// <summary>The reservations that several submissions made, by their keys.</summary>
    public static Task<Dictionary<Guid, Reservation>> ReservationsAsync(UseCaseContext context, IReadOnlyCollection<Guid> keys) =>
        context.Db.Reservations.Where(r => keys.Contains(r.SubmissionKey)).ToDictionaryAsync(r => r.SubmissionKey, context.Cancellation);

    /// <summary>The scan that the submission recorded. Sent by another person, or for another party, it is another submission.</summary>
    /// <param name="reservationId">Null: the code was none of ours.</param>
    /// <param name="isAnswer">Which lines count as an answer to this form.</param>
    public static Task<ScanEvent?> ScanAsync(
        UseCaseContext context, Guid request, int? reservationId, int staffId, Expression<Func<ScanEvent, bool>> isAnswer) => context.Db.ScanEvents
            .Where(e => e.RequestId == request && e.ReservationId == reservationId && e.StaffId == staffId)
            .Where(isAnswer)
            .OrderBy(e => e.Id)
            .FirstOrDefaultAsync(context.Cancellation);

    /// <summary>Whether the submission added a mail to this party.</summary>
    /// <param name="messageId">Made of the form's id and the reservation's.</param>
    public static Task<bool> HasMailAsync(UseCaseContext context, int reservationId, Guid messageId) =>
        context.Db.Outbox.AnyAsync(m => m.ReservationId == reservationId && m.MessageId == messageId, context.Cancellation);
}
