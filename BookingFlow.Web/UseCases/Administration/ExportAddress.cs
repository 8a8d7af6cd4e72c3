using System.Globalization;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Reads everything that is stored under an e-mail address of parties, and records in the audit log that it was exported.</summary>
/// <remarks>The audit log has the number of reservations, not the address.</remarks>
public sealed class ExportAddress(WriteTransaction write)
{
    /// <param name="email">As submitted.</param>
    /// <returns>The data; or: InvalidInput, NotFound (nothing under this address), Busy.</returns>
    public Task<Result<PersonalData>> ExportAsync(string? email, Actor actor, CancellationToken cancellationToken)
    {
        var address = AddressQueries.CheckAddress(email);
        return write.RunAsync<PersonalData>(
            actor,
            async context =>
            {
                if (!address.Succeeded)
                {
                    return address.Failure;
                }

                var parties = await ReadAsync(context, address.Value);
                if (parties.Count == 0)
                {
                    return new Failure(FailureKind.NotFound);
                }

                context.Audit(
                    AuditAction.PersonalDataExported, AuditSubject.Reservation, id: null, parties.Count.ToString(CultureInfo.InvariantCulture));
                return new PersonalData(address.Value, context.Now, parties);
            },
            cancellationToken);
    }

    private static async Task<IReadOnlyList<PersonalDataReservation>> ReadAsync(UseCaseContext context, string address)
    {
        var (db, found) = (context.Db, context.Db.Reservations.OfAddress(address));
        var reservations = await found.AsNoTracking()
            .Include(r => r.Performance.Show).Include(r => r.Performance.Room).Include(r => r.Answers).ThenInclude(a => a.Question)
            .OrderBy(r => r.Id)
            .ToListAsync(context.Cancellation);
        var changes = (await db.PartyChanges.AsNoTracking().Where(c => found.Any(r => r.Id == c.ReservationId)).OrderBy(c => c.Id)
            .ToListAsync(context.Cancellation)).ToLookup(c => c.ReservationId);
        var mails = (await db.Outbox.AsNoTracking().Where(m => found.Any(r => r.Id == m.ReservationId)).OrderBy(m => m.Id)
            .ToListAsync(context.Cancellation)).ToLookup(m => m.ReservationId);
        var checkIns = (await db.CheckIns.AsNoTracking().Where(c => found.Any(r => r.Id == c.ReservationId)).ToListAsync(context.Cancellation))
            .ToDictionary(c => c.ReservationId);
        var scans = (await db.ScanEvents.AsNoTracking().Where(e => found.Any(r => r.Id == e.ReservationId)).OrderBy(e => e.Id)
            .ToListAsync(context.Cancellation)).ToLookup(e => e.ReservationId);
        return
        [
            .. reservations.Select(r => new PersonalDataReservation(
                r.Reference, r.Name, r.Email, r.Phone, r.Notes, r.StaffNote, r.Language, r.PartySize, r.Status,
                r.Performance.Show.Title, r.Performance.Room.Name, r.Performance.StartsAt,
                r.CreatedAt, r.ExpiresAt, r.ConfirmedAt, r.CancelledAt,
                [.. r.Answers.Select(a => new AnsweredQuestion(a.Question.Text, a.Text))],
                [.. changes[r.Id].Select(c => new PersonalDataChange(c.At, c.PeopleBefore, c.PeopleAfter))],
                [.. mails[r.Id].Select(m => new PersonalDataMail(m.Kind, m.CreatedAt, m.SentAt, m.GivenUpAt))],
                checkIns.TryGetValue(r.Id, out var checkIn) ? new PersonalDataCheckIn(checkIn.At, checkIn.People, checkIn.Door) : null,
                [.. scans[r.Id].Select(e => new PersonalDataScan(e.At, e.Outcome, e.People, e.Door))])
            {
                WheelchairPlaces = r.WheelchairPlaces,
                CompanionPlaces = r.CompanionPlaces,
                NeedsStepFreeAccess = r.NeedsStepFreeAccess,
                NeedsInductionLoop = r.NeedsInductionLoop,
            }),
        ];
    }
}
