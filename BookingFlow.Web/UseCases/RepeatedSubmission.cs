using System.Linq.Expressions;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases;

/// <summary>Finds what an earlier submission of the same form stored, so that a repetition gets the same answer and changes nothing.</summary>
/// <remarks>
/// <para>
/// Each form has a hidden id, which is stored with the result. A use case looks for it before any other check, and under its lock if it has
/// one: otherwise the changes of the first submission would make the second one fail.
/// </para>
/// <para>
/// There are two exceptions. A confirmation finds the id on the token, which it reads anyway (<see cref="ReservationToken.UsedByRequest"/>).
/// A ticket opened by a phone's camera has no form; there, a view within a short time counts as the same
/// (<see cref="Door.RecordScan.RecordViewAsync"/>).
/// </para>
/// </remarks>
public static class RepeatedSubmission
{
    /// <summary>Finds the reservation that the submission made.</summary>
    /// <param name="key">See <see cref="ValidReservation.SubmissionKey"/>.</param>
    /// <returns>Null if there is none.</returns>
    public static Task<Reservation?> ReservationAsync(UseCaseContext context, Guid key) =>
        context.Db.Reservations.SingleOrDefaultAsync(r => r.SubmissionKey == key, context.Cancellation);

    /// <summary>Finds the reservations that several submissions made, by their keys.</summary>
    public static Task<Dictionary<Guid, Reservation>> ReservationsAsync(UseCaseContext context, IReadOnlyCollection<Guid> keys) =>
        context.Db.Reservations.Where(r => keys.Contains(r.SubmissionKey)).ToDictionaryAsync(r => r.SubmissionKey, context.Cancellation);

    /// <summary>Finds the message to parties that the submission sent.</summary>
    /// <param name="key">See <see cref="ValidPartyMessage.SubmissionKey"/>.</param>
    /// <returns>Null if there is none.</returns>
    public static Task<PartyMessage?> MessageAsync(UseCaseContext context, Guid key) =>
        context.Db.PartyMessages.SingleOrDefaultAsync(m => m.SubmissionKey == key, context.Cancellation);

    /// <summary>Finds the scan that the submission recorded. By another steward or for another party, it is another submission.</summary>
    /// <param name="reservationId">Null if the code was not a ticket of this venue.</param>
    /// <param name="staffId">
    /// Null for a device's record, which is the same when it is sent again by another steward: the account may have been disabled meanwhile.
    /// </param>
    /// <param name="isAnswer">Filter for the scan events that can be the result of this form.</param>
    /// <returns>Null if there is none.</returns>
    public static Task<ScanEvent?> ScanAsync(
        UseCaseContext context, Guid request, int? reservationId, int? staffId, Expression<Func<ScanEvent, bool>> isAnswer) => context.Db.ScanEvents
            .Where(e => e.RequestId == request && e.ReservationId == reservationId && (staffId == null || e.StaffId == staffId))
            .Where(isAnswer)
            .OrderBy(e => e.Id)
            .FirstOrDefaultAsync(context.Cancellation);

    /// <summary>Whether the submission changed this reservation, by the party itself.</summary>
    public static Task<bool> HasChangeAsync(UseCaseContext context, int reservationId, Guid request) =>
        context.Db.PartyChanges.AnyAsync(c => c.ReservationId == reservationId && c.RequestId == request, context.Cancellation);

    /// <summary>Whether the submission queued a mail to this party.</summary>
    /// <param name="messageId">Derived from the ids of the form and the reservation.</param>
    public static Task<bool> HasMailAsync(UseCaseContext context, int reservationId, Guid messageId) =>
        context.Db.Outbox.AnyAsync(m => m.ReservationId == reservationId && m.MessageId == messageId, context.Cancellation);
}
